// Facts that the engine fills in: a closed list with its types, asked of nobody.

#include <doctest/doctest.h>

#include "policy/case_facts.hpp"
#include "policy/explanation.hpp"
#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

std::string type_text(Kind kind) {
    switch (kind) {
        case Kind::YesNo: return "yes or no";
        case Kind::Date: return "date";
        case Kind::Word: return "one of admission, continued stay";
        default: return "number";
    }
}

std::string errors_of(const std::string& rules) {
    base::Diagnostics warnings;
    const auto read = read_program(program_text({rules, {}, {}}), warnings);
    return read ? "" : base::to_text(read.error());
}

} // namespace

TEST_CASE("every fact of the case is declared without a question") {
    std::string rules;
    for (const CaseFact& fact : case_facts())
        rules += fmt::format("fact {} {} from the case\n", fact.name, type_text(fact.kind));
    const Program program = small_program({rules, {}, {}});
    CHECK(program.facts.size() == 14);
    for (const FactDef& fact : program.facts) {
        CHECK(fact.of_case);
        CHECK(fact.per_line == fact.name.text.starts_with("line."));
    }
}

TEST_CASE("a fact of the case has the type the engine gives it") {
    CHECK(says(errors_of("fact request.received number from the case\n"),
               "small.policy:1:6: error: `request.received` is a date"));
    CHECK(says(errors_of("fact request.expedited date from the case\n"), "`request.expedited` is yes or no"));
    CHECK(says(errors_of("fact request.type text from the case\n"),
               "`request.type` is one of the program's requests"));
    CHECK(says(errors_of("fact request.type some of a, b from the case\n"),
               "`request.type` is one of the program's requests"));
}

TEST_CASE("nothing else comes from the case, and the message lists what does") {
    const std::string all = errors_of("fact request.mood date from the case\n");
    CHECK(says(all, "1:6: error: no case tells `request.mood`"));
    CHECK(says(all, "request.type, request.received"));
    CHECK(says(all, "line.earlier_duration"));
}

TEST_CASE("nobody is asked for a fact of the case, and nobody works it out") {
    CHECK(says(errors_of("fact request.received date from the case ask \"When?\"\n"),
               "nobody is asked for `request.received`"));
    CHECK(says(errors_of("fact request.received date from the case\n  is 2021-01-01\n"),
               "nobody is asked for `request.received`"));
}

TEST_CASE("the words of the request's type are the program's requests") {
    const std::string requests =
        "request admission\n  cite law\n  opens a case\n  by anyone\n"
        "request continued stay\n  cite law\n  opens a case\n  by anyone\n";
    CHECK(errors_of(requests + "fact request.type one of admission, continued stay from the case\n") == "");
    const std::string wrong = errors_of(requests + "fact request.type one of admision from the case\n");
    CHECK(says(wrong, "no request is called `admision`"));
    CHECK(says(wrong, "did you mean `admission`?"));
}

TEST_CASE("what the case would tell is asked of nobody in a case, and first without one") {
    const Program program = small_program(
        {"fact request.expedited yes or no from the case\nfact line.earlier_units number from the case\n"
         "criterion fast\n  cite law\n  request.expedited\n"
         "criterion no_more\n  cite law\n  request.units at most 10\n  line.earlier_units less than 5\n"
         "decision d\n  cite law\n  when every criterion is met then approve\n  otherwise refer to nurse\n"
         "level nurse\n  cite law\n" +
             some_facts,
         {},
         {}});
    const Facts facts = small_facts(program, R"({"lines": [{}]})");
    const Verdict verdict = decide(program, facts);
    CHECK(verdict.act == Act::Ask);
    const auto in_case = questions_in_case(program, facts, verdict);
    REQUIRE(in_case.size() == 1);
    CHECK(in_case[0].fact == "request.units");
    const auto first = questions(program, facts, verdict);
    REQUIRE(first.size() == 1); // it decides what else matters
    CHECK(first[0] ==
          Question{"request.expedited", "request.expedited", "Is it to be decided fast?", "the case", {}});
    const Facts fast = small_facts(program, R"({"request": {"expedited": true}, "lines": [{}]})");
    const auto then = questions(program, fast, decide(program, fast));
    REQUIRE(then.size() == 2);
    CHECK(then[0].fact == "line.earlier_units");
    CHECK(then[1].fact == "request.units");
}
