#include "letters/shortcoming.hpp"

#include <doctest/doctest.h>

#include "letters/reason.hpp"
#include "letters/small_case.hpp"

using namespace assent;
using namespace assent::letters;

namespace {

policy::MissedLookup code_missed() {
    policy::MissedLookup made;
    made.list = 0; // therapy codes
    made.name = "line.code";
    made.key = "92508";
    return made;
}

std::string told_of(const policy::MissedLookup& missed) { return told(book().program(), missed); }

} // namespace

TEST_CASE("what a list has otherwise is told with its lines, its days and what was wanted") {
    policy::MissedLookup missed = code_missed();
    CHECK(told_of(missed) == "The code 92508 is not in the list of therapy codes.");
    missed.lines = {1, 2};
    missed.on = monday;
    missed.through = monday - std::chrono::days{1};
    CHECK(told_of(missed) ==
          "In service lines 1 and 2, the code 92508 is in the list of therapy codes through March 1, 2026, "
          "and not on March 2, 2026.");
    missed.columns = {{"system", "CPT", {"HCPCS level II"}}};
    missed.lines = {2};
    CHECK(
        told_of(missed) ==
        "In service line 2, the system of code 92508 is HCPCS level II by the list of therapy codes, and not "
        "CPT.");
    missed.key.clear();
    missed.lines.clear();
    CHECK(told_of(missed) == "The code is none that the list of therapy codes could have.");
}

TEST_CASE("the phrase that fits is the one with the most words of what was wanted, and else the first") {
    policy::CriterionDef criterion;
    criterion.sources.quotes = {{"the current version of HCPCS must be utilized"},
                                {"must be consistent with the CPT coding system"}};
    policy::MissedLookup missed = code_missed();
    CHECK(fitting_quote(criterion, missed) == "the current version of HCPCS must be utilized");
    missed.columns = {{"system", "CPT", {"HCPCS level II"}}};
    CHECK(fitting_quote(criterion, missed) == "must be consistent with the CPT coding system");
    criterion.sources.quotes.clear();
    CHECK(fitting_quote(criterion, missed).empty());
}

TEST_CASE("what a rule sent back says all that is blank, and only that") {
    casework::Case of = asked();
    casework::Request& request = of.requests[0];
    CHECK(shortcomings(of, 0, book()).empty());
    std::erase_if(request.facts, [](const casework::Known& known) {
        return known.fact == fact("line.units") && known.line == 1;
    });
    request.ended = casework::EndedAs::Returned;
    request.because = 1;
    const auto all = shortcomings(of, 0, book());
    REQUIRE(all.size() == 1);
    CHECK(all[0].text == "Blank: How many? (line 2)");
    CHECK(all[0].facts == std::vector{fact("line.units")});
    request.because = 0;
    CHECK(shortcomings(of, 0, book()).empty());
}
