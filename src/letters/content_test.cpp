#include "letters/content.hpp"

#include <doctest/doctest.h>

#include "letters/small_case.hpp"
#include "letters/template_composer.hpp"

using namespace assent;
using namespace assent::letters;

namespace {

const ContentSource called_by_name{book(), [](const std::string& id) { return "the one called " + id; }};

} // namespace

TEST_CASE("a notice of a decision says what was decided, why and until when it can be disputed") {
    const casework::Case of = asked();
    const casework::Decide decision = denial();
    const auto content = content_of({of, 0, 0, noon, &decision}, called_by_name);
    CHECK(content.value("recipient.name") == "the one called m1");
    CHECK(content.value("provider.name") == "the one called o1");
    CHECK(content.value("ordering.name") == "the one called d1");
    CHECK(content.value("request.number") == "C7-1");
    casework::Case kept = of;
    kept.id.text = "case/M7/C7"; // of a stream
    CHECK(content_of({kept, 0, 0, noon, &decision}, called_by_name).value("request.number") == "C7-1");
    CHECK(content.value("request.type") == "therapy");
    CHECK(content.value("discipline") == "speech");
    CHECK(content.value("determination") == "approved in part");
    CHECK(content.value("decision.date") == "March 2, 2026");
    CHECK(content.value("notice.date") == "March 2, 2026");
    CHECK(content.value("reconsideration.last_day") == "March 7, 2026");
    CHECK(content.value("criteria") == "Criteria, version 2026");
    CHECK(content.value("reason") == "Speech visit: Half of it is enough.\n92508: Goals were met.");
    CHECK(content.value("reviewer.role") == "nurse");
    CHECK(content.value("approved.units") == "12");
    CHECK(content.value("first.day") == "March 16, 2026");
    CHECK(content.value("last.day") == "June 7, 2026");
    CHECK(content.value("contact.questions.phone") == "555-0100, option 6"); // XCT-05
    CHECK(content.value("authorization.number").empty());
}

TEST_CASE("each service line has its label, what was asked and what is approved of it") {
    const casework::Case of = asked();
    const casework::Decide decision = denial();
    const auto lines = lines_of({of, 0, 0, noon, &decision}, called_by_name);
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
    const auto lines = lines_of({of, 0, 0, noon, &decision}, called_by_name);
    CHECK(lines.cell(1, "line.approved") == "not decided yet");
}

TEST_CASE("a program without templates has pages that pass the check, and fail it without a reason") {
    const Templates none;
    const TemplateComposer composer(none, book(), called_by_name.name_of);
    const casework::Case of = asked();
    casework::Decide decision = denial();
    const auto& says = book().program().notices[0].says;
    auto made = composer.compose({of, 0, 0, noon, &decision});
    CHECK(casework::checked(made.notice, says, made.content).has_value());
    for (auto& line : decision.lines) line.rationale.clear();
    made = composer.compose({of, 0, 0, noon, &decision});
    CHECK_FALSE(casework::checked(made.notice, says, made.content).has_value());
}

TEST_CASE("who ordered is whom the case names so, whoever asks") {
    casework::Case of = asked();
    of.participants = {{party("nurse"), "n1"}, {party("ordering provider"), "d1"}};
    of.requests[0].by_party = party("ordering provider");
    CHECK(content_of({of, 0, 0, noon}, called_by_name).value("ordering.name") == "the one called d1");
    of.participants.pop_back();
    CHECK(content_of({of, 0, 0, noon}, called_by_name).value("ordering.name").empty());
}

TEST_CASE("a dispute that is upheld tells what stands, and when more of it can be asked for") {
    const casework::Case of = disputed(casework::Overall::Upheld);
    const auto content = content_of({of, 1, 0, noon}, called_by_name);
    CHECK(content.value("determination") == "the first decision stays");
    CHECK(content.value("approved.units") == "12");
    CHECK(content.value("last.day") == "June 7, 2026");
    CHECK(content.value("window.from") == "May 23, 2026");
    CHECK(content.value("window.through") == "May 28, 2026");
}

TEST_CASE("what is being upheld is no modification because of what was granted before") {
    casework::Case of = disputed({});
    casework::Decide decision;
    decision.criteria = {"Criteria", "2026"};
    decision.request = 1;
    decision.lines = {{0, policy::LevelAct::Uphold, std::nullopt, "Nothing new."}};
    of.requests[0].lines[1].adverse = false;
    of.requests[0].lines[1].granted = casework::Granted{24, 2, monday, monday};
    const auto content = content_of({of, 1, 0, noon, &decision}, called_by_name);
    CHECK(content.value("determination") == "the first decision stays");
    CHECK(content.value("approved.units") == "36");
}

TEST_CASE("care that follows on other care has a window of its own") {
    casework::Case of = asked();
    of.requests[0].type = 2;
    of.requests[0].state = casework::State::Decided;
    of.requests[0].outcome = casework::Overall::Approved;
    of.requests[0].lines.resize(1);
    of.requests[0].lines[0] = {true, false, half(), std::nullopt, "", {}};
    const auto content = content_of({of, 0, 0, noon}, called_by_name);
    CHECK(content.value("window.from") == "May 23, 2026");
    CHECK(content.value("window.through") == "May 28, 2026");
}

TEST_CASE("a time that runs in hours is told with its hour") {
    casework::Case of = asked();
    of.marks.push_back({policy::Happening::Received, 0, policy::any_object, policy::any_object, 0, noon, {}});
    CHECK(content_of({of, 0, 0, noon}, called_by_name).value("decision.by") == "March 5, 2026 at 12:00 PM");
}

TEST_CASE("the last day is that of what is approved, and no later one of what is denied") {
    const casework::Case of = asked();
    casework::Decide decision = denial();
    decision.lines[0].granted->through -= std::chrono::days{1};
    CHECK(content_of({of, 0, 0, noon, &decision}, called_by_name).value("last.day") == "June 6, 2026");
    decision.lines.erase(decision.lines.begin());
    CHECK(content_of({of, 0, 0, noon, &decision}, called_by_name).value("first.day") == "March 16, 2026");
}

TEST_CASE("what a single line is granted is told for the whole request") {
    casework::Case of = asked();
    of.requests[0].lines.resize(1);
    casework::Decide decision = denial();
    decision.lines.pop_back();
    decision.lines[0].granted->frequency = 1;
    const auto content = content_of({of, 0, 0, noon, &decision}, called_by_name);
    CHECK(content.value("approved.frequency") == "1 time a week");
    CHECK(content.value("approved.duration") == "84 days");
}
