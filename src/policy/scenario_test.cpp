#include "policy/scenario.hpp"

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "policy/coverage.hpp"
#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::string visit_rules = R"(criterion eligible
  cite law
  member.eligible
criterion within
  cite law
  sum of line.units at most left in visits
decision d
  cite law
  when need.at_once then warn "It is needed at once."
  when every criterion is met then approve from request.start for 12 months
  when only within is not met then offer what is left in visits
  otherwise refer to nurse
level nurse
  cite law
ledger visits
  cite law
  holds 10
  ask "How many visits were used?"
)" + some_facts;

const std::string base_case = R"(scenario Everything is met, AB-1 AB-02
  member.eligible yes
  request.start   2021-01-01
  line.units      4
  need.at_once    no
  left in visits  5
  decision        approve
)";

Program with_scenarios(const std::string& scenarios) { return small_program({visit_rules, {}, scenarios}); }

std::string wrong_scenarios(const std::string& scenarios) {
    const Program program = with_scenarios(scenarios);
    const auto read = read_examples(program);
    return read ? "" : mistakes(read.error());
}

// What came out otherwise, of every example; "" when all pass.
std::string failures(const std::string& scenarios) {
    const Program program = with_scenarios(scenarios);
    std::string all;
    for (const Example& example : whole(read_examples(program))) {
        for (const std::string& one : differences(program, example))
            all += fmt::format("{}: {}\n", example.line, one);
    }
    return all;
}

} // namespace

TEST_CASE("a scenario of single lines is one example, with its ids apart from its name") {
    const Program program = with_scenarios(base_case);
    const auto examples = whole(read_examples(program));
    REQUIRE(examples.size() == 1);
    CHECK(examples[0].scenario == "Everything is met");
    CHECK(examples[0].ids == std::vector<std::string>{"AB-1", "AB-02"});
    CHECK(examples[0].file == "scenarios.policy");
    CHECK(examples[0].line == 1);
    CHECK(examples[0].facts.lines() == 1);
    CHECK(differences(program, examples[0]).empty());
}

TEST_CASE("a name keeps what only looks like an id") {
    const auto name = [](const std::string& header) {
        const Program program = with_scenarios("scenario " + header + "\n  decision ask\n");
        const Example example = whole(read_examples(program)).at(0);
        return fmt::format("{}|{}", example.scenario, base::join(example.ids, " "));
    };
    CHECK(name("Twelve months, AB-1") == "Twelve months|AB-1");
    CHECK(name("Twelve months AB-1 CD-2") == "Twelve months|AB-1 CD-2");
    CHECK(name("X-ray of ICD-10, A-1") == "X-ray of ICD-10, A-1|");
    CHECK(name("Twelve months, ab-1") == "Twelve months, ab-1|");
    CHECK(name("AB-1") == "AB-1|");
}

TEST_CASE("a table is an example for each row, its columns over the lines of its base") {
    CHECK(failures(base_case + R"(
scenario Units are limited, AB-3
  like Everything is met
  | line.units | decision | because | ask            | approval.from | approval.through |
  | 5          | approve  |         |                | 2021-01-01    | 2021-12-31       |
  | 6          | offer 5  | within  |                |               |                  |
  | 2, 3       | approve  | none    |                | 2021-01-01    | 2021-12-31       |
  | 2, unknown | ask      | within  | line.units     |               |                  |
  | unknown    | ask      | within  | line.units     | none          | none             |

scenario Unknown is asked
  like Everything is met
  member.eligible unknown
  decision ask
  because eligible

scenario A note is said
  like Everything is met
  need.at_once yes
  decision approve
  warning at once
)") == "");
}

TEST_CASE("an outcome can be told with its object, and lists in any order") {
    CHECK(failures(base_case + R"(
scenario Refers
  like Everything is met
  member.eligible no
  | line.units | decision       | because          |
  | 1          | refer          | eligible         |
  | 1          | refer to nurse | eligible         |
  | 9          | refer          | within, eligible |
)") == "");
}

TEST_CASE("none is an empty list, and an absent column leaves a list unknown") {
    const Program program = with_scenarios(
        "scenario s\n  | request.diagnoses | plan.services | decision |\n  | none | massage, unknown | ask "
        "|\n  | M54.5, G89.4 | unknown | ask |\n");
    const auto examples = whole(read_examples(program));
    REQUIRE(examples.size() == 2);
    const auto slot = [&](const char* name) { return program.fact(name)->slot; };
    CHECK(examples[0].facts.list_known(slot("request.diagnoses")));
    CHECK(examples[0].facts.list(slot("request.diagnoses")).empty());
    CHECK(examples[0].facts.list(slot("plan.services")).size() == 2);
    CHECK_FALSE(examples[0].facts.list(slot("plan.services"))[1].known());
    CHECK(examples[1].facts.list(slot("request.diagnoses")).size() == 2);
    CHECK_FALSE(examples[1].facts.list_known(slot("plan.services")));
    CHECK_FALSE(examples[0].facts.lines_known());
}

TEST_CASE("what came out otherwise is told, a sentence for each cell") {
    CHECK(failures(base_case + "\nscenario Wrong\n  like Everything is met\n"
                               "  | line.units | decision | because | approval.through | warning | ask |\n"
                               "  | 6 | approve | none | 2021-12-31 | none | line.units |\n"
                               "  | 5 | refer | eligible | 2021-12-30 | late | none |\n") ==
          "12: decision is offer 5, and approve was expected\n"
          "12: because is within, and none was expected\n"
          "12: ask is none, and line.units was expected\n"
          "12: approval.through is none, and 2021-12-31 was expected\n"
          "13: decision is approve, and refer was expected\n"
          "13: because is none, and eligible was expected\n"
          "13: approval.through is 2021-12-31, and 2021-12-30 was expected\n"
          "13: warning is none, and late was expected\n");
}

TEST_CASE("every mistake of the scenarios is told with its place") {
    CHECK(wrong_scenarios("scenario a\n  | member.eligble | decision |\n  | yes | approve |\n") ==
          "2:5 `member.eligble` is neither a fact of the program nor an outcome\n");
    CHECK(wrong_scenarios("scenario a\n  | member.eligible | decision |\n  | maybe | approve |\n") ==
          "3:5 `maybe` is not yes or no\n");
    CHECK(wrong_scenarios("scenario a\n  | request.units | decision |\n  | 101 | approve |\n") ==
          "3:5 `101` is not a number\n");
    CHECK(wrong_scenarios("scenario a\n  | request.start | decision |\n  | 2021-02-29 | approve |\n") ==
          "3:5 `2021-02-29` is not a date\n");
    CHECK(wrong_scenarios("scenario a\n  | left in visits | decision |\n  | 11 | approve |\n") ==
          "3:5 `11` cannot be left of 10\n");
    CHECK(wrong_scenarios(
              "scenario a\n  | line.units | line.service | decision |\n  | 1, 2, 3 | massage, needles | "
              "approve |\n") == "3:5 3 values of `line.units` for 2 service lines\n");
    CHECK(wrong_scenarios("scenario a\n  like nobody\n  | request.units | decision |\n  | 1 | approve |\n") ==
          "2:8 no scenario is called `nobody`\n");
    CHECK(wrong_scenarios("scenario a\n  | request.units |\n  | 1 |\n") == "3:5 a row without its outcome\n");
    CHECK(wrong_scenarios("scenario a\n  | request.units | decision |\n") == "2:5 a table without a row\n");
    CHECK(wrong_scenarios("scenario a\n  like a\n  decision ask\n")
              .starts_with("2:8 no scenario is called `a`"));
    CHECK(wrong_scenarios(
              "scenario a\n  | request.units | decision |\n  | 1 | ask |\nscenario b\n  like a\n  decision "
              "ask\n") == "5:8 `a` is a table\n");
    CHECK(wrong_scenarios("scenario a\n  member.eligible perhaps\n  decision ask\n") ==
          "2:19 `perhaps` is not yes or no\n");
}

TEST_CASE("a mistake in a base is told once, whoever is like it") {
    CHECK(
        wrong_scenarios("scenario a\n  member.eligble yes\n  decision ask\nscenario b\n  like a\n  decision "
                        "ask\nscenario c\n  like a\n  decision ask\n") ==
        "2:3 `member.eligble` is neither a fact of the program nor an outcome\n");
}

TEST_CASE("a column stands once in a table") {
    CHECK(wrong_scenarios(
              "scenario a\n  | request.units | request.units | decision |\n  | 1 | 2 | ask |\n") != "");
}

TEST_CASE("scenarios with dated lines belong to casework") {
    const Program program = with_scenarios("scenario timeline\n  2021-01-01 received\n  expect approve\n");
    CHECK(whole(read_examples(program)).empty());
}

TEST_CASE("an example may stand on the facts of a timeline, and has no steps of its own") {
    CHECK(
        failures("scenario timeline\n  member.eligible no\n  request.start 2021-01-01\n  line.units 4\n"
                 "  need.at_once no\n  left in visits 5\n  2021-01-01 09:00  received\n    expect  approve\n"
                 "scenario example\n  like timeline\n  decision refer\n") == "");
    CHECK(wrong_scenarios("scenario a\n  decision ask\n  expect approve\n") ==
          "3:10 `expect` in a scenario without a dated line\n");
    CHECK(wrong_scenarios("scenario a\n  outbox by hand\n  decision ask\n") ==
          "2:10 `outbox` in a scenario without a dated line\n");
    CHECK(wrong_scenarios("scenario a\n  person \"Ann\" is nurse\n  decision ask\n") ==
          "2:10 `person` in a scenario without a dated line\n");
}

TEST_CASE("a wrong value in a base is told in the base's own file") {
    Program program = with_scenarios("scenario a\n  like b\n  decision ask\n");
    base::Diagnostics none;
    program.scenarios.push_back(
        {"base.policy", read_blocks("scenario b\n  request.units 101\n", "", none).blocks.at(0)});
    const auto read = read_examples(program);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().begin()->place.file == "base.policy");
    CHECK(read.error().begin()->place.line == 2);
}

TEST_CASE("coverage wants each criterion met, alone not met and alone unknown") {
    const std::string gaps_of_base =
        "in no scenario `eligible` alone is not met\nin no scenario `eligible` alone is unknown\n"
        "in no scenario `within` alone is not met\nin no scenario `within` alone is unknown\n";
    const auto gaps = [](const std::string& scenarios) {
        const Program program = with_scenarios(scenarios);
        std::string all;
        for (const std::string& gap : coverage(program, whole(read_examples(program))).gaps)
            all += gap + "\n";
        return all;
    };
    CHECK(gaps(base_case) == gaps_of_base);
    CHECK(gaps(base_case +
               "scenario b\n  like Everything is met\n  | member.eligible | line.units | decision |\n"
               "  | no | 4 | refer |\n  | unknown | 4 | ask |\n  | yes | 6 | offer 5 |\n  | yes | unknown | "
               "ask |\n") == "");
    CHECK(gaps(base_case +
               "scenario b\n  like Everything is met\n  | member.eligible | line.units | decision |\n"
               "  | no | 6 | refer |\n  | unknown | unknown | ask |\n") == gaps_of_base);
    CHECK(gaps("scenario b\n  member.eligible no\n  decision refer\n")
              .starts_with("no scenario meets `eligible` and every other criterion\n"));
    const Program program = with_scenarios(base_case);
    CHECK(coverage(program, whole(read_examples(program))).ids == std::vector<std::string>{"AB-02", "AB-1"});
}
