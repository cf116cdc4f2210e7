#include "base/json_document.hpp"

#include <doctest/doctest.h>
#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

using namespace assent::base;
using namespace std::string_literals;

namespace {

struct Told {
    std::string pointer;
    std::string message; // all of it, without its byte offset
    std::size_t offset;
};

struct Refused {
    std::string text;
    std::vector<Told> mistakes;
};

std::string repeated(std::string_view piece, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += piece;
    return all;
}

std::string shown(const std::string& pointer, const std::string& message) {
    return pointer + ": " + message + "\n";
}

std::string shown(const std::vector<Told>& mistakes) {
    std::string all;
    for (const Told& told : mistakes) {
        all += shown(told.pointer, told.message + ", at byte offset " + std::to_string(told.offset));
    }
    return all;
}

std::string shown(const Diagnostics& diagnostics) {
    std::string all;
    for (const Diagnostic& diagnostic : diagnostics)
        all += shown(diagnostic.place.pointer, diagnostic.message);
    return all;
}

std::string mistakes_of(std::string_view text, JsonLimits limits = {}) {
    JsonDocument document(limits);
    Diagnostics diagnostics;
    const bool whole = document.read(text, diagnostics);
    CHECK(whole == diagnostics.empty());
    return shown(diagnostics);
}

bool simdjson_accepts(const std::string& text) {
    simdjson::dom::parser parser;
    return parser.parse(text).error() == simdjson::SUCCESS;
}

const std::string not_number = "this is not a JSON number";
const std::string not_value = "this is not a JSON value";
const std::string missing = "a value is missing";
const std::string cut_off = "the text ends before the closing bracket of this value";
const std::string trailing = "a comma stands before the closing bracket";
const std::string half = "half of a surrogate pair in a string";
const std::string control = "a control character in a string";
const std::string lower_case = "a JSON word is written in lower case";
const std::string behind = "something follows the value";
const std::string twice = "this key is in the object twice";
const std::string not_utf8 = "a string is not UTF-8";
const std::string wrong_bracket = "the wrong closing bracket";
const std::string unclosed = "a string is not closed";
const std::string hex_digits = "\\u without four hexadecimal digits";
const std::string bare_key = "a key without double quotes";

} // namespace

TEST_CASE("every JSON text is accepted, by simdjson as well") {
    const std::vector<std::string> texts = {"null",
                                            "true",
                                            "false",
                                            "0",
                                            "-0",
                                            "1.50",
                                            "-12",
                                            "1e5",
                                            "1E+5",
                                            "2.5e-3",
                                            "0.0",
                                            "0e0",
                                            "9223372036854775807",
                                            "\"\"",
                                            "\"a\"",
                                            "[]",
                                            "{}",
                                            " \t\r\n[ \t\r\n] \t\r\n",
                                            "[[],{}]",
                                            "[1,2,3]",
                                            "{\"a\":{\"b\":[{\"c\":null}]}}",
                                            "{\"\":0}",
                                            "{\"a\":1,\"A\":2}",
                                            "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
                                            "\"\\u00e9\\uD83D\\uDE00\\u0000\"",
                                            "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"",
                                            "\"\x7F\"",
                                            "[\"true\",\"1\"]",
                                            "\"[{:,\"",
                                            repeated("[", 64) + repeated("]", 64)};
    for (const std::string& text : texts) {
        CAPTURE(text);
        CHECK(mistakes_of(text) == "");
        CHECK(simdjson_accepts(text));
    }
}

TEST_CASE("every text that is not JSON is refused at its place, and by simdjson as well") {
    const std::vector<Refused> texts = {
        {"", {{"", "the text is empty", 0}}},
        {" \n ", {{"", "the text is empty", 3}}},
        {"\xEF\xBB\xBF{}", {{"", "the text starts with a byte order mark", 0}}},
        {"1 2", {{"", behind, 2}}},
        {"{}]", {{"", behind, 2}}},
        {"[]\0"s, {{"", behind, 2}}},
        {"tru", {{"", not_value, 0}}},
        {"nullx", {{"", not_value, 0}}},
        {"null\0"s, {{"", not_value, 0}}},
        {"{\"a\":True}", {{"/a", lower_case, 5}}},
        {"[NULL]", {{"/0", lower_case, 1}}},
        {"[NaN]", {{"/0", "JSON has no such number", 1}}},
        {"['a']", {{"/0", "text stands in single quotes", 1}}},
        {"[\x01]", {{"/0", "a control character stands outside a string", 1}}},
        {"[\xFF]", {{"/0", "a byte that is not UTF-8 stands outside a string", 1}}},
        {"[1,//\n2]", {{"/1", "JSON has no comments", 3}}},
        {"01", {{"", not_number, 0}}},
        {"[-01]", {{"/0", not_number, 1}}},
        {"[1.]", {{"/0", not_number, 1}}},
        {"[.5]", {{"/0", not_number, 1}}},
        {"[+1]", {{"/0", not_number, 1}}},
        {"[1e]", {{"/0", not_number, 1}}},
        {"[1e+]", {{"/0", not_number, 1}}},
        {"[-]", {{"/0", not_number, 1}}},
        {"[--1]", {{"/0", not_number, 1}}},
        {"[0x1F]", {{"/0", not_number, 1}}},
        {"[1.2.3]", {{"/0", not_number, 1}}},
        {"{\"a\":[0,1.]}", {{"/a/1", not_number, 8}}},
        {"[", {{"", "the text ends where a value belongs", 1}}},
        {"{", {{"", cut_off, 1}}},
        {"[1", {{"", cut_off, 2}}},
        {"{\"a\":{\"b\":1", {{"/a", cut_off, 11}}},
        {"{\"a\"", {{"", cut_off, 4}}},
        {"{\"a\":", {{"", "the text ends where a value belongs", 5}}},
        {"[1,", {{"", "the text ends where a value belongs", 3}}},
        {"[1,]", {{"", trailing, 2}}},
        {"{\"a\":1,}", {{"", trailing, 6}}},
        {"[,1]", {{"/0", missing, 1}}},
        {"[1,,2]", {{"/1", missing, 3}}},
        {"{\"a\":}", {{"/a", missing, 5}}},
        {"{\"a\"}", {{"/a", "a key without a value", 4}}},
        {"{\"a\",\"b\":1}", {{"/a", "a key without a value", 4}}},
        {"{,}", {{"", "a member is missing before this comma", 1}, {"", trailing, 1}}},
        {"[1 2]", {{"", "a comma is missing", 3}}},
        {"{\"a\":1 \"b\":2}", {{"", "a comma is missing", 7}}},
        {"{\"a\" 1}", {{"/a", "a colon is missing behind the key", 5}}},
        {"[1:2]", {{"", "a colon where a comma belongs", 2}}},
        {"{a:1}", {{"/a", bare_key, 1}}},
        {"{1:1}", {{"/1", bare_key, 1}}},
        {"{[]:1}", {{"", "a key belongs here", 1}}},
        {"{:1}", {{"", "a key belongs here", 1}}},
        {"[1}", {{"", wrong_bracket, 2}}},
        {"{\"a\":[1}", {{"/a", wrong_bracket, 7}}},
        {"]", {{"", missing, 0}, {"", behind, 0}}},
        {"\"", {{"", unclosed, 0}}},
        {"[\"abc]", {{"/0", unclosed, 1}}},
        {"{\"a", {{"", unclosed, 1}}},
        {"[\"a\\\"]", {{"/0", unclosed, 1}}},
        {"[\"a\nb\"]", {{"/0", "a line break in a string", 3}}},
        {"[\"a\tb\"]", {{"/0", control, 3}}},
        {"[\"a\0b\"]"s, {{"/0", control, 3}}},
        {"[\"12345678\x1F\"]", {{"/0", control, 10}}},
        {"[\"\\x\"]", {{"/0", "an unknown escape in a string", 2}}},
        {"[\"\\'\"]", {{"/0", "an unknown escape in a string", 2}}},
        {"[\"\\u12g4\"]", {{"/0", hex_digits, 2}}},
        {"[\"\\u12\"]", {{"/0", hex_digits, 2}}},
        {"[\"\\U0041\"]", {{"/0", "an unknown escape in a string", 2}}},
        {"[\"\\ud83d\"]", {{"/0", half, 2}}},
        {"[\"\\ude00\"]", {{"/0", half, 2}}},
        {"[\"\\ud83d\\u0061\"]", {{"/0", half, 2}}},
        {"[\"\\ud83dx\"]", {{"/0", half, 2}}},
        {"[\"\\ude00\\ude01\"]", {{"/0", half, 2}}},
        {"{\"a\":[0,\"caf\xE9\"]}", {{"/a/1", not_utf8, 12}}},
        {"[\"\xC0\xAF\"]", {{"/0", not_utf8, 2}}},
        {"[\"\xED\xA0\x80\"]", {{"/0", not_utf8, 2}}},
        {"[\"\xF4\x90\x80\x80\"]", {{"/0", not_utf8, 2}}},
        {"[\"\xE2\x82\"]", {{"/0", not_utf8, 2}}},
        {"{\"a\":{\"\xFF\":1}}", {{"/a", not_utf8, 7}}},
        {"{\"a\\\n\":1}", {{"", "an unknown escape in a string", 3}}},
    };
    for (const Refused& refused : texts) {
        CAPTURE(refused.text);
        CHECK(mistakes_of(refused.text) == shown(refused.mistakes));
        CHECK_FALSE(simdjson_accepts(refused.text));
    }
}

TEST_CASE("a key that comes twice is refused after unescaping, however many keys there are") {
    CHECK(mistakes_of(R"({"a":1,"\u0061":2})") == shown({{"/a", twice, 8}}));
    CHECK(mistakes_of(R"({"x":{"a":1,"b":2,"a":3,"a":4}})") ==
          shown({{"/x/a", twice, 19}, {"/x/a", twice, 25}}));
    CHECK(mistakes_of(R"({"":1,"":2})") == shown({{"/", twice, 7}}));
    CHECK(mistakes_of(R"({"a":{"a":[{"a":1},{"a":1}]}})") == "");
    std::string many = "{";
    for (int i = 0; i < 1000; ++i) many += "\"key " + std::to_string(i) + "\":0,";
    CHECK(mistakes_of(many + "\"other\":0}") == "");
    CHECK(mistakes_of(many + "\"key 500\":0}") == shown({{"/key 500", twice, many.size() + 1}}));
}

TEST_CASE("nesting beyond the limit is refused at the container that is too deep, and reading goes on") {
    const std::string zeros = repeated("/0", 64);
    const std::string deeper = "values are nested deeper than 64 arrays and objects";
    CHECK(mistakes_of(repeated("[", 65) + repeated("]", 65)) == shown({{zeros, deeper, 64}}));
    CHECK(mistakes_of(repeated("[", 200'000)) ==
          shown({{zeros, deeper, 64}, {repeated("/0", 63), cut_off, 200'000}}));
    CHECK(mistakes_of(R"({"a":[["]\"]",{}]],"b":01})", {.depth = 2}) ==
          shown({{"/a/0", "values are nested deeper than 2 arrays and objects", 6}, {"/b", not_number, 23}}));
}

TEST_CASE("a text over the size limit is refused unread") {
    const std::string text = "\"" + std::string(98, 'a') + "\"";
    CHECK(mistakes_of(text, {.bytes = 100}) == "");
    CHECK(mistakes_of(text + " ", {.bytes = 100}) == ": the text has 101 bytes; at most 100 are read\n");
    CHECK(mistakes_of(std::string((1 << 20) - 1, ' ') + "1") == "");
    CHECK(mistakes_of(std::string(1 << 20, ' ') + "1") ==
          ": the text has 1048577 bytes; at most 1048576 are read\n");
}

TEST_CASE("several mistakes are told in one run, in the order of the text") {
    CHECK(mistakes_of("{\"a\":01,\"b\":[1,,True],\"c\" 2 \"d\":\"\x01\",\"e\":\"\xFF\",}") ==
          shown({{"/a", not_number, 5},
                 {"/b/1", missing, 15},
                 {"/b/2", lower_case, 16},
                 {"/c", "a colon is missing behind the key", 26},
                 {"", "a comma is missing", 28},
                 {"/d", control, 33},
                 {"/e", not_utf8, 41},
                 {"", trailing, 43}}));
}

TEST_CASE("one string tells one mistake, and one text no more than the limit") {
    CHECK(mistakes_of("[\"\xE9t\xE9\\x\"]") == shown({{"/0", not_utf8, 2}}));
    CHECK(mistakes_of("[" + repeated("x,", 100) + "x]", {.mistakes = 3}) ==
          shown({{"/0", not_value, 1}, {"/1", not_value, 3}, {"/2", not_value, 5}}));
}

TEST_CASE("a document knows its kinds, its texts and their order") {
    JsonDocument document;
    Diagnostics none;
    REQUIRE(document.read(R"( {"n":1.50,"s":"a\u00e9\n","t":true,"f":false,"z":null,"l":["x",{}]} )", none));
    const JsonNode& root = document.root();
    CHECK(root.kind == JsonKind::Object);
    CHECK(document.children(root).size() == 6);
    REQUIRE(document.find(root, "n") != nullptr);
    CHECK(document.find(root, "n")->text == "1.50");
    CHECK(document.find(root, "s")->text == "a\xC3\xA9\n");
    CHECK(document.find(root, "t")->truth);
    CHECK(document.find(root, "f")->kind == JsonKind::Boolean);
    CHECK_FALSE(document.find(root, "f")->truth);
    CHECK(document.find(root, "z")->kind == JsonKind::Null);
    CHECK(document.find(root, "x") == nullptr);
    const JsonNode& list = *document.find(root, "l");
    CHECK(document.find(list, "x") == nullptr);
    CHECK(document.pointer(*++document.children(list).begin()) == "/l/1");
    CHECK(document.children(*++document.children(list).begin()).empty());
    std::string keys;
    for (const JsonNode& child : document.children(root)) keys += child.key;
    CHECK(keys == "nstfzl");
}

TEST_CASE("escapes of every length are unescaped in place") {
    JsonDocument document;
    Diagnostics none;
    REQUIRE(document.read(
        R"(["\"\\\/\b\f\n\r\t","\u0041\u00e9\u20AC\ud83d\ude00","\u0000","12345678\n12345678"])", none));
    std::vector<std::string> texts;
    for (const JsonNode& child : document.children(document.root())) texts.emplace_back(child.text);
    CHECK(texts == std::vector<std::string>{"\"\\/\b\f\n\r\t", "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", "\0"s,
                                            "12345678\n12345678"});
}

TEST_CASE("a pointer escapes its keys, cuts long ones and shows no control characters") {
    JsonDocument document;
    Diagnostics none;
    const auto pointer_of_key = [&](const std::string& key) {
        REQUIRE(document.read("{\"" + key + "\":0}", none));
        return document.pointer(*document.children(document.root()).begin());
    };
    CHECK(document.read("1", none));
    CHECK(document.pointer(document.root()) == "");
    CHECK(pointer_of_key("a/b~c") == "/a~1b~0c");
    CHECK(pointer_of_key("\\u001b[0m\\n\x7F") == "/?[0m??");
    CHECK(pointer_of_key(std::string(40, 'k')) == "/" + std::string(40, 'k'));
    CHECK(pointer_of_key(std::string(41, 'k')) == "/" + std::string(40, 'k') + "...");
    CHECK(pointer_of_key(std::string(39, 'k') + "\xC3\xA9") == "/" + std::string(39, 'k') + "...");
    CHECK(pointer_of_key(std::string(38, 'k') + "\xC3\xA9") == "/" + std::string(38, 'k') + "\xC3\xA9");
}

TEST_CASE("no message and no hint holds a value of the text") {
    const std::vector<std::string> texts = {"[SECRET]",     "[\"SECRET\n\"]",   "[\"SECRET\\x\"]",
                                            "[\"SECRET",    "[\"SECRET\xFF\"]", "['SECRET']",
                                            "[1SECRET]",    "[\"SECRET\" 1]",   "{\"a\":\"SECRET\"",
                                            "[\"SECRET\"}", "\"SECRET\" 1",     "[nullSECRET]"};
    for (const std::string& text : texts) {
        CAPTURE(text);
        JsonDocument document;
        Diagnostics diagnostics;
        CHECK_FALSE(document.read(text, diagnostics));
        CHECK(to_text(diagnostics).find("SECRET") == std::string::npos);
    }
}

TEST_CASE("a whole number is a value only when it is written as one and fits") {
    JsonDocument document;
    Diagnostics none;
    const auto whole = [&](const std::string& text) {
        REQUIRE(document.read(text, none));
        return whole_number(document.root());
    };
    CHECK(whole("12") == 12);
    CHECK(whole("-0") == 0);
    CHECK(whole("12.00") == 12);
    CHECK(whole("9223372036854775807") == INT64_MAX);
    CHECK(whole("-9223372036854775808") == INT64_MIN);
    for (const char* text : {"1.5", "1.01", "1.0e1", "1e3", "9223372036854775808", "-9223372036854775809",
                             "\"1\"", "null", "[1]"}) {
        CAPTURE(text);
        CHECK_FALSE(whole(text).has_value());
    }
}

TEST_CASE("the text of a number is judged without a document") {
    for (const char* text : {"0", "-0", "10", "1.50", "1e5", "1E-05"}) CHECK(is_json_number(text));
    for (const char* text : {"", "-", "01", "1.", ".5", "+1", "1e", " 1", "1 ", "1a", "Infinity"}) {
        CAPTURE(text);
        CHECK_FALSE(is_json_number(text));
    }
}

TEST_CASE("a document reads text after text, good after bad and short after long") {
    JsonDocument document;
    Diagnostics diagnostics;
    CHECK(document.read("[\"" + std::string(1000, 'x') + "\"]", diagnostics));
    CHECK_FALSE(document.read("[1,", diagnostics));
    CHECK(document.read("[7]", diagnostics));
    CHECK(diagnostics.errors() == 1);
    REQUIRE(document.children(document.root()).size() == 1);
    CHECK(document.children(document.root()).begin()->text == "7");
}

TEST_CASE("every sequence of up to five tokens is accepted by both or refused by both readers") {
    const std::vector<std::string> tokens = {"[", "]", "{", "}", ":", ",", " ", "\"a\"", "\"b\"", "-1"};
    JsonDocument document;
    simdjson::dom::parser parser;
    std::vector<std::string> differing;
    int accepted = 0;
    for (int length = 1, sequences = 10; length <= 5; ++length, sequences *= 10) {
        for (int sequence = 0; sequence < sequences; ++sequence) {
            std::string text;
            for (int at = 0, rest = sequence; at < length; ++at, rest /= 10) {
                text += tokens[static_cast<std::size_t>(rest % 10)];
            }
            Diagnostics diagnostics;
            const bool ours = document.read(text, diagnostics);
            const bool theirs = parser.parse(text).error() == simdjson::SUCCESS;
            if (ours != theirs || ours != diagnostics.empty()) differing.push_back(text);
            accepted += ours ? 1 : 0;
        }
    }
    CHECK(differing == std::vector<std::string>{});
    CHECK(accepted > 100);
}
