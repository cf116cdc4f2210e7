#include "http/transport_head.hpp"

#include <doctest/doctest.h>

using namespace assent::http;

// What a head is refused for is told over a socket in server_test.cpp.

TEST_CASE("a head is read into its parts") {
    const auto head =
        read_head("PATCH /a?b HTTP/1.1\r\nHost:h:80\r\nX-One: \t a b \t\r\nContent-LENGTH: 007\r\n\r\n", 9);
    REQUIRE(head);
    CHECK(head->method == Method::Patch);
    CHECK(head->target == "/a?b");
    CHECK(head->headers ==
          std::map<std::string, std::string>{{"host", "h:80"}, {"x-one", "a b"}, {"content-length", "007"}});
    CHECK(head->length == 7);
    CHECK(head->keeps_open);
    CHECK_FALSE(head->chunked);
    CHECK_FALSE(head->old);
}

TEST_CASE("the end of a head is found wherever the bytes are cut") {
    const std::string head = "GET / HTTP/1.1\r\nA: b\r\n\r\n";
    const std::string all = head + "GET";
    for (std::size_t cut = 0; cut <= all.size(); ++cut) {
        HeadSearch search;
        const auto first = search.look(std::string_view(all).substr(0, cut));
        CHECK(first == (cut < head.size() ? HeadSearch::Found::Nothing : HeadSearch::Found::End));
        if (first == HeadSearch::Found::Nothing) CHECK(search.look(all) == HeadSearch::Found::End);
        CHECK(search.length() == head.size());
    }
}

TEST_CASE("a whole address of the host that is named is the same target, as RFC 9112 demands") {
    struct Row {
        std::string_view written, target;
    };
    for (const Row& row :
         {Row{"http://h:8/a?b=c", "/a?b=c"}, Row{"HTTPS://H:8/", "/"}, Row{"http://h:8", "/"},
          Row{"http://h:8?b", "/?b"}, Row{"/http://h:8/a", "/http://h:8/a"}, Row{"http://h/a", "http://h/a"},
          Row{"http://u@h:8/a", "http://u@h:8/a"}, Row{"ftp://h:8/a", "ftp://h:8/a"}}) {
        CAPTURE(row.written);
        const auto head = read_head("GET " + std::string(row.written) + " HTTP/1.1\r\nHost: h:8\r\n\r\n", 10);
        REQUIRE(head);
        CHECK(head->target == row.target);
    }
}

TEST_CASE("a mistake in a head is found before its end has come") {
    struct Row {
        std::string_view bytes;
        Refused refused;
    };
    for (const Row& row :
         {Row{"\x16", Refused::RequestLine}, Row{"\r", Refused::RequestLine},
          Row{"GET / HTTP/1.1\n", Refused::RequestLine}, Row{"GET / HTTP/1.1\r\nA: b\n", Refused::HeaderLine},
          Row{"GET / HTTP/1.1\r\n\n", Refused::HeaderLine}}) {
        HeadSearch search;
        CHECK(search.look(row.bytes) == HeadSearch::Found::Mistake);
        CHECK(search.mistake() == row.refused);
    }
}
