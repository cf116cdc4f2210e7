#include "portal/documents/found.hpp"

#include <doctest/doctest.h>

namespace assent::portal {
namespace {

// Words of ten points each, six to a line.
paper::Sheet sheet_of(const std::vector<std::string>& words) {
    paper::Sheet sheet{100, 100, {}};
    int at = 0;
    for (const std::string& word : words) {
        sheet.words.push_back({word, {at % 6 * 12, at / 6 * 14, 10, 10}});
        ++at;
    }
    return sheet;
}

} // namespace

TEST_CASE("What is looked for is found in large and small letters, and over words and lines") {
    const paper::Sheet sheet =
        sheet_of({"The", "goals", "are", "measurable,", "and", "each", "GOAL", "has", "a", "Date."});
    CHECK(places_of("goal", sheet).size() == 2);
    CHECK(places_of("  Goals   ARE ", sheet) == std::vector<Place>{{{12, 0, 10, 10}, {24, 0, 10, 10}}});
    CHECK(places_of("each goal", sheet) == std::vector<Place>{{{60, 0, 10, 10}, {0, 14, 10, 10}}});
    CHECK(places_of("s are m", sheet).front().size() == 3);
    CHECK(places_of("date", sheet).front() == Place{{36, 14, 10, 10}});
    for (const char* nowhere : {"", "  ", "goal s", "dates", "thegoals"})
        CHECK(places_of(nowhere, sheet).empty());
    CHECK(places_of("x", sheet_of({})).empty());
}

TEST_CASE("Places do not overlap, and a word may hold several") {
    CHECK(places_of("aa", sheet_of({"aaaa", "aa"})).size() == 3);
    CHECK(places_of("a a", sheet_of({"a", "a", "a"})).size() == 1);
}

TEST_CASE("A page as lines has the lines of the page") {
    CHECK(as_lines(sheet_of({"a", "b", "c", "d", "e", "f", "g"})) == "a b c d e f\ng");
    CHECK(as_lines(sheet_of({})).empty());
}

} // namespace assent::portal
