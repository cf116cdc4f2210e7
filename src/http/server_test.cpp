#include "http/server.hpp"

#include <doctest/doctest.h>

#include <future>
#include <mutex>
#include <vector>

#include "base/failure.hpp"
#include "base/json_document.hpp"
#include "http/transport_client_test.hpp"

using namespace assent;
using namespace assent::http;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

struct Row {
    const char* what;
    std::string sent;
    int status;
    bool closes = true;
};

std::string with(std::string_view lines) {
    return "POST /a HTTP/1.1\r\nHost: h\r\n" + std::string(lines) + "\r\n";
}

void check_problem(const Answered& answered) {
    CHECK(answered.headers.at("content-type") == "application/problem+json");
    base::Diagnostics mistakes;
    base::JsonDocument body;
    CHECK(body.read(answered.body, mistakes));
    for (const char* name : {"type", "title", "status", "detail"})
        CHECK_MESSAGE(answered.body.find("\"" + std::string(name) + "\":") != std::string::npos, name);
    CHECK(answered.body.find("\"status\":" + std::to_string(answered.status)) != std::string::npos);
}

// Each on a connection of its own, with a good request behind it: where it is not certain that a request has
// ended, nothing that follows is answered.
void check_refused(const std::vector<Row>& rows) {
    const Running running({.max_body = 100, .max_header = 2000, .max_headers = 10});
    for (const Row& row : rows) {
        CAPTURE(row.what);
        RawClient client(running.port());
        const Answered answered = client.ask(row.sent + plain_get);
        CHECK(answered.status == row.status);
        if (answered.status == 0) continue;
        check_problem(answered);
        CHECK((answered.headers.contains("connection") && answered.headers.at("connection") == "close") ==
              row.closes);
        if (row.closes)
            CHECK(client.rest().empty());
        else
            CHECK(client.answer().body == "GET /a");
    }
    CHECK(RawClient(running.port()).ask(plain_get).status == 200);
}

} // namespace

TEST_CASE("a request line that is not one is refused") {
    check_refused({
        {"no method", " /a HTTP/1.1\r\nHost: h\r\n\r\n", 400},
        {"an empty line before it", "\r\n" + get("/a"), 400},
        {"no version", "GET /a\r\nHost: h\r\n\r\n", 400},
        {"no target", "GET HTTP/1.1\r\nHost: h\r\n\r\n", 400},
        {"two spaces", "GET  /a HTTP/1.1\r\nHost: h\r\n\r\n", 400},
        {"a space in the target", get("/a b"), 400},
        {"a tab", "GET\t/a HTTP/1.1\r\nHost: h\r\n\r\n", 400},
        {"a space behind it", "GET /a HTTP/1.1 \r\nHost: h\r\n\r\n", 400},
        {"a comma in the method", "G,T /a HTTP/1.1\r\nHost: h\r\n\r\n", 400},
        {"LF alone", "GET /a HTTP/1.1\nHost: h\n\n", 400},
        {"the hello of TLS", "\x16\x03\x01\x02"s, 400},
        {"NUL in the target", get("/a\0b"s), 400},
        {"a protocol of another name", "GET /a HTTPS/1.1\r\nHost: h\r\n\r\n", 400},
        {"lower case", "GET /a http/1.1\r\nHost: h\r\n\r\n", 400},
        {"HTTP/0.9", "GET /a HTTP/0.9\r\nHost: h\r\n\r\n", 505},
        {"HTTP/1.2", "GET /a HTTP/1.2\r\nHost: h\r\n\r\n", 505},
        {"HTTP/2 by its preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
    });
}

TEST_CASE("a target that is not to be trusted is refused, and the connection goes on") {
    check_refused({
        {"a whole address of another host", get("http://i/a"), 400, false},
        {"a whole address of another kind", get("ftp://h/a"), 400, false},
        {"a whole address of nobody", "GET http:///a HTTP/1.1\r\nHost:\r\n\r\n", 400, false},
        {"a whole address that climbs", get("http://h/../a"), 400, false},
        {"a star", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", 400, false},
        {"a tunnel", "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n", 400, false},
        {"bad percent-encoding", get("/a%4"), 400, false},
        {"an encoded slash", get("/a%2Fb"), 400, false},
        {"an encoded NUL", get("/a%00"), 400, false},
        {"a segment that climbs", get("/a/%2e%2e/b"), 400, false},
        {"bytes that are not UTF-8", get("/%ff"), 400, false},
        {"a query that is not UTF-8", get("/a?b=%ff"), 400, false},
        {"a body that was not read yet", "POST /.. HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
         400, true},
    });
}

TEST_CASE("a header that is not one is refused") {
    check_refused({
        {"no host", "GET /a HTTP/1.1\r\n\r\n", 400},
        {"two hosts", with("Host: h\r\n"), 400},
        {"two hosts in one", "GET /a HTTP/1.1\r\nHost: h, i\r\n\r\n", 400},
        {"a host with a path", "GET /a HTTP/1.1\r\nHost: h/i\r\n\r\n", 400},
        {"two hosts of HTTP/1.0", "GET /a HTTP/1.0\r\nHost: h\r\nHost: h\r\n\r\n", 400},
        {"LF alone", with("A: b\nC: d\r\n"), 400},
        {"CR alone", with("A: b\rC: d\r\n"), 400},
        {"CR twice", with("A: b\r\r\n"), 400},
        {"a folded line", with("A: b\r\n c\r\n"), 400},
        {"a folded first line", "GET /a HTTP/1.1\r\n Host: h\r\n\r\n", 400},
        {"NUL in a value", with("A: b\0c\r\n"s), 400},
        {"DEL in a value", with("A: b\x7f\r\n"), 400},
        {"no colon", with("A b\r\n"), 400},
        {"no name", with(": b\r\n"), 400},
        {"a space before the colon", with("A : b\r\n"), 400},
        {"a bracket in the name", with("A(: b\r\n"), 400},
        {"another expectation", with("Expect: 200-ok\r\n"), 417},
    });
}

TEST_CASE("a request of which it is not certain where it ends is refused") {
    check_refused({
        {"both framings", with("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400},
        {"both, the other way", with("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n") + "0\r\n\r\n",
         400},
        {"two lengths", with("Content-Length: 4\r\nContent-Length: 5\r\n") + "abcd", 400},
        {"one length twice", with("Content-Length: 4\r\nContent-Length: 4\r\n") + "abcd", 400},
        {"a list of lengths", with("Content-Length: 4, 4\r\n") + "abcd", 400},
        {"a sign", with("Content-Length: +4\r\n") + "abcd", 400},
        {"minus", with("Content-Length: -4\r\n") + "abcd", 400},
        {"hexadecimal", with("Content-Length: 0x4\r\n") + "abcd", 400},
        {"no length at all", with("Content-Length:\r\n"), 400},
        {"chunked not last", with("Transfer-Encoding: chunked, gzip\r\n") + "0\r\n\r\n", 400},
        {"chunked twice", with("Transfer-Encoding: chunked, chunked\r\n") + "0\r\n\r\n", 400},
        {"chunked in two headers", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"not chunked", with("Transfer-Encoding: identity\r\n"), 400},
        {"almost chunked", with("Transfer-Encoding: xchunked\r\n"), 400},
        {"a vertical tab before it",
         with("Transfer-Encoding: \x0b"
              "chunked\r\n"),
         400},
        {"another coding", with("Transfer-Encoding: gzip, chunked\r\n"), 501},
        {"chunked in HTTP/1.0", "POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    });
}

TEST_CASE("chunks that cannot be read are refused") {
    const std::string chunked = with("Transfer-Encoding: chunked\r\n");
    check_refused({
        {"no size", chunked + "\r\nabc\r\n0\r\n\r\n", 400},
        {"a size in words", chunked + "five\r\nabcde\r\n0\r\n\r\n", 400},
        {"a sign", chunked + "+5\r\nabcde\r\n0\r\n\r\n", 400},
        {"hexadecimal as C writes it", chunked + "0x5\r\nabcde\r\n0\r\n\r\n", 400},
        {"a size with LF alone", chunked + "5\nabcde\r\n0\r\n\r\n", 400},
        {"an extension with LF alone", chunked + "5;a\nbc\r\nabcde\r\n0\r\n\r\n", 400},
        {"more than its size", chunked + "5\r\nabcdef\r\n0\r\n\r\n", 400},
        {"a trailer that frames", chunked + "0\r\nContent-Length: 4\r\n\r\n", 400},
        {"a size beyond 64 bits", chunked + "10000000000000005\r\nabcde\r\n0\r\n\r\n", 400},
        {"an extension without end", chunked + "5;" + std::string(40'000, 'a'), 400},
    });
}

TEST_CASE("what is too large is refused, one either side of each limit") {
    std::string headers;
    for (int i = 0; i < 9; ++i) headers += "A: b\r\n";
    const std::string frame = with("A: \r\n");
    check_refused({
        {"eleven headers", with(headers + "A: b\r\n"), 431},
        {"a head of 2001 bytes", with("A: " + std::string(2001 - frame.size(), 'a') + "\r\n"), 431},
        {"a head without end", with("A: " + std::string(5000, 'a')), 431},
        {"a body of 101 bytes", with("Content-Length: 101\r\n"), 413},
        {"a body beyond all numbers", with("Content-Length: 99999999999999999999\r\n"), 413},
        {"a chunk of 101 bytes", with("Transfer-Encoding: chunked\r\n") + "65\r\n", 413},
        {"chunks of 101 bytes",
         with("Transfer-Encoding: chunked\r\n") + "64\r\n" + std::string(100, 'a') + "\r\n1\r\n", 413},
    });
    const Running running({.max_body = 100, .max_header = 2000, .max_headers = 10});
    RawClient client(running.port());
    CHECK(client.ask(with(headers)).status == 200);
    CHECK(client.ask(with("A: " + std::string(2000 - frame.size(), 'a') + "\r\n")).status == 200);
    CHECK(client.ask(with("Content-Length: 100\r\n") + std::string(100, 'a')).status == 200);
    CHECK(
        client
            .ask(with("Transfer-Encoding: chunked\r\n") + "64\r\n" + std::string(100, 'a') + "\r\n0\r\n\r\n")
            .status == 200);
}

TEST_CASE("a body that is too large is refused before it comes, also where the client waits for a word") {
    const Running running({.max_body = 100});
    RawClient client(running.port());
    const Answered large = client.ask(with("Content-Length: 101\r\nExpect: 100-continue\r\n"));
    CHECK(large.status == 413);
    CHECK(large.body.find("Send at most 100 bytes at once.") != std::string::npos);
    CHECK(running.server.counters().refused.at("body-too-large") == 1);
    CHECK(running.server.counters().requests == 0);
}

TEST_CASE("an answer comes for each method, with what every answer has") {
    const Running running;
    RawClient client(running.port());
    for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
        const Answered answered = client.ask(method + " /a%20b?c=d+e HTTP/1.1\r\nHost: h\r\n\r\n"s);
        CHECK(answered.status == 200);
        CHECK(answered.body == method + " /a b c=d e"s);
        CHECK(answered.headers.at("x-content-type-options") == "nosniff");
        CHECK(answered.headers.at("cache-control") == "no-store");
        CHECK(answered.headers.at("date").size() == 29);
        CHECK_FALSE(answered.headers.contains("connection"));
    }
    CHECK(client.ask("BREW /a HTTP/1.1\r\nHost: h\r\n\r\n").body == "other /a");
    CHECK(client.ask("get /a HTTP/1.1\r\nHost: h\r\n\r\n").body == "other /a");
}

TEST_CASE("HEAD is answered with the length of a body, and without it") {
    const Running running;
    RawClient client(running.port());
    const Answered answered = client.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n").answer(true);
    CHECK(answered.headers.at("content-length") == "7");
    CHECK(client.ask(plain_get).body == "GET /a");
}

TEST_CASE("an answer that goes on comes piece by piece, and ends with its connection") {
    std::atomic<int> asked{0};
    const auto handler = [&asked](const Request& request) {
        Response response = echo(request);
        response.goes_on = [&asked]() -> std::optional<std::string> {
            if (++asked > 3) return std::nullopt;
            return asked == 2 ? "" : " " + std::to_string(asked);
        };
        return response;
    };
    const Running running({.between_pieces = 1ms}, handler);
    RawClient client(running.port());
    const Answered head = client.ask(plain_get);
    CHECK(head.status == 200);
    CHECK_FALSE(head.headers.contains("content-length"));
    CHECK(head.headers.at("connection") == "close");
    CHECK(client.rest() == "GET /a 1 3");
    RawClient other(running.port());
    CHECK(other.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n").answer(true).status == 200);
    CHECK(other.rest().empty());
    CHECK(asked == 4);
}

TEST_CASE("an answer that goes on for ever ends when the server stops") {
    std::promise<void> began;
    std::once_flag once;
    Running running({.between_pieces = 1ms}, [&](const Request& request) {
        Response response = echo(request);
        response.goes_on = [&] {
            std::call_once(once, [&] { began.set_value(); });
            return std::optional<std::string>(".");
        };
        return response;
    });
    RawClient client(running.port());
    CHECK(client.ask(plain_get).status == 200);
    began.get_future().wait();
    const auto before = std::chrono::steady_clock::now();
    running.server.stop(60s);
    CHECK(std::chrono::steady_clock::now() - before < 30s); // it was not cut off
    CHECK(client.rest().starts_with("GET /a."));
}

TEST_CASE("a body comes whole, however it is cut") {
    const Running running;
    RawClient client(running.port());
    const std::string chunked = with("Transfer-Encoding: Chunked\r\n");
    CHECK(client.ask(with("Content-Length: 5\r\n") + "hello").body == "POST /a [hello]");
    CHECK(client.ask(with("Content-Length: 0\r\n")).body == "POST /a");
    CHECK(client.ask(chunked + "5\r\nhello\r\n0\r\n\r\n").body == "POST /a [hello]");
    CHECK(client.ask(chunked + "2;a=\"b\"\r\nhe\r\n003\r\nllo\r\n0;a\r\nTrailer: x\r\n\r\n").body ==
          "POST /a [hello]");
    for (const char byte : chunked + "5\r\nhello\r\n0\r\n\r\n") client.send({&byte, 1});
    CHECK(client.answer().body == "POST /a [hello]");
    for (const char byte : chunked + "0\r\nA: b\r\n\r\n") client.send({&byte, 1});
    CHECK(client.answer().body == "POST /a");
    const std::string large(1'000'000, 'x');
    CHECK(client.ask(with("Content-Length: 1000000\r\n") + large).body.size() == large.size() + 10);
}

TEST_CASE("a trailer is not a header") {
    const Running running(
        {}, [](const Request& request) { return Response{.body = std::string(request.header("x"))}; });
    RawClient client(running.port());
    CHECK(client.ask(with("X: head\r\nTransfer-Encoding: chunked\r\n") + "0\r\nX: trailer\r\n\r\n").body ==
          "head");
}

TEST_CASE("who waits for a word before sending a body gets it") {
    const Running running;
    RawClient client(running.port());
    CHECK(client.ask(with("Content-Length: 5\r\nExpect: 100-Continue\r\n")).status == 100);
    CHECK(client.ask("hello").body == "POST /a [hello]");
}

TEST_CASE("requests that are sent without waiting are answered in their order") {
    const Running running;
    RawClient client(running.port());
    std::string all;
    for (int i = 0; i < 100; ++i) all += get("/" + std::to_string(i));
    client.send(all);
    for (int i = 0; i < 100; ++i) CHECK(client.answer().body == "GET /" + std::to_string(i));
}

TEST_CASE("a connection stays open where the client wants it") {
    const Running running;
    RawClient closing(running.port());
    CHECK(closing.ask("GET /a HTTP/1.1\r\nHost: h\r\nConnection: Close\r\n\r\n").headers.at("connection") ==
          "close");
    CHECK(closing.rest().empty());
    RawClient old(running.port());
    CHECK(old.ask("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").headers.at("connection") ==
          "keep-alive");
    CHECK(old.ask("GET /a HTTP/1.0\r\n\r\n").headers.at("connection") == "close");
    CHECK(old.rest().empty());
}

TEST_CASE("headers that come twice are one") {
    const Running running({}, [](const Request& request) {
        return Response{.body =
                            std::string(request.header("a")) + "|" + std::string(request.header("cookie"))};
    });
    RawClient client(running.port());
    CHECK(client.ask(with("A: b\r\na:c\t\r\nCookie: d\r\nCookie: e\r\n")).body == "b, c|d; e");
}

TEST_CASE("what a proxy says counts only behind one") {
    const Handler handler = [](const Request& request) {
        return Response{.body = request.peer + (request.secure ? " secure " : " plain ") +
                                std::string(request.header("x-forwarded-for"))};
    };
    const std::string sent = with("X-Forwarded-For: 198.51.100.1, 192.0.2.7\r\nX-Forwarded-Proto: https\r\n");
    const Running open({}, handler);
    CHECK(RawClient(open.port()).ask(sent).body == "127.0.0.1 plain ");
    const Running behind({.behind_proxy = true}, handler);
    CHECK(RawClient(behind.port()).ask(sent).body == "192.0.2.7 secure 198.51.100.1, 192.0.2.7");
    CHECK(RawClient(behind.port()).ask(with("X-Forwarded-For: nobody\r\n")).body == "127.0.0.1 plain nobody");
}

TEST_CASE("a world that breaks is answered 503, told to the operator, and the server goes on") {
    Witness witness;
    const Running running({.watcher = &witness}, [](const Request& request) {
        if (request.path == "/broken") throw base::Failure("the disk is full");
        return echo(request);
    });
    RawClient client(running.port());
    const Answered answered = client.ask(get("/broken"));
    CHECK(answered.status == 503);
    CHECK(answered.headers.contains("retry-after"));
    check_problem(answered);
    CHECK(answered.body.find("disk") == std::string::npos);
    CHECK(client.ask(plain_get).status == 200);
    CHECK(witness.lines() ==
          std::vector<std::string>{"failed: the disk is full", "GET route 503", "GET route 200"});
    CHECK(witness.ids.front() == answered.headers.at("x-request-id"));
}

TEST_CASE("a request has an id of its own, or that of a proxy of ours; never one that tells anything") {
    const std::string theirs = "7f3a9c20-1111-4222-8333-abcdefABCDEF";
    const auto asking = [](const std::string& id) {
        return "GET /a HTTP/1.1\r\nHost: h\r\nX-Request-Id: " + id + "\r\n\r\n";
    };
    const auto id_of = [&](const Running& running, const std::string& bytes) {
        return RawClient(running.port()).ask(bytes).headers.at("x-request-id");
    };
    const Running open, behind({.behind_proxy = true});
    CHECK(is_request_id(id_of(open, plain_get)));
    CHECK(id_of(open, plain_get) != id_of(open, plain_get));
    CHECK(id_of(open, asking(theirs)) != theirs);
    CHECK(id_of(behind, asking(theirs)) == theirs);
    for (const std::string& bad : {std::string("abcdef"), std::string("0123456789abcde"),
                                   std::string("0123456789abcdef-maria"), std::string(65, 'a')})
        CHECK(id_of(behind, asking(bad)) != bad);
    CHECK(is_request_id(id_of(open, "nonsense\r\n\r\n"))); // what is refused has one, too
}
