#include <doctest/doctest.h>
#include <sys/resource.h>

#include <deque>
#include <future>
#include <latch>

#include "http/transport_client_test.hpp"

using namespace assent;
using namespace assent::http;
using namespace std::chrono_literals;

namespace {

// Both ends of a connection are files of this process.
void allow_many_files() {
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
}

} // namespace

TEST_CASE("two requests at once are in the handler at once") {
    std::promise<void> first, second;
    const Running running({}, [&](const Request& request) {
        std::promise<void>& mine = request.path == "/1" ? first : second;
        std::promise<void>& theirs = request.path == "/1" ? second : first;
        mine.set_value();
        const bool met = theirs.get_future().wait_for(20s) == std::future_status::ready;
        return Response{.body = met ? "met" : "alone"};
    });
    RawClient one(running.port()), two(running.port());
    one.send(get("/1"));
    two.send(get("/2"));
    CHECK(one.answer().body == "met");
    CHECK(two.answer().body == "met");
}

TEST_CASE("more than may wait are told to come again, and nothing of theirs is done") {
    std::promise<void> begun, go;
    auto gone = go.get_future().share();
    const Running running({.workers = 1, .backlog = 1}, [&](const Request& request) {
        if (request.path == "/first") begun.set_value();
        gone.wait();
        return echo(request);
    });
    RawClient first(running.port()), second(running.port()), third(running.port());
    first.send(get("/first"));
    begun.get_future().wait();
    second.send(get("/second"));
    third.send(get("/third"));
    // Which of the two came first is not known, so both are asked who was refused.
    while (running.server.counters().refused.empty()) {
    }
    go.set_value();
    const Answered two = second.answer(), three = third.answer();
    CHECK(two.status + three.status == 200 + 503);
    const Answered& busy = two.status == 503 ? two : three;
    CHECK(busy.headers.at("retry-after") == "1");
    CHECK(busy.headers.at("content-type") == "application/problem+json");
    CHECK_FALSE(busy.headers.contains("connection"));
    CHECK(first.answer().status == 200);
    CHECK(running.server.counters().requests == 2);
    CHECK(running.server.counters().refused.at("busy") == 1);
}

TEST_CASE("an address that asks too often is told when to come again") {
    const Running running({.requests_a_minute = 2});
    RawClient client(running.port());
    CHECK(client.ask(get("/1")).status == 200);
    CHECK(client.ask(get("/2")).status == 200);
    const Answered answered = client.ask(get("/3"));
    CHECK(answered.status == 429);
    CHECK(std::stoi(answered.headers.at("retry-after")) >= 1);
    CHECK(std::stoi(answered.headers.at("retry-after")) <= 30);
    CHECK(RawClient(running.port()).ask(get("/4")).status == 429);
}

TEST_CASE("behind a proxy each client has a share of its own") {
    const Running running({.behind_proxy = true, .requests_a_minute = 1});
    RawClient proxy(running.port());
    const auto from = [&](const std::string& address) {
        return proxy.ask("GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: " + address + "\r\n\r\n").status;
    };
    CHECK(from("192.0.2.1") == 200);
    CHECK(from("192.0.2.1") == 429);
    CHECK(from("192.0.2.1, 192.0.2.2") == 200);
    CHECK(from("192.0.2.9, 192.0.2.2") == 429);
}

TEST_CASE("a head or a body that comes too slowly is answered 408") {
    const Running running({.header_timeout = 20ms, .body_timeout = 20ms});
    for (const char* begun : {"G", "GET /a HTTP/1.1\r\nHost: h\r\n",
                              "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhell",
                              "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
                              "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"}) {
        CAPTURE(begun);
        RawClient client(running.port());
        const Answered answered = client.ask(begun);
        CHECK(answered.status == 408);
        CHECK(answered.headers.at("connection") == "close");
        CHECK(client.rest().empty());
    }
    CHECK(running.server.counters().refused.at("too-slow") == 5);
}

TEST_CASE("a connection that asks nothing is closed without a word") {
    const Running running({.idle_timeout = 20ms});
    RawClient silent(running.port());
    CHECK(silent.rest().empty());
    RawClient once(running.port());
    once.send(plain_get);
    CHECK(once.answer().status == 200);
    CHECK(once.rest().empty());
    CHECK(running.server.counters().refused.empty());
}

TEST_CASE("a client that leaves takes only its own connection with it") {
    const Running running;
    for (const char* begun : {"", "G", "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhel"})
        RawClient(running.port()).send(begun);
    RawClient(running.port()).send(plain_get);
    while (running.server.counters().accepted < 4 || running.server.counters().open > 0) {
    }
    CHECK(RawClient(running.port()).ask(plain_get).status == 200);
}

TEST_CASE("five hundred connections rest at once, and each is answered when it wakes") {
    allow_many_files();
    const Running running;
    std::deque<RawClient> clients;
    for (int i = 0; i < 500; ++i) {
        RawClient& client = clients.emplace_back(running.port());
        REQUIRE(client.connected());
        REQUIRE(client.ask(plain_get).status == 200);
    }
    CHECK(running.server.counters().open == 500);
    for (RawClient& client : clients) REQUIRE(client.ask(plain_get).status == 200);
    CHECK(running.server.counters().requests == 1000);
}

TEST_CASE("one connection more than may be open is sent away") {
    const Running running({.max_connections = 2});
    RawClient one(running.port()), two(running.port());
    CHECK(one.ask(plain_get).status == 200);
    CHECK(two.ask(plain_get).status == 200);
    RawClient three(running.port());
    const Answered answered = three.answer();
    CHECK(answered.status == 503);
    CHECK(answered.headers.at("connection") == "close");
    CHECK(three.rest().empty());
    CHECK(running.server.counters().refused.at("too-many-connections") == 1);
}
