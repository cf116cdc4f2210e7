#include "base/diagnostics.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"

using namespace assent::base;

namespace {

Place place(std::string file, std::uint32_t line = 0, std::uint32_t column = 0) {
    return {.file = std::move(file), .line = line, .column = column, .pointer = {}};
}

Place json(std::string pointer, std::string file = {}) {
    return {.file = std::move(file), .line = 0, .column = 0, .pointer = std::move(pointer)};
}

std::string messages(const Diagnostics& diagnostics) {
    std::string all;
    for (const Diagnostic& diagnostic : diagnostics) all += diagnostic.message + " ";
    return all;
}

} // namespace

TEST_CASE("warnings are kept but are no errors") {
    Diagnostics diagnostics;
    CHECK(diagnostics.empty());
    CHECK_FALSE(diagnostics.has_errors());
    diagnostics.warning(place("a"), "odd");
    CHECK_FALSE(diagnostics.empty());
    CHECK_FALSE(diagnostics.has_errors());
    diagnostics.error(place("a"), "wrong");
    CHECK(diagnostics.has_errors());
    CHECK(diagnostics.errors() == 1);
    CHECK(diagnostics.size() == 2);
}

TEST_CASE("appending keeps the order and counts the errors of both") {
    Diagnostics first;
    first.error(place("a"), "one");
    Diagnostics second;
    second.warning(place("b"), "two");
    second.error(place("b"), "three");
    first.append(std::move(second));
    CHECK(messages(first) == "one two three ");
    CHECK(first.errors() == 2);
}

TEST_CASE("sorting is by file, line and column, and keeps the order of one place") {
    Diagnostics diagnostics;
    diagnostics.error(place("b", 1, 1), "5");
    diagnostics.error(place("a", 10, 1), "4");
    diagnostics.error(place("a", 2, 7), "2");
    diagnostics.warning(place("a", 2, 7), "3");
    diagnostics.error(place("a", 2, 6), "1");
    diagnostics.sort();
    CHECK(messages(diagnostics) == "1 2 3 4 5 ");
}

TEST_CASE("a diagnostic prints its place, its severity, its message and its hint") {
    struct Row {
        Diagnostic diagnostic;
        std::string text;
    };
    const std::vector<Row> rows = {
        {{Severity::Error, place("p.policy", 12, 3), "wrong", "do this"},
         "p.policy:12:3: error: wrong\n    do this\n"},
        {{Severity::Warning, place("p.policy", 12), "odd", ""}, "p.policy:12: warning: odd\n"},
        {{Severity::Error, place("p.policy"), "wrong", ""}, "p.policy: error: wrong\n"},
        {{Severity::Error, place("", 12, 3), "wrong", ""}, "12:3: error: wrong\n"},
        {{Severity::Error, json("/a/0"), "wrong", ""}, "/a/0: error: wrong\n"},
        {{Severity::Error, json("/a", "case.json"), "wrong", ""}, "case.json: /a: error: wrong\n"},
        {{Severity::Error, {}, "wrong", ""}, "error: wrong\n"},
    };
    for (const Row& row : rows) CHECK(to_text(row.diagnostic) == row.text);
}

TEST_CASE("all diagnostics print one after the other") {
    Diagnostics diagnostics;
    CHECK(to_text(diagnostics) == "");
    diagnostics.error(place("a", 1), "one", "hint");
    diagnostics.warning(place("b", 2), "two");
    CHECK(to_text(diagnostics) == "a:1: error: one\n    hint\nb:2: warning: two\n");
}

TEST_CASE("a refusal holds its one mistake") {
    const Result<int> result = refused(place("a", 3), "wrong", "do this");
    REQUIRE_FALSE(result.has_value());
    CHECK(to_text(result.error()) == "a:3: error: wrong\n    do this\n");
}
