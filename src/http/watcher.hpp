#pragma once
// What a server tells whoever watches over it: what it served, what it turned away, and what the world broke.
// For logs and figures, so nothing here can hold a member's data: a route is told by its pattern and never by
// its path, and neither a query nor a header nor a body is told at all.

#include <chrono>
#include <cstddef>
#include <string_view>

namespace assent::http {

// A request that reached a handler.
struct Served {
    std::string_view method; // "GET"
    std::string_view route;  // "/api/v1/cases/{member}/{number}"; "" when nothing is at its address
    int status = 0;
    std::chrono::microseconds took{}; // from the whole request to its answer, the wait for a worker included
    std::size_t received = 0, sent = 0; // bytes of both bodies
    std::string_view id;
};

// One that the transport itself refused.
struct TurnedAway {
    std::string_view kind; // "body-too-large"
    int status = 0;
    std::string_view id;
};

// Told from several threads at once; throws nothing.
class Watcher {
public:
    virtual ~Watcher() = default;
    virtual void served(const Served& what) = 0;
    virtual void refused(const TurnedAway& what) = 0;

    // A sentence for an operator, and the request that met it; "" when none did.
    virtual void failed(std::string_view what, std::string_view id) = 0;
};

} // namespace assent::http
