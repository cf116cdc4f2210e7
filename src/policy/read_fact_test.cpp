#include <doctest/doctest.h>

#include "policy/people_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::string enrolled = "fact member.enrolled yes or no from registry ask \"Enrolled?\"\n  as of ";

DayOfRecord day(const std::string& words) {
    return program_with(enrolled + words + "\n").fact("member.enrolled")->as_of.value();
}

} // namespace

TEST_CASE("a program says of which day the member's record tells a fact") {
    CHECK_FALSE(day("today").date);
    const Program program = program_with(enrolled + "request.start or today\n");
    const DayOfRecord told = program.fact("member.enrolled")->as_of.value();
    REQUIRE(told.date);
    CHECK(program.facts[*told.date].name.text == "request.start");
    CHECK(told.or_today);
    CHECK_FALSE(day("request.start").or_today);
    CHECK_FALSE(program.fact("member.eligible")->as_of);
}

TEST_CASE("every mistake in the day of a record is told where it stands") {
    const std::vector<WrongLine> days = {
        {"", "2:8 a fact expected, and `the end of the line` is none\n"},
        {"request.strat", "2:9 a fact expected, and `request.strat` is none\n"},
        {"request.units", "2:9 a date expected that somebody tells of the whole request\n"},
        {"request.start or later", "2:23 `or later` is left over\n"},
        {"today or request.start", "2:15 `or request.start` is left over\n"},
    };
    for (const WrongLine& row : days) {
        CAPTURE(row.line);
        CHECK(mistakes_with(enrolled + row.line + "\n") == row.expected);
    }
    const std::vector<std::string> facts = {
        "fact line.enrolled yes or no from registry ask \"Enrolled?\"\n",
        "fact member.plan text from registry ask \"In which plan?\"\n",
        "fact request.complete yes or no from the case\n",
        "fact member.old yes or no\n  when member.eligible then yes\n  otherwise no\n  cite law\n",
    };
    for (const std::string& fact : facts) {
        CAPTURE(fact);
        CHECK(says(mistakes_with(fact + "  as of today\n"), "no record tells `"));
    }
    CHECK(mistakes_with("fact member.ends date from registry ask \"When?\"\n  as of member.ends\n") ==
          "2:9 a date expected that somebody tells of the whole request\n");
}
