#pragma once
// A speech clinic's program and a whole request to it, and timelines of theirs, played. What does not read
// stops the test. Part of the tests.

#include <doctest/doctest.h>

#include "calendar/calendar_text.hpp"
#include "calendar/yearly_clock_changes.hpp"
#include "letters/template_composer.hpp"
#include "policy/small_program.hpp"
#include "timelines/cast.hpp"
#include "timelines/play.hpp"
#include "timelines/read_timeline.hpp"

namespace assent::timelines {

inline const std::string clinic_rules = R"(
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

inline const std::string therapy_case = R"(
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

inline const policy::Program& clinic_program() {
    static const policy::Program made = policy::small_program(
        {clinic_rules,
         {{"required", "row,paper,discipline,from,through\n1,plan of care,speech,,\n2,order,speech,,\n"}}});
    return made;
}

inline const casework::RuleBook& clinic_book() {
    static const casework::RuleBook made = [] {
        const std::string days = "calendar plain\n  title Plain\n  source none\n  open Monday to Friday\n";
        auto calendar = policy::whole(calendar::parse_calendar(days, "plain"));
        auto zone = policy::whole(calendar::Zone::make(
            "America/New_York", *calendar::yearly_clock_changes("EST5EDT,M3.2.0,M11.1.0", 2007, 2060)));
        std::vector<calendar::BusinessCalendar> calendars(clinic_program().origins.size(), calendar);
        return casework::RuleBook(clinic_program(), std::move(calendars), std::move(zone));
    }();
    return made;
}

struct Told { // of a timeline that was played
    std::vector<Timeline> timelines;
    Play play;
};

inline Told played(const std::string& lines) {
    base::Diagnostics diagnostics;
    std::vector<policy::ScenarioText> scenarios;
    const std::string text = therapy_case + "\nscenario played, TH-1\n  like A whole request\n" + lines;
    for (policy::Block& block : policy::read_blocks(text, "t.policy", diagnostics).blocks)
        scenarios.push_back({"t.policy", std::move(block)});
    REQUIRE_MESSAGE(!diagnostics.has_errors(), base::to_text(diagnostics));
    static const letters::Templates no_templates;
    static const letters::TemplateComposer composer(no_templates, clinic_book(),
                                                    [](const std::string& id) { return id; });
    Told told{policy::whole(read_timelines(clinic_program(), scenarios)), {}};
    REQUIRE(told.timelines.size() == 1);
    told.play = play(told.timelines[0], clinic_book(), composer);
    return told;
}

// What came instead of what was expected; "" when all came so.
inline std::string unmet_in(const std::string& lines) { return unmet_text(played(lines).play); }

// Whether that stands in it; a test that fails shows the text.
inline bool says(std::string_view text, std::string_view part) {
    const bool found = text.find(part) != std::string_view::npos;
    if (!found) MESSAGE(std::string(text));
    return found;
}

} // namespace assent::timelines
