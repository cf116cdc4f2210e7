// Limits on what a service line may have: read, left alone by the software, worked out for whoever approves.

#include <doctest/doctest.h>

#include "policy/explanation.hpp"
#include "policy/limits.hpp"
#include "policy/mutation.hpp"
#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

std::string rules_with(const std::string& limit) {
    return "limit l\n  cite law\n" + limit +
           "decision d\n  cite law\n  when member.eligible then approve from request.start for 12 months\n"
           "  otherwise refer to nurse\nlevel nurse\n  cite law\n"
           "fact line.ordered number from provider ask \"How many were ordered?\"\n" +
           some_facts;
}

Program program_with_limit(const std::string& limit) { return small_program({rules_with(limit), {}, {}}); }

// Where the first bound lies on that line: "12", "3 to 7", "binds unknown".
std::string bound(const std::string& limit, std::string_view json, std::size_t line = 0) {
    const Program program = program_with_limit(limit);
    const Facts facts = small_facts(program, json);
    const Evaluator evaluator(program, facts);
    const LimitDef& definition = program.limits.front();
    const Truth binding = binds(evaluator, definition, line);
    if (binding != Truth::Met) return fmt::format("{}", to_text(binding));
    const Interval at = bound_at(program, evaluator, definition.bounds.front(), line);
    if (at == Interval::anything()) return "anything";
    return at.known() ? fmt::format("{}", at.least) : fmt::format("{} to {}", at.least, at.most);
}

} // namespace

TEST_CASE("units, frequency and duration are bounded by a number or a fact") {
    const auto what = [](const std::string& line) {
        const Bound made = program_with_limit("  " + line + "\n").limits.front().bounds.front();
        return std::pair{made.what, made.form};
    };
    CHECK(what("units at most 12") == std::pair{Bounded::Units, BoundForm::Value});
    CHECK(what("frequency at most request.units") == std::pair{Bounded::Frequency, BoundForm::Value});
    CHECK(what("duration at most line.ordered") == std::pair{Bounded::Duration, BoundForm::Value});
    CHECK(what("exactly as requested") == std::pair{Bounded::Line, BoundForm::AsRequested});
}

TEST_CASE("a bound is worked out for the line in hand") {
    const std::string lines = R"({"lines": [{"ordered": 5}, {"ordered": 9}, {}]})";
    CHECK(bound("  units at most 12\n", lines) == "12");
    CHECK(bound("  units at most line.ordered\n", lines, 0) == "5");
    CHECK(bound("  units at most line.ordered\n", lines, 1) == "9");
    CHECK(bound("  units at most line.ordered\n", lines, 2) == "anything");
    CHECK(bound("  units at most line.units\n", lines, 2) == "1 to 50");
    CHECK(bound("  duration at most request.days\n", R"({"request": {"days": 180}, "lines": [{}]})") ==
          "180");
    CHECK(bound("  exactly as requested\n", lines) == "anything");
}

TEST_CASE("a limit on lines binds line by line") {
    const std::string lines = R"({"lines": [{"service": "massage"}, {"service": "needles"}, {}]})";
    const std::string limit = "  when line.service is massage\n  units at most 12\n";
    CHECK(bound(limit, lines, 0) == "12");
    CHECK(bound(limit, lines, 1) == "not met");
    CHECK(bound(limit, lines, 2) == "unknown");
    const std::string unless = "  unless line.service is massage\n  units at most 12\n";
    CHECK(bound(unless, lines, 0) == "not met");
    CHECK(bound(unless, lines, 1) == "12");
}

TEST_CASE("days of an approval are worked out for people as for the software") {
    const std::string start = R"({"request": {"start": "2021-01-15"}})";
    const auto day = [](const char* text) {
        return fmt::format("{}", calendar::parse_date(text).value().time_since_epoch().count());
    };
    CHECK(bound("  through at most day 180 counted from request.start\n", start) == day("2021-07-13"));
    CHECK(bound("  through at most 3 months from request.start\n", start) == day("2021-04-14"));
    CHECK(bound("  from at least request.start\n", start) == day("2021-01-15"));
    CHECK(bound("  from at least request.made\n", start) == "anything");
}

TEST_CASE("the software's own approvals ask and heed nothing of the lines' limits") {
    for (const char* limit : {"  units at most line.ordered\n", "  exactly as requested\n",
                              "  when need.at_once\n  duration at most 1\n"}) {
        CAPTURE(limit);
        const Program program = program_with_limit(limit);
        const Facts facts = small_facts(
            program, R"({"member": {"eligible": true}, "request": {"start": "2021-01-15"}, "lines": [{}]})");
        const Explanation made = explain(program, facts, decide(program, facts));
        CHECK(made.decision == "approve");
        CHECK(made.from == "2021-01-15");
        CHECK(made.through == "2022-01-14");
        const Facts less = small_facts(program, R"({"member": {"eligible": true}})");
        const Explanation asked = explain(program, less, decide(program, less));
        REQUIRE(asked.ask.size() == 1);
        CHECK(asked.ask[0].fact == "request.start");
    }
}

TEST_CASE("a number in a limit stands in its phrases") {
    const std::string quoted = "limit l\n  quote \"up to twelve units\"\n  units at most {}\n";
    CHECK(mistakes_in({fmt::format(fmt::runtime(quoted), 12), {}, {}}) == "");
    CHECK(mistakes_in({fmt::format(fmt::runtime(quoted), 13), {}, {}}) ==
          "3:17 the number 13 stands in none of the phrases of its rule\n");
}

TEST_CASE("a bound that is no number, or beside one of days, is a mistake") {
    const auto wrong = [](const std::string& lines) { return mistakes_in({rules_with(lines), {}, {}}); };
    CHECK(wrong("  units at most request.start\n") == "3:30 a number expected, and this is a date\n");
    CHECK(wrong("  units at most 12 weeks\n").find("3:") == 0);
    CHECK(wrong("  units at least 12\n").find("3:3 a limit narrows an approval") == 0);
    CHECK(wrong("  exactly as requested or less\n") == "3:24 `or less` is left over\n");
    CHECK(wrong("  units at most 12\n  through at most 2021-12-31\n") ==
          "3:3 a bound of a line beside a bound of days\n");
}

TEST_CASE("no example is expected to notice a limit on lines") {
    const Program program = program_with_limit("  when need.at_once\n  units at most 12\n");
    for (const Mutant& mutant : mutate(program, {})) {
        CAPTURE(mutant.change);
        CHECK(mutant.place.line > 5);
    }
}
