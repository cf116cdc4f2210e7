#include "policy/decide.hpp"

#include <doctest/doctest.h>

#include "policy/explanation.hpp"
#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::string criteria_and_levels = some_facts + R"(
level nurse
  cite law
level physician
  cite law
criterion eligible
  cite law
  member.eligible
criterion urgent
  cite law
  need.at_once
criterion within
  cite law
  request.units at most left in visits
ledger visits
  cite law
  holds 10
  warn at 8 used
  ask "How many visits were used?"
)";

Program deciding(const std::string& lines) {
    return small_program({"decision d\n  cite law\n" + lines + criteria_and_levels});
}

// "approve", "refer to nurse", "offer 4", "ask", with the criteria it is because of.
std::string outcome(const Program& program, std::string_view request) {
    const Facts facts = small_facts(program, request);
    const Explanation made = explain(program, facts, decide(program, facts));
    std::string text = made.decision;
    if (!made.object.empty()) text += " to " + made.object;
    if (made.offer) text += fmt::format(" {}", *made.offer);
    for (const std::string& criterion : made.because) text += ", " + criterion;
    return text;
}

std::string request(std::string_view eligible, std::string_view urgent, std::string_view units,
                    std::string_view used) {
    return fmt::format(
        R"({{"member": {{"eligible": {}}}, "need": {{"at_once": {}}}, "request": {{"units": {}}},
                           "ledger": {{"visits": {{"used": {}}}}}}})",
        eligible, urgent, units, used);
}

} // namespace

TEST_CASE("the first line that is met decides") {
    const Program program = deciding(
        "  when need.at_once then refer to physician\n"
        "  when member.eligible then approve\n"
        "  otherwise refer to nurse\n");
    CHECK(outcome(program, request("true", "true", "1", "0")) == "refer to physician");
    CHECK(outcome(program, request("true", "false", "1", "0")) == "approve");
    CHECK(outcome(program, request("false", "false", "1", "0")) == "refer to nurse, eligible, urgent");
}

TEST_CASE("every outcome of the list can be decided") {
    const std::vector<std::pair<std::string, std::string>> outcomes = {
        {"approve", "approve"},
        {"refer to nurse", "refer to nurse"},
        {"refer to the level the request goes to", "refer to the level the request goes to"},
        {"ask", "ask"},
        {"say not required", "say not required"},
        {"correct before submission", "correct before submission"},
        {"cancel", "cancel"},
        {"return", "return"},
        {"end as withdrawn", "end to withdrawn"},
        {"convert to stay", "convert to stay"},
        {"expedite", "expedite"},
        {"combine with the open case", "combine to the open case"},
        {"route to intake", "route to intake"},
        {"hold", "hold"},
        {"offer what is left in visits", "offer 10"}};
    for (const auto& [written, made] : outcomes) {
        CAPTURE(written);
        const Program program =
            deciding("  when need.at_once then " + written + "\n  otherwise refer to physician\n");
        CHECK(outcome(program, request("true", "true", "1", "0")) == made);
        CHECK(outcome(program, request("true", "false", "1", "0")) == "refer to physician, urgent");
    }
}

TEST_CASE("an unknown line asks only when the lines below it would say something else") {
    const Program same = deciding("  when need.at_once then refer to nurse\n  otherwise refer to nurse\n");
    CHECK(outcome(same, request("true", "null", "1", "0")) == "refer to nurse");
    const Program other =
        deciding("  when need.at_once then refer to physician\n  otherwise refer to nurse\n");
    CHECK(outcome(other, request("true", "null", "1", "0")) == "ask, urgent");
    const Program between = deciding(
        "  when need.at_once then refer to nurse\n"
        "  when member.eligible then approve\n  otherwise refer to nurse\n");
    CHECK(outcome(between, request("false", "null", "1", "0")) == "refer to nurse, eligible");
    CHECK(outcome(between, request("null", "null", "1", "0")) == "ask, eligible, urgent");
}

TEST_CASE("every criterion, one criterion, only one that is not met") {
    const Program program = deciding(
        "  when every criterion is met then approve\n"
        "  when only within is not met then offer what is left in visits\n"
        "  when eligible is not met then return\n"
        "  otherwise refer to nurse\n");
    CHECK(outcome(program, request("true", "true", "4", "6")) == "approve");
    CHECK(outcome(program, request("true", "true", "5", "6")) == "offer 4, within");
    CHECK(outcome(program, request("true", "false", "5", "6")) == "refer to nurse, urgent, within");
    CHECK(outcome(program, request("false", "true", "5", "6")) == "return, eligible, within");
    CHECK(outcome(program, request("null", "true", "5", "6")) == "ask, eligible");
    CHECK(outcome(program, request("null", "false", "4", "6")) == "ask, eligible");
    CHECK(outcome(program, request("true", "false", "4", "null")) == "refer to nurse, urgent");
}

TEST_CASE("an offer needs at least one unit left and nothing else unknown") {
    const Program program = deciding(
        "  when every criterion is met then approve\n"
        "  when only within is not met then offer what is left in visits\n"
        "  otherwise refer to nurse\n");
    CHECK(outcome(program, request("true", "true", "3", "9")) == "offer 1, within");
    CHECK(outcome(program, request("true", "true", "3", "10")) == "refer to nurse, within");
    CHECK(outcome(program, request("true", "true", "3", "99")) == "refer to nurse, within");
    CHECK(outcome(program, request("true", "true", "11", "null")) == "refer to nurse, within");
    CHECK(outcome(program, request("true", "null", "11", "0")) == "ask, urgent");
}

TEST_CASE("notes are said whatever is decided, and only when they are met") {
    const Program program = deciding(
        "  when need.at_once then warn \"in haste\"\n"
        "  otherwise refer to nurse\n");
    const auto warnings = [&](std::string_view json) {
        const Facts facts = small_facts(program, json);
        return explain(program, facts, decide(program, facts)).warnings;
    };
    using Texts = std::vector<std::string>;
    CHECK(warnings(request("true", "true", "1", "0")) == Texts{"in haste"});
    CHECK(warnings(request("true", "false", "1", "0")) == Texts{});
    CHECK(warnings("{}") == Texts{});
    CHECK(warnings(request("true", "false", "1", "7")) == Texts{});
    CHECK(warnings(request("true", "false", "1", "8")) == Texts{"8 of 10 visits are used."});
}

TEST_CASE("several decisions are read one after the other") {
    const Program program =
        small_program({"decision first\n  cite law\n  when need.at_once then expedite\n"
                       "decision second\n  cite law\n  when member.eligible then approve\n"
                       "  otherwise refer to nurse\n" +
                       criteria_and_levels});
    CHECK(outcome(program, request("true", "true", "1", "0")) == "expedite");
    CHECK(outcome(program, request("true", "false", "1", "0")) == "approve");
    CHECK(outcome(program, request("null", "false", "1", "0")) == "ask, eligible");
}

TEST_CASE("nothing ever comes out as a denial") {
    for (int act = 0; act <= static_cast<int>(Act::Advise); ++act) {
        const std::string_view text = to_text(static_cast<Act>(act));
        CHECK_FALSE(text.empty());
        for (const std::string_view no : {"den", "reject", "refuse", "decline"})
            CHECK(text.find(no) == std::string_view::npos);
    }
}
