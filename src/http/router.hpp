#pragma once
// Which function answers which address. Routes are added before the server starts; afterwards the table is
// only read. A path that no route has is not found; one that has it for another method says which it takes. A
// parameter of the query that a route does not know is a mistake where the route says what it knows.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace assent::http {

// What stood in the places of a route: "/cases/{member}/{number}".
using Places = std::vector<std::string>;
using Answer = std::function<Response(const Request&, const Places&)>;

struct Route {
    Method method;
    std::string pattern;
    std::string summary; // one sentence, for the document of the interface
    Answer answer;
    // The names that its query can have; nothing: whatever it likes.
    std::optional<std::vector<std::string>> query = {};
};

class Router {
public:
    void add(Route route) { routes_.push_back(std::move(route)); }

    Response answer(const Request& request) const;

    // The pattern of its route, for logs and figures; "" when nothing is at its address.
    std::string_view pattern_of(const Request& request) const;
    const std::vector<Route>& routes() const { return routes_; }

private:
    std::vector<Route> routes_;
};

} // namespace assent::http
