#include <doctest/doctest.h>

#include <future>
#include <thread>

#include "base/failure.hpp"
#include "http/transport_client_test.hpp"

using namespace assent;
using namespace assent::http;
using namespace std::chrono_literals;

namespace {

// A handler that has begun and does not end before it is let go.
struct Held {
    std::promise<void> begun, go;
    std::shared_future<void> gone = go.get_future().share();

    Handler handler() {
        return [this](const Request& request) {
            if (request.path != "/held") return echo(request);
            begun.set_value();
            gone.wait();
            return Response{.body = "at last"};
        };
    }
};

const std::string held_get = "GET /held HTTP/1.1\r\nHost: h\r\n\r\n";

std::string failure_to_start(ServerSettings settings) {
    try {
        Server server(Running::few_threads(std::move(settings)), echo);
        server.start();
    } catch (const base::Failure& failure) {
        return failure.what();
    }
    return "";
}

} // namespace

TEST_CASE("a server that stops lets a handler end, answers it, and accepts no more") {
    Held held;
    Running running({}, held.handler());
    const std::uint16_t port = running.port();
    RawClient asking(port), idle(port);
    CHECK(idle.ask(plain_get).status == 200);
    asking.send(held_get);
    held.begun.get_future().wait();
    auto stopped = std::async(std::launch::async, [&] { running.server.stop(60s); });
    CHECK(idle.rest().empty());
    while (RawClient(port).connected()) {
    }
    held.go.set_value();
    const Answered answered = asking.answer();
    CHECK(answered.body == "at last");
    CHECK(answered.headers.at("connection") == "close");
    CHECK(asking.rest().empty());
    stopped.get();
    CHECK(running.server.counters().open == 0);
}

TEST_CASE("a request that has begun to come is still read and answered when the server stops") {
    Running running;
    const std::uint16_t port = running.port();
    RawClient client(port), idle(port);
    CHECK(idle.ask(plain_get).status == 200);
    client.send("POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    CHECK(client.answer().status == 100);
    auto stopped = std::async(std::launch::async, [&] { running.server.stop(60s); });
    CHECK(idle.rest().empty());
    CHECK(client.ask("hello").body == "POST /a [hello]");
    CHECK(client.rest().empty());
    stopped.get();
}

TEST_CASE("a server that may wait no longer closes, and returns when its handlers have") {
    Held held;
    Running running({.workers = 1}, held.handler());
    RawClient asking(running.port()), waiting(running.port());
    asking.send(held_get);
    held.begun.get_future().wait();
    waiting.send(plain_get);
    auto stopped = std::async(std::launch::async, [&] { running.server.stop(1ms); });
    CHECK(asking.rest().empty());
    CHECK(waiting.rest().empty());
    held.go.set_value();
    stopped.get();
    CHECK(running.server.counters().open == 0);
}

TEST_CASE("a server can be stopped twice, and one that never started at all") {
    Running running;
    running.server.stop(1s);
    running.server.stop(1s);
    Server never(Running::few_threads({}), echo);
    never.stop(1s);
}

TEST_CASE("a server that cannot listen says why") {
    const Running running;
    const std::string taken = failure_to_start({.port = running.port()});
    CHECK(taken ==
          "cannot listen on 127.0.0.1 port " + std::to_string(running.port()) + ": Address already in use");
    CHECK(failure_to_start({.address = "localhost"})
              .starts_with("cannot listen on 'localhost', which is no IP address"));
    CHECK(failure_to_start({.address = "192.0.2.1", .allow_plain = true}).find("Cannot assign") !=
          std::string::npos);
}

TEST_CASE("plain HTTP stays on the machine unless somebody wants it otherwise") {
    CHECK(failure_to_start({.address = "0.0.0.0"}).starts_with("will not listen on 0.0.0.0 without TLS"));
    CHECK(failure_to_start({.address = "::"}).starts_with("will not listen on :: without TLS"));
    CHECK(failure_to_start({.address = "0.0.0.0", .allow_plain = true}).empty());
    CHECK(failure_to_start({.address = "0.0.0.0", .behind_proxy = true}).empty());
    CHECK(failure_to_start({.address = "127.0.0.2"}).empty());
}
