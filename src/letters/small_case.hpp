#pragma once
// A program of a few lines and a case under it, for tests only: two lines of therapy at a desk, the decision
// about them, and the dispute that can follow. Nothing here is part of the server.

#include "calendar/calendar_text.hpp"
#include "codes/packed_code.hpp"
#include "letters/content.hpp"
#include "policy/small_program.hpp"

namespace assent::letters {

inline const std::string case_rules = R"(
party clinic
  cite law
party ordering provider
  cite law
party nurse
  cite law
  is licensed nurse
fact request.discipline one of speech, swallowing from clinic ask "Which?"
fact request.start date from clinic ask "When?"
fact line.code procedure code from clinic ask "Which code?"
fact line.units number 1 to 99 from clinic ask "How many?"
fact line.frequency number 1 to 9 from clinic ask "How often?"
fact line.duration number 1 to 365 from clinic ask "How long?"
list therapy codes
  cite law
  columns procedure code, label, from, through
list contacts
  cite law
  columns contact, purpose, channel, value, option, from, through
request therapy
  cite law
  opens a case
  by clinic
  goes to desk
request second look
  cite law
  about denial, partial denial
  by clinic
  submit within 5 days of notice of denial
  late refuse
  goes to desk
request more therapy
  cite law
  about authorization
  by clinic
  submit from 15 to 10 days before last day certified
  goes to desk
criterion whole form
  quote "A blank form is sent back"
  line.units known
level desk
  cite law
  reviewers nurse
  may approve, deny, partially deny, uphold, modify, reverse
duty decide
  cite law
  we must decide
  within 72 hours of receipt
notice denial
  cite law
  when denied, partially denied
  to clinic by mail within 1 business day
  says reason, criteria, lines, reconsideration.last_day
)";

inline const casework::RuleBook& book() {
    static const casework::RuleBook made = [] {
        policy::Program program = policy::small_program(
            {case_rules,
             {{"therapy codes", "procedure code,label,from,through\n92507,Speech visit,,\n"},
              {"contacts",
               "contact,purpose,channel,value,option,from,through\na,questions,phone,555-0100,6,,2026-12-31\n"
               "b,questions,phone,555-0199,,2027-01-01,\n"}}});
        const std::string days = "calendar plain\n  title Plain\n  source none\n  open Monday to Friday\n";
        std::vector<calendar::BusinessCalendar> calendars(
            program.origins.size(), policy::whole(calendar::parse_calendar(days, "plain")));
        return casework::RuleBook(std::move(program), std::move(calendars), calendar::Zone::utc());
    }();
    return made;
}

inline std::uint16_t fact(const char* name) {
    const auto& facts = book().program().facts;
    std::uint16_t i = 0;
    while (facts[i].name.text != name) ++i;
    return i;
}

inline std::uint16_t party(const char* name) {
    const auto& parties = book().program().parties;
    std::uint16_t i = 0;
    while (parties[i].name.text != name) ++i;
    return i;
}

inline const calendar::Date monday = *calendar::parse_date("2026-03-02");
inline const casework::Instant noon = casework::Instant{monday} + std::chrono::hours{12};

// Two lines in review at the desk; the second has a code without a label.
inline casework::Case asked() {
    casework::Case made;
    made.id = {"C7"};
    made.member = {"m1"};
    made.participants = {{1, "d1"}};
    casework::Request& request = made.requests.emplace_back();
    request.state = casework::State::InReview;
    request.level = 0;
    request.asked_for = {"o1"};
    request.lines.resize(2);
    const auto tell = [&](const char* name, int line, std::int64_t value) {
        request.facts.push_back({fact(name), static_cast<std::int16_t>(line), value, "", false});
    };
    tell("request.discipline", -1, *book().program().words.find("speech"));
    tell("request.start", -1, monday.time_since_epoch().count() + 14);
    for (int line = 0; line < 2; ++line) {
        const auto code = codes::packed_procedure(line == 0 ? "92507" : "92508");
        tell("line.code", line, *code);
        tell("line.units", line, 24);
        tell("line.frequency", line, 2);
        tell("line.duration", line, 84);
    }
    return made;
}

// On the first line.
inline casework::Granted half() {
    return {12, 2, monday + std::chrono::days{14}, monday + std::chrono::days{97}};
}

inline casework::Decide denial() {
    casework::Decide made;
    made.criteria = {"Criteria", "2026"};
    made.lines = {{0, policy::LevelAct::PartiallyDeny, half(), "Half of it is enough."},
                  {1, policy::LevelAct::Deny, std::nullopt, "Goals were met."}};
    return made;
}

// Half of the first line was granted and nothing of the second, and that is disputed in a second request.
inline casework::Case disputed(std::optional<casework::Overall> outcome) {
    casework::Case made = asked();
    casework::Request& before = made.requests[0];
    before.state = casework::State::Decided;
    before.outcome = casework::Overall::PartiallyDenied;
    before.lines[0] = {true, true, half(), std::nullopt, "Half of it is enough.", {}};
    before.lines[1] = {true, true, std::nullopt, std::nullopt, "Goals were met.", {}};
    casework::Request dispute = asked().requests[0];
    dispute.type = 1;
    dispute.about = 0;
    dispute.outcome = outcome;
    if (outcome) dispute.state = casework::State::Decided;
    for (casework::LineState& line : dispute.lines) {
        if (outcome) line = {true, true, std::nullopt, std::nullopt, "Nothing new.", {}};
    }
    made.requests.push_back(dispute);
    return made;
}

} // namespace assent::letters
