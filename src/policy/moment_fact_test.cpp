// Facts that hold a moment: a local date with its time of day.

#include <doctest/doctest.h>

#include "policy/explanation.hpp"
#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const Type moment{Kind::Moment, false, {}, {}};

std::int64_t at(std::string_view text) { return value_of(moment, text).value().least; }

const std::string facts_of_tries = R"(
fact tried.first moment from provider ask "When did you first try?"
fact tried.last moment from provider ask "When did you last try?"
fact tried.done moment
  when tried.last recorded then tried.last
  otherwise tried.first
)";

Program program_of_tries(const std::string& condition) {
    return small_program({"criterion c\n  cite law\n  " + condition +
                              "\ndecision d\n  cite law\n  when c then ask\n  otherwise ask\n" +
                              facts_of_tries + some_facts,
                          {},
                          {}});
}

Truth truth_of_tries(const std::string& condition, std::string_view first, std::string_view last = {}) {
    const Program program = program_of_tries(condition);
    std::string json = fmt::format(R"({{"tried": {{"first": "{}")", first);
    if (!last.empty()) json += fmt::format(R"(, "last": "{}")", last);
    const Facts known = small_facts(program, json + "}, \"request\": {\"start\": \"2026-11-24\"}}");
    return Evaluator(program, known).truth(program.criteria[0].root);
}

std::string mistakes_in_condition(const std::string& condition) {
    return mistakes_in(
        {"criterion c\n  cite law\n  " + condition + "\n" + facts_of_tries + some_facts, {}, {}});
}

} // namespace

TEST_CASE("a moment is its seconds since the start of 1970, in local time") {
    CHECK(at("1970-01-01 00:00") == 0);
    CHECK(at("1970-01-02 10:05") == 86'400 + 10 * 3600 + 5 * 60);
    CHECK(at("1969-12-31 23:59") == -60);
    CHECK(at("2026-11-24 23:59") + 60 == at("2026-11-25 00:00"));
}

TEST_CASE("a moment without its time, or with one that no clock shows, is none") {
    for (const char* text :
         {"2026-11-24", "2026-11-24 24:00", "2026-11-24 10:60", "2026-11-24T10:05", "2026-02-30 10:05",
          "2026-11-24 1:05", "2026-11-24 -1:05", "2026-11-24 10:05:00", "2026-11-24 10:05-05:00", ""}) {
        CAPTURE(text);
        CHECK_FALSE(value_of(moment, text));
    }
}

TEST_CASE("moments are compared to the minute") {
    CHECK(truth_of_tries("tried.first before tried.last", "2026-11-24 10:05", "2026-11-24 10:06") ==
          Truth::Met);
    CHECK(truth_of_tries("tried.first before tried.last", "2026-11-24 10:05", "2026-11-24 10:05") ==
          Truth::NotMet);
    CHECK(truth_of_tries("tried.first is tried.last", "2026-11-24 10:05", "2026-11-24 10:05") == Truth::Met);
    CHECK(truth_of_tries("tried.first before tried.last", "2026-11-24 10:05") == Truth::Unknown);
}

TEST_CASE("a moment beside a date counts as its day, on either side") {
    for (const char* time : {"2026-11-24 00:00", "2026-11-24 10:05", "2026-11-24 23:59"}) {
        CAPTURE(time);
        CHECK(truth_of_tries("tried.first is 2026-11-24", time) == Truth::Met);
        CHECK(truth_of_tries("tried.first on or before request.start", time) == Truth::Met);
        CHECK(truth_of_tries("tried.first after request.start", time) == Truth::NotMet);
        CHECK(truth_of_tries("request.start is tried.first", time) == Truth::Met);
        CHECK(truth_of_tries("request.start before tried.first", time) == Truth::NotMet);
        CHECK(truth_of_tries("2026-11-23 before tried.first", time) == Truth::Met);
        CHECK(truth_of_tries("tried.first on or after 1 day before request.start", time) == Truth::Met);
    }
    CHECK(truth_of_tries("tried.first after request.start", "2026-11-25 00:00") == Truth::Met);
    CHECK(truth_of_tries("tried.first before request.start", "2026-11-23 23:59") == Truth::Met);
    CHECK(truth_of_tries("tried.first is 1969-12-31", "1969-12-31 00:00") == Truth::Met);
    CHECK(truth_of_tries("tried.last is 2026-11-24", "2026-11-24 10:05") == Truth::Unknown);
}

TEST_CASE("where a day is needed a moment is none") {
    CHECK(mistakes_in_condition("age from member.born on tried.first at least 3") ==
          "3:39 an age is counted from a date on a date\n");
    CHECK(mistakes_in_condition("request.start after 30 days after tried.first")
              .find("a span is counted from a date, not from a moment") != std::string::npos);
    CHECK(mistakes_in({"limit l\n  cite law\n  through at most tried.first\n" + facts_of_tries, {}, {}}) ==
          "3:30 a date of the request expected here\n");
    CHECK(mistakes_in_condition("tried.first is request.units")
              .find("a moment cannot be compared by `is` with a number") != std::string::npos);
}

TEST_CASE("an explanation shows the day and the time") {
    const Program program = program_of_tries("tried.first after request.start");
    const Facts known = small_facts(program, R"({"tried": {"first": "2026-11-24 09:05"}})");
    const Explanation made = explain(program, known, decide(program, known));
    REQUIRE(made.trace[0].conditions[0].seen.size() == 2);
    CHECK(made.trace[0].conditions[0].seen[0].value == "2026-11-24 09:05");
    CHECK(shown(program, moment, Interval::exactly(-60)) == "1969-12-31 23:59");
    CHECK(shown(program, moment, Interval::anything()) == "unknown");
}

TEST_CASE("a request refuses a moment without its time, and says how it is written") {
    const Program program = program_of_tries("tried.first after request.start");
    base::JsonDocument document;
    base::Diagnostics diagnostics;
    Facts known(program);
    REQUIRE(document.read(R"({"tried": {"first": "2026-11-24"}})", diagnostics));
    CHECK_FALSE(RequestReader(program).read(document, known, diagnostics));
    CHECK(base::to_text(diagnostics) ==
          "/tried/first: error: not a moment\n    write the local date and time as \"2026-11-28 16:30\"\n");
}

TEST_CASE("a derived fact may be a moment") {
    CHECK(truth_of_tries("tried.done is 2026-11-25", "2026-11-24 10:05", "2026-11-25 08:00") == Truth::Met);
    CHECK(truth_of_tries("tried.done is 2026-11-24", "2026-11-24 10:05") == Truth::Met);
}
