#include "http/target.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace assent::http;

TEST_CASE("a target is decoded once") {
    struct Row {
        std::string_view written, path;
    };
    for (const Row& row :
         {Row{"/", "/"}, Row{"/cases", "/cases"}, Row{"/cases/", "/cases/"},
          Row{"/case%3AM7%3aC12", "/case:M7:C12"}, Row{"/a+b", "/a+b"}, Row{"/a%2Bb", "/a+b"},
          Row{"/M%C3%BCller", "/M\u00fcller"}, Row{"/100%25", "/100%"}, Row{"/%2525", "/%25"},
          Row{"/...", "/..."}, Row{"/.well-known/a", "/.well-known/a"}, Row{"/a?", "/a"}}) {
        CAPTURE(row.written);
        const auto target = read_target(row.written);
        REQUIRE(target);
        CHECK(target->path == row.path);
        CHECK(target->query.empty());
    }
}

TEST_CASE("a query is names and values, a plus is a space, and the last of a name counts") {
    using Query = std::map<std::string, std::string>;
    struct Row {
        std::string_view written;
        Query query;
    };
    const std::vector<Row> rows = {
        {"/a?b=c", {{"b", "c"}}},
        {"/a?b=c&b=d", {{"b", "d"}}},
        {"/a?b=one+two%20three%2B", {{"b", "one two three+"}}},
        {"/a?b", {{"b", ""}}},
        {"/a?b=", {{"b", ""}}},
        {"/a?=c", {{"", "c"}}},
        {"/a?b=c=d", {{"b", "c=d"}}},
        {"/a?&&b=c&", {{"b", "c"}}},
        {"/a?b=c?d/e", {{"b", "c?d/e"}}},
        {"/a?b=%2F..%2F", {{"b", "/../"}}},
        {"/a?b%26c=%C3%BC", {{"b&c", "\u00fc"}}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.written);
        const auto target = read_target(row.written);
        REQUIRE(target);
        CHECK(target->query == row.query);
    }
}

TEST_CASE("what two programs could read differently is no target") {
    for (const std::string_view written : {"",
                                           "a",
                                           "*",
                                           "http://here/a",
                                           "here:443",
                                           "/a%",
                                           "/a%4",
                                           "/a%4g",
                                           "/a%g4",
                                           "/a%2Fb",
                                           "/a%2fb",
                                           "/a%5Cb",
                                           "/a\\b",
                                           "/a%00",
                                           "/a%0A",
                                           "/a%7f",
                                           "/.",
                                           "/..",
                                           "/a/../b",
                                           "/a/./b",
                                           "/%2e%2e/a",
                                           "/a/%2E",
                                           "//a",
                                           "/a//b",
                                           "/a#b",
                                           "/a b",
                                           "/a\tb",
                                           "/\xc3\xbc",
                                           "/%ff",
                                           "/%c3",
                                           "/%c0%af",
                                           "/%ed%a0%80",
                                           "/a?b=%",
                                           "/a?b=%ff",
                                           "/a?%ff=b",
                                           "/a?b=%00",
                                           "/a?b=\xc3\xbc",
                                           "/a?b#c"}) {
        CAPTURE(written);
        CHECK_FALSE(read_target(written));
    }
}

TEST_CASE("a form is read as browsers write it, and nothing else is") {
    const auto fields = read_form("reason=The+family%0D%0Amoved.&request=1&empty=&");
    REQUIRE(fields.has_value());
    CHECK(fields->at("reason") == "The family\r\nmoved.");
    CHECK(fields->at("request") == "1");
    CHECK(fields->at("empty").empty());
    CHECK(fields->size() == 3);
    CHECK(read_form("")->empty());
    for (const char* wrong : {"a=%zz", "a=%ff", "a=b c", "a=%00", "a=\n"})
        CHECK_FALSE(read_form(wrong).has_value());
}

TEST_CASE("what is written as a target is read as the same") {
    const Target target{"/api/v1/cases/M 1/C&=?#%+\xC3\xA4",
                        {{"state", "in review"}, {"a&b=c", "+%/?"}, {"\xC3\xA4", ""}}};
    const auto read = read_target(write_target(target));
    REQUIRE(read.has_value());
    CHECK(read->path == target.path);
    CHECK(read->query == target.query);
    CHECK(write_target({"/api/v1/cases", {}}) == "/api/v1/cases");
}
