#pragma once
// Listens, reads requests as strictly as they can be read, and hands each to a handler on a thread of its
// own; answers in the order of the requests. It accepts nothing that two programs could read differently, and
// reports what the world breaks as 503. Nothing here knows what a request is about, and nothing that uses it
// knows how bytes are moved.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"
#include "http/tls.hpp"
#include "http/watcher.hpp"

namespace assent::http {

struct ServerSettings {
    std::string address = "127.0.0.1"; // IPv4 or IPv6
    std::uint16_t port = 0;            // 0: one that is free
    std::optional<TlsFiles> tls = {};
    bool allow_plain = false;  // plain HTTP on an address that others reach
    bool behind_proxy = false; // whoever connects is our proxy: believe X-Forwarded-Proto and X-Forwarded-For

    std::size_t io_threads = 2;
    std::size_t workers = 64;    // handlers that run at once
    std::size_t backlog = 1'000; // requests that may wait for a worker

    std::size_t max_body = std::size_t{4} * 1024 * 1024;
    std::size_t max_files = std::size_t{32} * 1024 * 1024; // the body, of a request that may have files
    std::size_t max_header = std::size_t{16} * 1024;       // the whole head, in bytes
    std::size_t max_headers = 100;
    std::size_t max_connections = 10'000;
    std::size_t requests_a_minute = 0; // of each address; 0: no limit

    std::chrono::milliseconds header_timeout = std::chrono::seconds(10); // and of the handshake of TLS
    std::chrono::milliseconds body_timeout = std::chrono::seconds(30);
    std::chrono::milliseconds idle_timeout =
        std::chrono::seconds(60); // between requests, and for a client to read
    std::chrono::milliseconds between_pieces = std::chrono::seconds(1); // of an answer that goes on

    Watcher* watcher = nullptr;                                    // lives longer than the server
    std::function<std::string_view(const Request&)> route_of = {}; // its pattern, for the watcher

    // Whether a request may have files; asked of its head, and only where its body is larger than others may
    // be.
    std::function<bool(const Request&)> takes_files = {};
    // An answer as whoever has asked reads it; as it is, when nothing is said.
    std::function<Response(const Request&, Response)> worded = {};
};

// Since the start, for metrics.
struct Counters {
    std::uint64_t accepted = 0;                             // connections
    std::uint64_t open = 0;                                 // connections, now
    std::uint64_t requests = 0;                             // that reached a handler
    std::uint64_t waiting = 0;                              // requests, now, for a worker
    std::uint64_t busy = 0;                                 // workers, now
    std::map<std::string_view, std::uint64_t> refused = {}; // by kind: "body-too-large"
};

class Transport;
class Exchange;

// Why a server would not start with these, and what to say instead; nothing when it would.
std::optional<std::string> unfit(const ServerSettings& settings);

class Server {
public:
    Server(ServerSettings settings, Handler handler);
    ~Server(); // as stop(0)
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    Server(Server&&) = delete;
    Server& operator=(Server&&) = delete;

    // Binds and listens; returns when it is ready. Throws Failure when it cannot. Once.
    void start();

    std::uint16_t port() const; // on which it listens; Requires: it has started

    // Accepts no more; lets what was accepted be answered, for at most so long; then closes. Returns when
    // every handler has returned, however long that takes.
    void stop(std::chrono::milliseconds at_most);

    Counters counters() const;

    // Reads certificate and key again for the connections that come; those that are open keep what they
    // have. Throws Failure, and goes on with the old ones, when they cannot be used. Requires: TLS.
    void reload_tls();

    // The last moment at which the certificate holds; nothing without TLS.
    std::optional<std::chrono::sys_seconds> certificate_end() const;

private:
    std::unique_ptr<Exchange> exchange_;
    std::unique_ptr<Transport> transport_;
};

} // namespace assent::http
