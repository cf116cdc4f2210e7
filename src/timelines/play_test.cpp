#include "timelines/play.hpp"

#include <doctest/doctest.h>

#include "calendar/calendar_text.hpp"
#include "calendar/yearly_clock_changes.hpp"
#include "letters/template_composer.hpp"
#include "policy/small_program.hpp"
#include "timelines/cast.hpp"
#include "timelines/read_timeline.hpp"

using namespace assent;
using namespace assent::timelines;

namespace {

const std::string clinic_rules = R"(
party clinic
  cite law
  is speech clinic of request.discipline
party doctor
  cite law
party patient
  cite law
  is member, legal guardian
party nurse
  cite law
  is licensed nurse
  has experience
party physician
  cite law
  is licensed physician
  has certificate of request.discipline
  not in known or potential conflict
party fresh physician
  cite law
  is physician
  not involved in the request it is about
party fiscal agent
  cite law
fact request.type one of therapy, more therapy, second look from the case
fact request.discipline one of speech, swallowing from clinic ask "Which?"
fact request.start date from clinic ask "When?"
fact member.eligible yes or no from registry ask "Eligible?"
fact judged yes or no from reviewer ask "Does it fit the criteria?"
fact reached moment from physician ask "When did you call?"
fact line.code procedure code from clinic ask "Which code?"
fact line.units number 1 to 99 from clinic ask "How many?"
fact line.frequency number 1 to 9 from clinic ask "How often?"
fact line.duration number 1 to 365 from clinic ask "How long?"
document papers
  cite law
  kinds paper in required for request.discipline
list required
  cite law
  columns row, paper, discipline, from, through
request therapy
  cite law
  opens a case
  by clinic by portal
  with papers
  submit before request.start
  late accept and limit dates to receipt
  goes to first level
request more therapy
  cite law
  about authorization
  by clinic by portal
  submit from 15 to 10 days before last day certified
  goes to first level
request second look
  cite law
  about denial, partial denial
  not about second look
  by clinic by portal
  by patient by phone
  submit within 5 days of notice of denial
  late refuse
  goes to last level
criterion eligible
  cite law
  member.eligible
decision d
  cite law
  when eligible is not met then cancel
  otherwise refer to the level the request goes to
level first level
  cite law
  reviewers nurse
  may approve as requested, pend, refer to physician level
  if approve as requested judged
  record criteria and version
level physician level
  cite law
  reviewers physician
  may approve, deny, partially deny
level last level
  cite law
  reviewers fresh physician
  may uphold, modify, reverse
duty decide at first
  cite law
  we must decide at first level
  within 1 business day of complete information
  missed alert supervisor
duty answer a pend
  cite law
  clinic must supply information
  when pended at first level
  within 1 business day of notice of pended
  missed suspend
right reopen
  cite law
  clinic may supply information
  when suspended
  until 30 days after suspended
  then reopen
right ask
  cite law
  clinic may ask a question
  until no end
duty answer a question
  cite law
  we must answer question
  when question asked
  by the next business day after question asked
notice pended
  cite law
  when pended
  to clinic by email at once
notice denial
  cite law
  when denied, partially denied
  to clinic by portal within 1 business day
  to patient by mail within 1 business day
  says reason, criteria, lines
notice outcome
  cite law
  when upheld, modified, reversed
  to patient by mail within 1 business day
  says reason, determination
)";

const std::string therapy_case = R"(
scenario A whole request
  request.discipline speech
  request.start 2026-03-16
  member.eligible yes
  judged yes
  line.code 92507
  line.units 24
  line.frequency 2
  line.duration 84
)";

const policy::Program& program() {
    static const policy::Program made = policy::small_program(
        {clinic_rules,
         {{"required", "row,paper,discipline,from,through\n1,plan of care,speech,,\n2,order,speech,,\n"}}});
    return made;
}

const casework::RuleBook& clinic_book() {
    static const casework::RuleBook made = [] {
        const std::string days = "calendar plain\n  title Plain\n  source none\n  open Monday to Friday\n";
        auto calendar = policy::whole(calendar::parse_calendar(days, "plain"));
        auto zone = policy::whole(calendar::Zone::make(
            "America/New_York", *calendar::yearly_clock_changes("EST5EDT,M3.2.0,M11.1.0", 2007, 2060)));
        std::vector<calendar::BusinessCalendar> calendars(program().origins.size(), calendar);
        return casework::RuleBook(program(), std::move(calendars), std::move(zone));
    }();
    return made;
}

struct Told {
    std::vector<Timeline> timelines;
    Play play;
};

Told played(const std::string& lines) {
    base::Diagnostics diagnostics;
    std::vector<policy::ScenarioText> scenarios;
    const std::string text = therapy_case + "\nscenario played, TH-1\n  like A whole request\n" + lines;
    for (policy::Block& block : policy::read_blocks(text, "t.policy", diagnostics).blocks)
        scenarios.push_back({"t.policy", std::move(block)});
    REQUIRE_MESSAGE(!diagnostics.has_errors(), base::to_text(diagnostics));
    static const letters::Templates no_templates;
    static const letters::TemplateComposer composer(no_templates, clinic_book(),
                                                    [](const std::string& id) { return id; });
    Told told{policy::whole(read_timelines(program(), scenarios)), {}};
    REQUIRE(told.timelines.size() == 1);
    told.play = play(told.timelines[0], clinic_book(), composer);
    return told;
}

// What came instead of what was expected; "" when all came so.
std::string unmet_in(const std::string& lines) { return unmet_text(played(lines).play); }

bool says(std::string_view text, std::string_view part) {
    const bool found = text.find(part) != std::string_view::npos;
    if (!found) MESSAGE(std::string(text));
    return found;
}

} // namespace

TEST_CASE("a request is handed in whole, reviewed by the usual people and approved") {
    CHECK(unmet_in(R"(
  2026-03-02 09:00  clinic submits therapy
    expect  in review at first level
    expect  not pended
    expect  decide at first due 2026-03-03
    expect  clinic may see
    expect  nurse may approve
    expect  nurse may not deny
    expect  physician may not approve
    expect  events Begun, Submitted, Received, Screened, Completed, Referred
  2026-03-02 10:00  nurse "Ann" approves
    expect  approved
    expect  line 1 approved 24 units 2 times a week from 2026-03-16 through 2026-06-07
    expect  last day certified 2026-06-07
    expect  decide at first done
    expect  reviewer "Ann"
    expect  more therapy open from 2026-05-23 to 2026-05-28
)") == "");
}

TEST_CASE("a wait that runs out suspends the request, and what comes later opens it again") {
    CHECK(unmet_in(R"(
  2026-03-02 09:00  clinic submits therapy, without plan of care
    expect  no decide at first
  2026-03-02 10:00  nurse pends for plan of care
    expect  pended
    expect  clinic must supply information by 2026-03-03
    expect  notice of pended to clinic by email
    expect  no notice of denial
  2026-03-03 23:59  time passes
    expect  pended
    expect  no notice
  2026-03-04 00:00  time passes
    expect  suspended
    expect  answer a pend missed
    expect  reopen open
  2026-03-05 09:00  clinic supplies plan of care
    expect  in review at first level
    expect  decide at first due 2026-03-06
)") == "");
}

TEST_CASE("what is not as expected is told with what came instead, at its place") {
    const Told told = played(R"(
  2026-03-02 09:00  clinic submits therapy
    expect  pended
    expect  decide at first due 2026-03-04
    expect  notice of pended
    expect  refused
    expect  line 1 denied
    expect  number "X"
    expect  held
    expect  flagged late
    expect  alerted supervisor
    expect  clinic may approve
    expect  nothing due
    expect  no day before 2026-03-17
)");
    const std::string text = unmet_text(told.play);
    CHECK_FALSE(told.play.as_expected());
    CHECK(told.play.expectations() == 12);
    CHECK(told.play.unmet() == 12);
    CHECK(says(
        text,
        "t.policy:16:13: played: expected pended\n    instead: in review at first level; decide at first, "
        "due Tue 3 Mar 2026 23:59:59 EST\n"));
    CHECK(says(text, "expected line 1 denied\n    instead: line 1 open"));
    CHECK(says(text, "expected flagged late\n    instead: nothing is flagged"));
    CHECK(says(text, "expected no day before 2026-03-17\n    instead: line 1 from 2026-03-16"));
}

TEST_CASE("a step that is refused without being expected to be is not as expected") {
    const std::string text = unmet_in(
        "  2026-03-02 09:00  clinic submits therapy\n"
        "  2026-03-02 10:00  clinic submits therapy\n");
    CHECK(says(text, "t.policy:15:3: played: expected that it is done\n    instead: refused: "));
}

TEST_CASE("the base's judgement of a reviewer is told by whoever approves, and not by the clinic") {
    const Told told = played(
        "  2026-03-02 09:00  clinic submits therapy\n"
        "  2026-03-02 09:30  nurse reports judged no\n"
        "  2026-03-02 10:00  nurse approves\n    expect  refused because judged\n"
        "  2026-03-02 11:00  nurse refers to physician level\n");
    CHECK(unmet_text(told.play) == "");
    CHECK(told.play.end.requests.at(0).level == 1);
}

TEST_CASE("a denial goes with its checked notice, and opens a second look before somebody else") {
    CHECK(unmet_in(R"(
  person "Dr. A" is physician
  person "Dr. B" is fresh physician
  2026-03-02 09:00  clinic submits therapy
  2026-03-02 10:00  nurse refers to physician level
  2026-03-02 11:00  "Dr. A" denies, without criteria
    expect  refused
    expect  in review at physician level
    expect  no reviewer
  2026-03-02 12:00  "Dr. A" partially denies 12 units
    expect  partially denied
    expect  line 1 approved 12 units from 2026-03-16
    expect  notice of denial to patient by mail
    expect  second look open from 2026-03-02 12:00 to 2026-03-07
  2026-03-03 09:00  patient asks for a second look by phone
    expect  request 2 in review at last level
  2026-03-03 10:00  "Dr. A" claims
    expect  refused
  2026-03-03 11:00  "Dr. B" reverses
    expect  reversed
    expect  line 1 approved 24 units
    expect  notice of outcome
  2026-03-09 10:00  clinic submits second look
    expect  refused
)") == "");
}

TEST_CASE("what comes too late is refused, as a request that ended so") {
    CHECK(unmet_in(R"(
  2026-03-02 09:00  clinic submits therapy
  2026-03-02 10:00  nurse refers to physician level
  2026-03-02 11:00  physician denies
    expect  denied
  2026-03-08 00:00  patient submits second look
    expect  refused
    expect  request 1 denied
)") == "");
}

TEST_CASE("people differ from the usual one in what is said of them") {
    CHECK(unmet_in(R"(
  person "Nora" is nurse, without experience
  person "Lee" is nurse, licensed nurse until 2026-03-02
  person "Dr. C" is physician, in conflict with the member
  person "Dr. S" is physician of swallowing
  2026-03-02 09:00  clinic submits therapy
  2026-03-02 09:10  "Nora" claims
    expect  refused because experience
  2026-03-02 09:20  "Lee" claims
    expect  reviewer "Lee"
  2026-03-03 09:20  "Lee" refers to physician level
    expect  refused
  2026-03-03 09:30  supervisor assigns to nurse
  2026-03-03 09:40  nurse refers to physician level
  2026-03-03 10:00  "Dr. C" claims
    expect  refused because conflict
  2026-03-03 10:10  "Dr. S" claims
    expect  refused because certificate
  2026-03-03 10:20  physician claims
)") == "");
}

TEST_CASE("a colleague steps in with a reason, under the same words as whoever claims") {
    CHECK(unmet_in(R"(
  person "Nora" is nurse
  person "Ann" is nurse
  person "Lee" is nurse, licensed nurse until 2026-03-02
  2026-03-02 09:00  clinic submits therapy
  2026-03-02 09:05  "Ann" claims because "Nora is away"
    expect  reviewer "Ann"
  2026-03-02 09:10  "Nora" claims
    expect  refused because another reviewer
  2026-03-02 09:20  "Nora" claims because "Ann is ill"
    expect  reviewer "Nora"
    expect  events Assigned
  2026-03-02 09:30  "Nora" claims because "twice"
    expect  reviewer "Nora"
  2026-03-03 09:00  "Lee" claims because "it is late"
    expect  refused because licensed nurse
  2026-03-03 09:10  physician claims because "it is late"
    expect  refused
  2026-03-03 09:20  "Ann" pends for plan of care
    expect  refused because another reviewer
  2026-03-03 09:30  "Nora" pends for plan of care
  2026-03-03 09:40  "Ann" claims because "Nora is away"
    expect  refused because waits for no reviewer
)") == "");
}

TEST_CASE("somebody without what nobody needs is told, since nothing would be proved") {
    const std::string text = unmet_in(
        "  person \"Ann\" is nurse, without certificate\n"
        "  2026-03-02 09:00  clinic submits therapy\n");
    CHECK(says(text, "expected somebody without certificate"));
}

TEST_CASE("the outbox by hand sends nothing until somebody does") {
    CHECK(unmet_in(R"(
  outbox by hand
  2026-03-02 09:00  clinic submits therapy
  2026-03-02 10:00  nurse refers to physician level
  2026-03-02 11:00  physician denies
    expect  notice of denial to clinic due 2026-03-03
    expect  events Determined, Decided, Composed, Composed
  2026-03-02 12:00  system sends notice of denial to clinic
    expect  events Sent
  2026-03-02 12:10  system sends notice of denial to clinic
    expect  refused
  2026-03-02 12:20  notice of denial to clinic comes back
    expect  events CameBack
)") == "");
}

TEST_CASE("a question is open until it is answered") {
    CHECK(unmet_in(R"(
  2026-03-02 09:00  clinic submits therapy
  2026-03-02 10:00  clinic asks "When?"
    expect  question open
    expect  answer a question due 2026-03-03
  2026-03-02 11:00  customer service answers the question
    expect  question answered
    expect  no answer a question
)") == "");
}

TEST_CASE("a time that the clocks show twice is the earlier, unless its clock is named") {
    const Told told =
        played("  2026-11-01 01:30 EDT  nothing happens\n  2026-11-01 01:30 EST  nothing happens\n");
    REQUIRE(told.play.played.size() == 2);
    CHECK(told.play.played[1].at - told.play.played[0].at == std::chrono::hours{1});
    CHECK(unmet_text(told.play) == "");
    CHECK(says(unmet_in("  2026-03-08 02:30  nothing happens\n"), "a moment that the clocks show"));
    CHECK(says(unmet_in("  2026-03-09 02:30 EST  nothing happens\n"), "a moment that the clocks show"));
}

TEST_CASE("the story tells each moment, what happened in it and what is due") {
    const Told told = played(
        "  2026-03-02 09:00  clinic submits therapy\n"
        "  2026-03-05 09:00  nurse approves\n    expect  denied\n");
    const std::string text = to_text(told.play, clinic_book());
    CHECK(says(text, "played, TH-1\nt.policy:12\n"));
    CHECK(says(text, "\nMon 2 Mar 2026 09:00 EST  clinic submits therapy\n    begun: therapy\n"));
    CHECK(says(text, "    due: decide at first, due Tue 3 Mar 2026 23:59:59 EST\n"));
    CHECK(says(text,
               "\nWed 4 Mar 2026 00:00 EST  time passes\n    decide at first missed: alert supervisor\n"));
    CHECK(says(text, "    NOT AS EXPECTED, t.policy:16:13: denied\n      instead: approved\n"));
}

TEST_CASE("machines get every event, term and notice as JSON") {
    const Told told = played(
        "  2026-03-02 09:00  clinic submits therapy\n"
        "  2026-03-02 09:05  clinic approves\n    expect  refused\n");
    const std::string json = to_json(told.play, clinic_book());
    CHECK(says(
        json,
        R"({"timeline":"played","ids":["TH-1"],"file":"t.policy","line":12,"expectations":1,"unmet":0)"));
    CHECK(says(json,
               R"("kind":"Received","at":"2026-03-02T09:00:00-05:00","by":"","role":"system","request":1)"));
    CHECK(says(json, R"("refusal":{"kind":)"));
}

TEST_CASE("a party's role is read from how the program uses it") {
    const auto role = [](const char* name) {
        for (std::size_t i = 0; i < program().parties.size(); ++i) {
            if (program().parties[i].name.text == name)
                return role_of(program(), static_cast<std::uint16_t>(i));
        }
        return casework::Role::Auditor;
    };
    CHECK(role("clinic") == casework::Role::Provider);
    CHECK(role("doctor") == casework::Role::Provider);
    CHECK(role("patient") == casework::Role::MemberSide);
    CHECK(role("nurse") == casework::Role::Reviewer);
    CHECK(role("fresh physician") == casework::Role::Reviewer);
    CHECK(role("fiscal agent") == casework::Role::FiscalAgent);
}

TEST_CASE("nobody reviews what they asked, or take part in") {
    CHECK(unmet_in(R"(
  person "Both" is nurse
  2026-03-02 09:00  clinic submits therapy
  2026-03-02 09:10  supervisor names doctor "Both"
    expect  "Both" may not claim
  2026-03-02 10:00  "Both" approves
    expect  refused because take part in
)") == "");
}

TEST_CASE("a reversal grants no day that was not under review") {
    CHECK(unmet_in(R"(
  2026-03-18 09:00  clinic submits therapy
    expect  no day before 2026-03-18
  2026-03-18 10:00  nurse refers
  2026-03-18 11:00  physician denies because "No measured need."
  2026-03-19 09:00  patient asks for second look by phone
  2026-03-19 10:00  fresh physician "New" reverses
    expect  request 2 reversed
    expect  line 1 approved 24 units from 2026-03-18
)") == "");
}

TEST_CASE("to modify grants more than was granted before") {
    const std::string before = R"(
  2026-03-02 09:00  clinic submits therapy
  2026-03-02 10:00  nurse refers
  2026-03-02 11:00  physician partially denies to 12 units
  2026-03-03 09:00  patient asks for second look by phone
)";
    CHECK(unmet_in(before + "  2026-03-03 10:00  fresh physician \"New\" modifies to 12 units\n"
                            "    expect  refused because granted before\n") == "");
    CHECK(unmet_in(before + "  2026-03-03 10:00  fresh physician \"New\" modifies to 10 units\n"
                            "    expect  refused because granted before\n") == "");
    CHECK(unmet_in(before + "  2026-03-03 10:00  fresh physician \"New\" modifies to 13 units\n"
                            "    expect  request 2 modified\n") == "");
}

TEST_CASE("to approve less than was asked is to deny the rest, where a level approves freely") {
    const std::string before = R"(
  2026-03-02 09:00  clinic submits therapy
  2026-03-02 10:00  nurse refers
)";
    CHECK(unmet_in(before + "  2026-03-02 11:00  physician approves 12 units\n"
                            "    expect  refused because deny the rest\n") == "");
    CHECK(unmet_in(before + "  2026-03-02 11:00  physician approves through 2026-06-06\n"
                            "    expect  refused because deny the rest\n") == "");
    CHECK(unmet_in(before + "  2026-03-02 11:00  physician approves\n"
                            "    expect  approved\n") == "");
}

TEST_CASE("what cancels at screening cancels as long as the request is open") {
    CHECK(unmet_in(R"(
  2026-03-02 09:00  clinic submits therapy
    expect  in review
  2026-03-03 09:00  registry reports member.eligible no
    expect  cancelled
)") == "");
}
