#include "base/json_writer.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <limits>
#include <string>

#include "base/text.hpp"

using namespace assent::base;
using namespace std::string_literals;

namespace {

std::string written(const std::function<void(JsonWriter&)>& write, JsonLayout layout = JsonLayout::Compact) {
    std::string out;
    JsonWriter writer(out, layout);
    write(writer);
    CHECK(writer.complete());
    return out;
}

std::string as_json(std::string_view text) {
    return written([&](JsonWriter& json) { json.value(text); });
}

void write_case(JsonWriter& json) {
    json.begin_object().key("id").value("c-1").key("lines").begin_array();
    json.begin_object().key("units").number("1.50").key("urgent").value(false).end_object();
    json.value(12).null().end_array();
    json.key("none").begin_array().end_array().key("empty").begin_object().end_object().end_object();
}

// Whether the process would be stopped, tried in a child process.
template <typename Write>
bool stops(Write write) {
    std::fflush(nullptr);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        close(STDERR_FILENO);
        signal(SIGABRT, SIG_DFL);
        std::string out;
        JsonWriter json(out);
        write(json);
        _exit(0);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

} // namespace

TEST_CASE("commas, colons and brackets are the writer's work") {
    CHECK(written(write_case) ==
          R"({"id":"c-1","lines":[{"units":1.50,"urgent":false},12,null],"none":[],"empty":{}})");
}

TEST_CASE("the indented layout gives each value a line, and empty containers none") {
    CHECK(written(write_case, JsonLayout::Indented) == R"({
  "id": "c-1",
  "lines": [
    {
      "units": 1.50,
      "urgent": false
    },
    12,
    null
  ],
  "none": [],
  "empty": {}
})");
}

TEST_CASE("text is appended to what is already there") {
    std::string out = "data: ";
    JsonWriter(out).value(true);
    CHECK(out == "data: true");
}

TEST_CASE("whole numbers of every width are written exactly") {
    const auto whole = [](auto number) { return written([&](JsonWriter& json) { json.value(number); }); };
    CHECK(whole(0) == "0");
    CHECK(whole(std::int8_t{-5}) == "-5");
    CHECK(whole(std::uint8_t{200}) == "200");
    CHECK(whole(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(whole(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
}

TEST_CASE("quotes, backslashes and control characters are escaped, and nothing else is") {
    CHECK(as_json("a\"b\\c/d") == R"("a\"b\\c/d")");
    CHECK(as_json("\b\f\n\r\t\x01\x1F\0\x7F"s) == "\"\\b\\f\\n\\r\\t\\u0001\\u001f\\u0000\x7F\"");
    CHECK(as_json("\xC3\xA9\xF0\x9F\x98\x80") == "\"\xC3\xA9\xF0\x9F\x98\x80\"");
    CHECK(as_json("") == "\"\"");
    CHECK(written([](JsonWriter& json) { json.begin_object().key("a\"\n").value(1).end_object(); }) ==
          R"({"a\"\n":1})");
}

TEST_CASE("bytes that are not UTF-8 become the replacement character") {
    CHECK(as_json("caf\xE9!") == "\"caf\xEF\xBF\xBD!\"");
    CHECK(as_json("\xC3\xA9\xFF\xC3\xA9\xFE") == "\"\xC3\xA9\xEF\xBF\xBD\xC3\xA9\xEF\xBF\xBD\"");
    CHECK(as_json("\xED\xA0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST_CASE("what any text is written as reads back to the same text") {
    CHECK(rc::check("round trip", [](const std::string& text) {
        JsonDocument document;
        Diagnostics none;
        const std::string json = as_json(text);
        RC_ASSERT(document.read(json, none));
        if (!first_invalid_utf8(text)) RC_ASSERT(document.root().text == text);
    }));
}

TEST_CASE("a value that was read is copied with its numbers as they were written") {
    const std::string text = R"({"a":[1.50,-0,1e400,true,null,"\"\u20ac"],"b":{"":{}}})";
    JsonDocument document;
    Diagnostics none;
    REQUIRE(document.read(text, none));
    CHECK(written([&](JsonWriter& json) { json.copy(document, document.root()); }) ==
          "{\"a\":[1.50,-0,1e400,true,null,\"\\\"\xE2\x82\xAC\"],\"b\":{\"\":{}}}");
}

TEST_CASE("a value is complete when all that was begun has ended") {
    std::string out;
    JsonWriter json(out);
    CHECK_FALSE(json.complete());
    json.begin_array();
    CHECK_FALSE(json.complete());
    json.end_array();
    CHECK(json.complete());
}

TEST_CASE("calls that cannot be JSON stop the process") {
    CHECK_FALSE(stops([](JsonWriter& json) { json.begin_object().key("a").value(1).end_object(); }));
    CHECK(stops([](JsonWriter& json) { json.key("a"); }));
    CHECK(stops([](JsonWriter& json) { json.begin_array().key("a"); }));
    CHECK(stops([](JsonWriter& json) { json.begin_object().value(1); }));
    CHECK(stops([](JsonWriter& json) { json.begin_object().key("a").key("b"); }));
    CHECK(stops([](JsonWriter& json) { json.begin_object().key("a").end_object(); }));
    CHECK(stops([](JsonWriter& json) { json.begin_object().end_array(); }));
    CHECK(stops([](JsonWriter& json) { json.end_object(); }));
    CHECK(stops([](JsonWriter& json) { json.value(1).value(2); }));
    CHECK(stops([](JsonWriter& json) { json.number("01"); }));
    CHECK(stops([](JsonWriter&) { JsonDocument().root(); }));
}
