#pragma once
// From the head of a request to its answer, for all connections together: what is refused before its body is
// read, what a handler is given, and what becomes of a handler that fails. Knows no socket.

#include <array>
#include <atomic>
#include <functional>
#include <string>

#include "base/result.hpp"
#include "http/limits.hpp"
#include "http/request_id.hpp"
#include "http/server.hpp"
#include "http/transport_head.hpp"
#include "http/transport_refusal.hpp"
#include "http/worker_pool.hpp"

namespace assent::http {

class Exchange {
public:
    struct Origin {
        std::string peer; // the address that the connection came from
        bool encrypted = false;
    };

    Exchange(ServerSettings settings, Handler handler);

    const ServerSettings& settings() const { return settings_; }
    void tell_failure(std::string_view what, std::string_view id = {}) const;

    // The request without its body, or the answer at once. What it needs of the head is moved out of it.
    base::Expected<Request, Response> admit(Head& head, const Origin& origin);

    // Has it answered by a worker, or refused; `done` is called once, from any thread.
    void answer(Request request, const std::function<void(Response)>& done);

    // Counts it, and tells the watcher. For what cannot be read as a request.
    Response refuse(Refused refused);

    // What waits for a worker is refused from now on.
    void abandon() { abandoned_ = true; }

    Counters counters() const;
    std::atomic<std::uint64_t> accepted{0}, open{0};

private:
    std::string peer_of(const Head& head, const Origin& origin) const;
    std::string id_of(const Head& head);
    std::uint64_t longest_body(const Request& request) const;
    Response refuse(Refused refused, const Request& request, Response told);
    Response worded(const Request& request, Response response) const;
    Response counted(Refused refused, Response response, const std::string& id);
    Response handled(const Request& request, std::chrono::steady_clock::time_point came);
    Response outcome(const Request& request);

    const ServerSettings settings_;
    const Handler handler_;
    PeerLimits limits_;
    RequestIds ids_;
    std::atomic<std::uint64_t> requests_{0};
    std::array<std::atomic<std::uint64_t>, refusal_count> refused_{};
    std::atomic<bool> abandoned_{false};
    WorkerPool workers_; // the last: its threads use the rest
};

} // namespace assent::http
