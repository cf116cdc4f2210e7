#include "policy/beside_decisions.hpp"

#include <doctest/doctest.h>

#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

// The names of the facts that are named beside decisions.
std::string named(const std::string& rules) {
    const Program program = small_program({rules + some_facts + "level nurse\n  cite law\n"});
    const std::vector<bool> which = named_beside_decisions(program);
    std::string all;
    for (std::size_t i = 0; i < which.size(); ++i) {
        if (which[i]) all += (all.empty() ? "" : ", ") + program.facts[i].name.text;
    }
    return all;
}

const std::string decision =
    "decision d\n  cite law\n  when c is met then approve\n  otherwise refer to nurse\n";

} // namespace

TEST_CASE("what only criteria and decisions name is named nowhere beside them") {
    CHECK(named("criterion c\n  cite law\n  member.eligible\n" + decision) == "");
    CHECK(named("criterion c\n  cite law\n  member.eligible\ndecision d\n  cite law\n"
                "  when need.at_once then approve\n  otherwise refer to nurse\n") == "");
}

TEST_CASE("what a limit names is wanted, whatever the conclusion is") {
    CHECK(named("criterion c\n  cite law\n  member.eligible\n" + decision +
                "limit l\n  cite law\n  when need.at_once\n  from at least request.start\n") ==
          "need.at_once, request.start");
}

TEST_CASE("what a derived fact is made of is wanted where something beside a decision reads it, too") {
    const std::string derived =
        "fact request.soon yes or no\n  cite law\n  when need.at_once then yes\n  otherwise no\n";
    const std::string rules = derived + "criterion c\n  cite law\n  request.soon\n" + decision;
    CHECK(named(rules) == "");
    CHECK(named(rules + "limit l\n  cite law\n  when request.soon\n  from at least request.made\n")
              .find("need.at_once") != std::string::npos);
}
