// `recorded` asks whether somebody told a fact: met or not met, whatever is missing.

#include <doctest/doctest.h>

#include "policy/explanation.hpp"
#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

Program program_recording(const std::string& condition) {
    return small_program({"criterion c\n  cite law\n  " + condition +
                              "\ndecision d\n  cite law\n  when every criterion is met then approve\n"
                              "  otherwise refer to nurse\nlevel nurse\n  cite law\n"
                              "fact request.weight number\n  is request.units plus request.days\n"
                              "fact line.reason text from provider ask \"Why?\"\n" +
                              some_facts,
                          {},
                          {}});
}

Truth truth(const std::string& condition, std::string_view json) {
    const Program program = program_recording(condition);
    const Facts facts = small_facts(program, json);
    return Evaluator(program, facts).truth(program.criteria[0].root);
}

std::string decision_and_questions(const std::string& condition, std::string_view json) {
    const Program program = program_recording(condition);
    const Facts facts = small_facts(program, json);
    const Explanation made = explain(program, facts, decide(program, facts));
    return fmt::format("{} {}", made.decision, made.ask.size());
}

constexpr std::string_view nothing = "{}";

} // namespace

TEST_CASE("a fact is recorded once it is told, whatever its value") {
    CHECK(truth("need.at_once recorded", R"({"need": {"at_once": false}})") == Truth::Met);
    CHECK(truth("need.at_once recorded", nothing) == Truth::NotMet);
    CHECK(truth("plan.letter recorded", R"({"plan": {"letter": "x"}})") == Truth::Met);
    CHECK(truth("plan.letter recorded", nothing) == Truth::NotMet);
}

TEST_CASE("its contrary is written in two ways") {
    for (const char* condition : {"not need.at_once recorded", "need.at_once not recorded"}) {
        CHECK(truth(condition, R"({"need": {"at_once": true}})") == Truth::NotMet);
        CHECK(truth(condition, nothing) == Truth::Met);
    }
}

TEST_CASE("a derived fact is recorded once it can be worked out") {
    CHECK(truth("request.weight recorded", R"({"request": {"units": 3}})") == Truth::NotMet);
    CHECK(truth("request.weight recorded", R"({"request": {"units": 3, "days": 4}})") == Truth::Met);
}

TEST_CASE("a list is recorded once it is told, empty or not") {
    CHECK(truth("request.diagnoses recorded", nothing) == Truth::NotMet);
    CHECK(truth("request.diagnoses recorded", R"({"request": {"diagnoses": []}})") == Truth::Met);
    CHECK(truth("request.diagnoses not recorded", nothing) == Truth::Met);
    CHECK(truth("not plan.services recorded", R"({"plan": {"services": ["massage"]}})") == Truth::NotMet);
    CHECK(truth("some request.diagnoses recorded", nothing) == Truth::NotMet);
    CHECK(truth("some request.diagnoses recorded", R"({"request": {"diagnoses": [null, "M54.50"]}})") ==
          Truth::Met);
}

TEST_CASE("a fact of the lines is recorded when each line has it, and never unknown") {
    CHECK(truth("line.reason recorded", R"({"lines": [{"reason": "x"}, {"reason": "y"}]})") == Truth::Met);
    CHECK(truth("line.reason recorded", R"({"lines": [{"reason": "x"}, {}]})") == Truth::NotMet);
    CHECK(truth("some line.reason recorded", R"({"lines": [{"reason": "x"}, {}]})") == Truth::Met);
    CHECK(truth("line.reason recorded", nothing) == Truth::NotMet);
    CHECK(truth("line.reason not recorded", nothing) == Truth::Met);
    CHECK(truth("line.reason not recorded or line.units recorded", nothing) == Truth::Met);
    CHECK(truth("line.reason not recorded and line.units at most 3", nothing) == Truth::Unknown);
}

TEST_CASE("what is not recorded is an answer, and nobody is asked") {
    CHECK(decision_and_questions("need.at_once recorded", nothing) == "refer 0");
    CHECK(decision_and_questions("need.at_once not recorded", nothing) == "approve 0");
    CHECK(decision_and_questions("line.reason recorded", nothing) == "refer 0");
    CHECK(decision_and_questions("line.reason not recorded and line.units at most 3", nothing) == "ask 1");
}

TEST_CASE("the explanation shows what was or was not recorded") {
    const Program program = program_recording("need.at_once recorded and request.diagnoses not recorded");
    const Facts facts = small_facts(program, R"({"need": {"at_once": true}})");
    const Trace trace = explain(program, facts, decide(program, facts)).trace.front().conditions.front();
    REQUIRE(trace.conditions.size() == 2);
    REQUIRE(trace.conditions[0].seen.size() == 1);
    CHECK(trace.conditions[0].seen[0].value == "yes");
    REQUIRE(trace.conditions[1].seen.size() == 1);
    CHECK(trace.conditions[1].seen[0].name == "request.diagnoses");
    CHECK(trace.conditions[1].seen[0].value == "unknown");
}

TEST_CASE("a fact that only a `recorded` looks at is used") {
    base::Diagnostics warnings;
    const auto read = read_program(
        program_text({"criterion c\n  cite law\n  request.diagnoses recorded\n  request.urgent recorded\n"
                      "decision d\n  cite law\n  when c then ask\n  otherwise ask\n"
                      "fact request.urgent yes or no from provider ask \"?\"\n"
                      "fact request.diagnoses diagnosis codes from provider ask \"?\"\n",
                      {},
                      {}}),
        warnings);
    REQUIRE(read);
    CHECK(base::to_text(warnings) == "");
}
