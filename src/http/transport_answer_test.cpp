#include "http/transport_answer.hpp"

#include <doctest/doctest.h>

using namespace assent::http;
using namespace std::chrono_literals;

namespace {
constexpr std::chrono::sys_seconds moment =
    std::chrono::sys_days(std::chrono::year{1994} / 11 / 6) + 8h + 49min + 37s;
}

TEST_CASE("a date is written as RFC 9110 shows it") {
    CHECK(http_date(moment) == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(http_date(std::chrono::sys_days(std::chrono::year{2028} / 2 / 29)) ==
          "Tue, 29 Feb 2028 00:00:00 GMT");
}

TEST_CASE("an answer has the headers that every answer has") {
    CHECK(to_bytes({.status = 200, .headers = {{"content-type", "text/plain"}}, .body = "yes"}, {}, moment) ==
          "HTTP/1.1 200 OK\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\ncontent-type: text/plain\r\n"
          "x-content-type-options: nosniff\r\ncache-control: no-store\r\ncontent-length: 3\r\n\r\nyes");
    const std::string kept = to_bytes({.headers = {{"cache-control", "max-age=60"}}}, {}, moment);
    CHECK(kept.find("cache-control: max-age=60\r\n") != std::string::npos);
    CHECK(kept.find("no-store") == std::string::npos);
}

TEST_CASE("an answer without a body says how long it would be, except where there never is one") {
    CHECK(to_bytes({.body = "yes"}, {.bodiless = true}, moment).ends_with("content-length: 3\r\n\r\n"));
    for (const int status : {204, 304}) {
        const std::string bytes = to_bytes({.status = status, .body = "yes"}, {}, moment);
        CHECK(bytes.ends_with("cache-control: no-store\r\n\r\n"));
        CHECK(bytes.find("content-length") == std::string::npos);
    }
}

TEST_CASE("an answer says whether the connection goes on") {
    CHECK(to_bytes({}, {}, moment).find("connection") == std::string::npos);
    CHECK(to_bytes({}, {.closes = true}, moment).find("connection: close\r\n") != std::string::npos);
    CHECK(to_bytes({}, {.old = true}, moment).find("connection: keep-alive\r\n") != std::string::npos);
}

TEST_CASE("a handler can neither begin another line nor say where the answer ends") {
    const std::string bytes = to_bytes({.headers = {{"location", "/a\r\nset-cookie: x"},
                                                    {"content-length", "99"},
                                                    {"transfer-encoding", "chunked"},
                                                    {"connection", "keep-alive"}},
                                        .body = "yes"},
                                       {.closes = true}, moment);
    CHECK(bytes.find("location: /a  set-cookie: x\r\n") != std::string::npos);
    CHECK(bytes.find("content-length: 99") == std::string::npos);
    CHECK(bytes.find("transfer-encoding") == std::string::npos);
    CHECK(bytes.find("keep-alive") == std::string::npos);
}
