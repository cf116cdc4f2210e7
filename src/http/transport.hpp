#pragma once
// What moves bytes: sockets, TLS, deadlines, and one coroutine for each connection. The one place that
// includes Boost is its source; everything that decides anything is in Exchange.

#include <chrono>
#include <cstdint>
#include <memory>

#include "http/transport_exchange.hpp"

namespace assent::http {

class Transport {
public:
    // Binds, listens and accepts. Throws Failure when it cannot. Requires: `exchange` outlives it.
    explicit Transport(Exchange& exchange);
    ~Transport(); // closes what is open
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    Transport(Transport&&) = delete;
    Transport& operator=(Transport&&) = delete;

    std::uint16_t port() const;

    // For the connections that come from now on.
    void take_tls(TlsContext fresh);
    std::optional<std::chrono::sys_seconds> certificate_end() const;

    // As Server::stop. Once.
    void stop(std::chrono::milliseconds at_most);

private:
    struct Everything;
    std::unique_ptr<Everything> all_;
};

} // namespace assent::http
