#include "letters/content.hpp"

#include <doctest/doctest.h>

#include "calendar/calendar_text.hpp"
#include "codes/packed_code.hpp"
#include "letters/template_composer.hpp"
#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::letters;

namespace {

const std::string rules = R"(
party clinic
  cite law
party doctor
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
  columns contact, purpose, channel, value, from, through
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
  goes to desk
level desk
  cite law
  reviewers nurse
  may approve, deny, partially deny
notice denial
  cite law
  when denied, partially denied
  to clinic by mail within 1 business day
  says reason, criteria, lines, reconsideration.last_day
)";

const casework::RuleBook& book() {
    static const casework::RuleBook made = [] {
        policy::Program program = policy::small_program(
            {rules,
             {{"therapy codes", "procedure code,label,from,through\n92507,Speech visit,,\n"},
              {"contacts",
               "contact,purpose,channel,value,from,through\na,questions,phone,555-0100,,2026-12-31\n"
               "b,questions,phone,555-0199,2027-01-01,\n"}}});
        const std::string days = "calendar plain\n  title Plain\n  source none\n  open Monday to Friday\n";
        std::vector<calendar::BusinessCalendar> calendars(
            program.origins.size(), policy::whole(calendar::parse_calendar(days, "plain")));
        return casework::RuleBook(std::move(program), std::move(calendars), calendar::Zone::utc());
    }();
    return made;
}

std::uint16_t fact(const char* name) {
    const auto& facts = book().program().facts;
    std::uint16_t i = 0;
    while (facts[i].name.text != name) ++i;
    return i;
}

const calendar::Date monday = *calendar::parse_date("2026-03-02");
const casework::Instant noon = casework::Instant{monday} + std::chrono::hours{12};

// Two lines in review at the desk; the second has a code without a label.
casework::Case asked() {
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

casework::Decide denial() {
    casework::Decide made;
    made.criteria = {"Criteria", "2026"};
    casework::Granted half{12, 2, monday + std::chrono::days{14}, monday + std::chrono::days{97}};
    made.lines = {{0, policy::LevelAct::PartiallyDeny, half, "Half of it is enough."},
                  {1, policy::LevelAct::Deny, std::nullopt, "Goals were met."}};
    return made;
}

const ContentSource source{book(), [](const std::string& id) { return "the one called " + id; }};

} // namespace

TEST_CASE("a notice of a decision says what was decided, why and until when it can be disputed") {
    const casework::Case of = asked();
    const casework::Decide decision = denial();
    const auto content = content_of({of, 0, 0, noon, &decision}, source);
    CHECK(content.value("recipient.name") == "the one called m1");
    CHECK(content.value("provider.name") == "the one called o1");
    CHECK(content.value("ordering.name") == "the one called d1");
    CHECK(content.value("request.number") == "C7-1");
    CHECK(content.value("request.type") == "therapy");
    CHECK(content.value("discipline") == "speech");
    CHECK(content.value("determination") == "approved in part");
    CHECK(content.value("decision.date") == "March 2, 2026");
    CHECK(content.value("notice.date") == "March 2, 2026");
    CHECK(content.value("reconsideration.last_day") == "March 7, 2026");
    CHECK(content.value("criteria") == "Criteria, version 2026");
    CHECK(content.value("reason") == "Half of it is enough.\nGoals were met.");
    CHECK(content.value("reviewer.role") == "nurse");
    CHECK(content.value("approved.units") == "12");
    CHECK(content.value("first.day") == "March 16, 2026");
    CHECK(content.value("last.day") == "June 7, 2026");
    CHECK(content.value("contact.questions.phone") == "555-0100");
    CHECK(content.value("authorization.number").empty());
}

TEST_CASE("each service line has its label, what was asked and what is approved of it") {
    const casework::Case of = asked();
    const casework::Decide decision = denial();
    const auto lines = lines_of({of, 0, 0, noon, &decision}, source);
    REQUIRE(lines.rows() == 2);
    CHECK(lines.cell(0, "line.label") == "Speech visit");
    CHECK(lines.cell(0, "line.asked") == "24 units, 2 times a week");
    CHECK(lines.cell(0, "line.approved") == "12 units, 2 times a week");
    CHECK(lines.cell(0, "line.dates") == "from March 16, 2026 through June 7, 2026");
    CHECK(lines.cell(0, "line.determination") == "approved in part");
    CHECK(lines.cell(1, "line.label") == "92508");
    CHECK(lines.cell(1, "line.approved") == "nothing");
    CHECK(lines.cell(1, "line.determination") == "not approved");
    CHECK(lines.cell(1, "line.reason") == "Goals were met.");
}

TEST_CASE("a line that is still open says so, whatever is decided about another") {
    const casework::Case of = asked();
    casework::Decide decision = denial();
    decision.lines.pop_back();
    const auto lines = lines_of({of, 0, 0, noon, &decision}, source);
    CHECK(lines.cell(1, "line.approved") == "not decided yet");
}

TEST_CASE("a program without templates has pages that pass the check, and fail it without a reason") {
    const Templates none;
    const TemplateComposer composer(none, book(), source.name_of);
    const casework::Case of = asked();
    casework::Decide decision = denial();
    const auto& says = book().program().notices[0].says;
    auto made = composer.compose({of, 0, 0, noon, &decision});
    CHECK(casework::checked(made.notice, says, made.content).has_value());
    for (auto& line : decision.lines) line.rationale.clear();
    made = composer.compose({of, 0, 0, noon, &decision});
    CHECK_FALSE(casework::checked(made.notice, says, made.content).has_value());
}
