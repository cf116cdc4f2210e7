// An account of the member while a timeline is played: who draws from it, and what gives back.

#include "timelines/accounts.hpp"

#include <doctest/doctest.h>

#include "calendar/calendar_text.hpp"
#include "letters/template_composer.hpp"
#include "policy/small_program.hpp"
#include "timelines/play.hpp"
#include "timelines/read_timeline.hpp"

using namespace assent;
using namespace assent::timelines;

namespace {

const std::string visit_rules = R"(
party clinic
  cite law
  is speech clinic
party nurse
  cite law
  is licensed nurse
fact request.start date from clinic ask "When?"
fact easy yes or no from clinic ask "Is it easy?"
fact line.code procedure code from clinic ask "Which code?"
fact line.units number 1 to 99 from clinic ask "How many?"
fact line.duration number 1 to 365 from clinic ask "How long?"
ledger visits
  cite law
  of member
  counts line.units by request.start
  period calendar year
  holds 10
  reserve at approval
  release at void, expiry or reduction
  ask "How many?"
request care
  cite law
  opens a case
  by clinic by portal
  goes to desk
request second look
  cite law
  about denial, partial denial
  by clinic by portal
  goes to last desk
criterion within
  cite law
  sum of line.units at most left in visits
decision d
  cite law
  when easy and within is met then approve from request.start for 30 days
  otherwise refer to desk
level desk
  cite law
  reviewers nurse
  may approve as requested, partially deny, deny, reduce
level last desk
  cite law
  reviewers nurse
  may uphold, modify, reverse
notice no
  cite law
  when denied, partially denied, upheld, modified, reduced
  to clinic by portal at once
  says reason
)";

const std::string care_case = R"(
scenario A whole request
  request.start 2026-03-16
  easy yes
  line.code 92507
  line.units 4
  line.duration 30
  left in visits 10
)";

const casework::RuleBook& visit_book() {
    static const casework::RuleBook made = [] {
        policy::Program program = policy::small_program({visit_rules, {}});
        const std::string days = "calendar plain\n  title Plain\n  source none\n  open Monday to Friday\n";
        std::vector<calendar::BusinessCalendar> calendars(
            program.origins.size(), policy::whole(calendar::parse_calendar(days, "plain")));
        return casework::RuleBook(std::move(program), std::move(calendars), calendar::Zone::utc());
    }();
    return made;
}

// What came instead of what was expected; "" when all came so.
std::string unmet_with_visits(const std::string& lines) {
    base::Diagnostics diagnostics;
    std::vector<policy::ScenarioText> scenarios;
    const std::string text = care_case + "\nscenario played\n  like A whole request\n" + lines;
    for (policy::Block& block : policy::read_blocks(text, "t.policy", diagnostics).blocks)
        scenarios.push_back({"t.policy", std::move(block)});
    REQUIRE_MESSAGE(!diagnostics.has_errors(), base::to_text(diagnostics));
    const letters::Templates none;
    const letters::TemplateComposer composer(none, visit_book(), [](const std::string& id) { return id; });
    const auto timelines = policy::whole(read_timelines(visit_book().program(), scenarios));
    REQUIRE(timelines.size() == 1);
    return unmet_text(play(timelines[0], visit_book(), composer));
}

} // namespace

TEST_CASE("an approval by rule sets aside what its lines take, in the same step") {
    CHECK(unmet_with_visits(R"(
  2026-03-02 09:00  clinic submits care
    expect  approved
    expect  6 left in visits
    expect  10 left in visits in 2027
    expect  events Begun, Submitted, Counted, Received, Screened, Determined, Reserved, Decided
  2026-03-02 10:00  clinic submits care, starting 2026-03-20, line.units 6
    expect  request 2 approved
    expect  0 left in visits
  2026-03-02 11:00  clinic submits care, starting 2026-03-21, line.units 1
    expect  request 3 in review at desk
  2026-03-02 12:00  nurse approves as requested
    expect  refused because 0 are left in 2026, and 1 would be taken
)") == "");
}

TEST_CASE("the years do not share") {
    CHECK(unmet_with_visits(R"(
  2026-03-02 09:00  clinic submits care, line.units 10
    expect  approved
  2026-03-02 10:00  clinic submits care, starting 2027-01-04, line.units 10
    expect  request 2 approved
    expect  0 left in visits in 2027
)") == "");
}

TEST_CASE("a person draws from it as a rule does, and by what is granted") {
    CHECK(unmet_with_visits(R"(
  easy no
  2026-03-02 09:00  clinic submits care, line.units 9
    expect  in review at desk
  2026-03-02 10:00  nurse partially denies to 5 units
    expect  5 left in visits
)") == "");
}

TEST_CASE("what a dispute grants takes the place of what was granted before") {
    CHECK(unmet_with_visits(R"(
  easy no
  2026-03-02 09:00  clinic submits care, line.units 9
  2026-03-02 10:00  nurse partially denies to 5 units
  2026-03-03 10:00  clinic asks for second look
  2026-03-03 11:00  nurse reverses
    expect  request 2 reversed
    expect  1 left in visits
)") == "");
}

TEST_CASE("a void gives all of it back, a reduction a part, and the last day the rest") {
    CHECK(unmet_with_visits(R"(
  2026-03-02 09:00  clinic submits care, line.units 8
    expect  2 left in visits
  2026-03-03 09:00  nurse reduces to 3 units
    expect  7 left in visits
  2026-04-14 23:00  nothing happens
    expect  7 left in visits
  2026-04-15 00:00  nothing happens
    expect  10 left in visits
)") == "");
    CHECK(unmet_with_visits(R"(
  2026-03-02 09:00  clinic submits care, line.units 8
  2026-03-03 09:00  supervisor voids because "Entered for the wrong member."
    expect  10 left in visits
)") == "");
}

TEST_CASE("where nobody knows what is left it is not approved by rule, and a person may") {
    CHECK(unmet_with_visits(R"(
  left in visits unknown
  2026-03-02 09:00  clinic submits care
    expect  not approved
)") == "");
}
