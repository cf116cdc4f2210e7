#include "base/text.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <string_view>
#include <vector>

using namespace assent::base;
using namespace std::string_literals;

using Pieces = std::vector<std::string_view>;
using Words = std::vector<std::string>;

TEST_CASE("trimming takes blanks off both ends and leaves those inside") {
    CHECK(trim(" \t\r\n a b \n") == "a b");
    CHECK(trim("a") == "a");
    CHECK(trim(" \n") == "");
    CHECK(trim("") == "");
    CHECK(trim("\xC2\xA0") == "\xC2\xA0");
}

TEST_CASE("splitting keeps empty pieces and does not trim") {
    CHECK(split("a,b", ',') == Pieces{"a", "b"});
    CHECK(split(" a,,", ',') == Pieces{" a", "", ""});
    CHECK(split("", ',') == Pieces{""});
    CHECK(split("abc", ',') == Pieces{"abc"});
}

TEST_CASE("splitting and joining with the same separator gives the text back") {
    CHECK(rc::check("split, join", [] {
        const auto text = *rc::gen::container<std::string>(rc::gen::element('a', ',', ' '));
        const Pieces pieces = split(text, ',');
        RC_ASSERT(join(Words(pieces.begin(), pieces.end()), ",") == text);
    }));
}

TEST_CASE("lines end in LF or CRLF, and the last end makes no line") {
    CHECK(split_lines("") == Pieces{});
    CHECK(split_lines("a") == Pieces{"a"});
    CHECK(split_lines("a\n") == Pieces{"a"});
    CHECK(split_lines("a\r\nb\n\nc") == Pieces{"a", "b", "", "c"});
    CHECK(split_lines("\n") == Pieces{""});
    CHECK(split_lines("a\n\n") == Pieces{"a", ""});
    CHECK(split_lines("a\rb") == Pieces{"a\rb"});
}

TEST_CASE("upper and lower case change ASCII letters only") {
    CHECK(to_upper("az09\xC3\xA9@[`{") == "AZ09\xC3\xA9@[`{");
    CHECK(to_lower("AZ09\xC3\x89@[`{") == "az09\xC3\x89@[`{");
}

TEST_CASE("a list reads like a sentence") {
    CHECK(listed(Words{}) == "");
    CHECK(listed(Words{"a"}) == "a");
    CHECK(listed(Words{"a", "b"}) == "a and b");
    CHECK(listed(Words{"a", "b", "c"}, "or") == "a, b or c");
}

TEST_CASE("a whole number is all of the text and fits in 64 bits") {
    CHECK(to_number("0") == 0);
    CHECK(to_number("007") == 7);
    CHECK(to_number("-12") == -12);
    CHECK(to_number("9223372036854775807") == INT64_MAX);
    CHECK(to_number("-9223372036854775808") == INT64_MIN);
    for (const char* text : {"", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "9223372036854775808", "--1"}) {
        CAPTURE(text);
        CHECK_FALSE(to_number(text).has_value());
    }
}

TEST_CASE("valid UTF-8 has no invalid byte") {
    const Words texts = {"",
                         "plain",
                         "\0"s,
                         "\x7F",
                         "\xC2\x80",
                         "\xDF\xBF",
                         "\xE0\xA0\x80",
                         "\xED\x9F\xBF",
                         "\xEE\x80\x80",
                         "\xEF\xBF\xBF",
                         "\xF0\x90\x80\x80",
                         "\xF4\x8F\xBF\xBF"};
    for (const std::string& text : texts) {
        CAPTURE(text);
        CHECK_FALSE(first_invalid_utf8(text).has_value());
    }
}

TEST_CASE("the first invalid byte of UTF-8 is found") {
    struct Row {
        std::string text;
        std::size_t at;
    };
    const std::vector<Row> rows = {
        {"\x80", 0},     // a continuation alone
        {"ab\xFF", 2},   // never a byte of UTF-8
        {"\xC0\xAF", 0}, // overlong, two bytes
        {"\xC1\xBF", 0},
        {"\xE0\x9F\xBF", 0},     // overlong, three bytes
        {"\xF0\x8F\xBF\xBF", 0}, // overlong, four bytes
        {"\xED\xA0\x80", 0},     // a surrogate
        {"\xF4\x90\x80\x80", 0}, // beyond U+10FFFF
        {"\xF5\x80\x80\x80", 0},
        {"a\xC3", 1}, // cut off
        {"a\xE2\x82", 1},
        {"\xC3\xA9\xF0\x9F\x98", 2},
        {"\xC3(", 0}, // a lead without its continuation
        {"\xE2\x82(", 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(first_invalid_utf8(row.text) == row.at);
    }
}

TEST_CASE("the nearest word is found when the edits are few") {
    const Words words = {"adult", "diagnosis", "units"};
    CHECK(nearest("adlut", words) == "adult");      // two neighbours exchanged are one edit
    CHECK(nearest("adlot", words) == std::nullopt); // two edits are too many for five letters
    CHECK(nearest("adul", words) == "adult");
    CHECK(nearest("ADULT", words) == "adult");
    CHECK(nearest("diagnoses", words) == "diagnosis");
    CHECK(nearest("member", words) == std::nullopt);
    CHECK(nearest("adul", Words{}) == std::nullopt);
}

TEST_CASE("a hint names the nearest word or is empty") {
    const Words words = {"adult", "minor"};
    CHECK(did_you_mean("minr", words) == "did you mean `minor`?");
    CHECK(did_you_mean("diagnosis", words) == "");
}
