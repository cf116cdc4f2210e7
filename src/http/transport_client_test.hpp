#pragma once
// A client that sends exactly the bytes it is given, and waits for what comes back. It gives up after a
// while, so that a server that says nothing fails a test and does not hang it.

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "http/request_id.hpp"
#include "http/server.hpp"

namespace assent::http {

struct Answered {
    int status = 0; // 0: the connection ended instead
    std::map<std::string, std::string> headers = {};
    std::string body = {};
};

class RawClient {
public:
    explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        REQUIRE(socket_ >= 0);
        const timeval patience{.tv_sec = 20, .tv_usec = 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~RawClient() { ::close(socket_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;
    RawClient(RawClient&&) = delete;
    RawClient& operator=(RawClient&&) = delete;

    bool connected() const { return connected_; }
    int socket() const { return socket_; }

    // The server may have closed already; then what it said counts, and not what it did not read.
    RawClient& send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) break;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return *this;
    }

    // The next answer; of one to HEAD without the body that it does not have.
    Answered answer(bool to_head = false) {
        std::size_t end = 0;
        while ((end = came_.find("\r\n\r\n")) == std::string::npos) {
            if (!more()) return {};
        }
        Answered answered = head_of(came_.substr(0, end));
        came_.erase(0, end + 4);
        const auto length = answered.headers.find("content-length");
        const std::size_t size = to_head || length == answered.headers.end() ? 0 : std::stoul(length->second);
        while (came_.size() < size && more()) {
        }
        answered.body = came_.substr(0, size);
        came_.erase(0, size);
        return answered;
    }

    // Everything until the server closes.
    std::string rest() {
        while (more()) {
        }
        return std::exchange(came_, {});
    }

    // A request, and what it is answered.
    Answered ask(std::string_view bytes) { return send(bytes).answer(); }

private:
    bool more() {
        std::array<char, 65536> bytes{};
        const auto count = ::recv(socket_, bytes.data(), bytes.size(), 0);
        if (count < 0) REQUIRE_MESSAGE(errno != EAGAIN, "the server said nothing");
        if (count <= 0) return false;
        came_.append(bytes.data(), static_cast<std::size_t>(count));
        return true;
    }

    static Answered head_of(std::string_view head) {
        Answered answered;
        for (const std::string_view line : base::split_lines(head)) {
            const std::size_t colon = line.find(": ");
            if (line.starts_with("HTTP/1.1 "))
                answered.status = std::stoi(std::string(line.substr(9, 3)));
            else if (colon != std::string_view::npos)
                answered.headers[std::string(line.substr(0, colon))] = line.substr(colon + 2);
        }
        return answered;
    }

    int socket_;
    bool connected_ = false;
    std::string came_ = {};
};

// Says what it was asked.
inline Response echo(const Request& request) {
    std::string body = std::string(to_text(request.method)) + " " + request.path;
    for (const auto& [name, value] : request.query) body.append(" ").append(name).append("=").append(value);
    if (!request.body.empty()) body += " [" + request.body + "]";
    return {.status = 200, .headers = {{"content-type", "text/plain"}}, .body = std::move(body)};
}

// What a server tells, a line for each.
struct Witness final : Watcher {
    void served(const Served& what) override {
        keep(std::string(what.method) + " " + (what.route.empty() ? "route" : std::string(what.route)) + " " +
                 std::to_string(what.status),
             what.id);
    }
    void refused(const TurnedAway& what) override { keep("refused: " + std::string(what.kind), what.id); }
    void failed(std::string_view what, std::string_view id) override {
        keep("failed: " + std::string(what), id);
    }

    void keep(std::string line, std::string_view id) {
        const std::scoped_lock lock(mutex);
        told.push_back(std::move(line));
        ids.emplace_back(id);
    }
    std::vector<std::string> lines() {
        const std::scoped_lock lock(mutex);
        return told;
    }

    std::mutex mutex = {};
    std::vector<std::string> told = {}, ids = {};
};

// A server that runs while it lives.
struct Running {
    explicit Running(ServerSettings settings = {}, Handler handler = echo)
        : server(few_threads(std::move(settings)), std::move(handler)) {
        server.start();
    }

    static ServerSettings few_threads(ServerSettings settings) {
        if (settings.workers == 64) settings.workers = 4;
        return settings;
    }

    std::uint16_t port() const { return server.port(); }
    Server server;
};

inline std::string get(std::string_view target) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: h\r\n\r\n";
}
inline const std::string plain_get = "GET /a HTTP/1.1\r\nHost: here\r\n\r\n";

} // namespace assent::http
