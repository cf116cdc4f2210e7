#include <doctest/doctest.h>

#include "letters/small_case.hpp"

using namespace assent;
using namespace assent::letters;

namespace {

const ContentSource source{book(), [](const std::string& id) { return id; }};

} // namespace

TEST_CASE("a line whose dispute is upheld says what stands of the first decision") {
    const casework::Case of = disputed(casework::Overall::Upheld);
    const auto lines = lines_of({of, 1, 0, noon}, source);
    REQUIRE(lines.rows() == 2);
    CHECK(lines.cell(0, "line.approved") == "12 units, 2 times a week");
    CHECK(lines.cell(0, "line.determination") == "approved in part");
    CHECK(lines.cell(0, "line.reason") == "Nothing new.");
    CHECK(lines.cell(1, "line.approved") == "nothing");
    CHECK(lines.cell(1, "line.determination") == "not approved");
}

TEST_CASE("while a dispute is open its line is not decided, and nothing is said to stand") {
    const casework::Case of = disputed({});
    CHECK(lines_of({of, 1, 0, noon}, source).cell(0, "line.approved") == "not decided yet");
    CHECK_FALSE(outcome_of({of, 1, 0, noon}, book(), 0).stands);
}

TEST_CASE("nothing stands of what was voided") {
    casework::Case of = disputed(casework::Overall::Upheld);
    of.requests[0].voided = true;
    CHECK_FALSE(outcome_of({of, 1, 0, noon}, book(), 0).stands);
}

TEST_CASE("a dispute of a dispute leaves what the first decision granted") {
    casework::Case of = disputed(casework::Overall::Upheld);
    of.requests.push_back(of.requests[1]);
    of.requests[2].about = 1;
    CHECK(outcome_of({of, 2, 0, noon}, book(), 0).stands == half());
}

TEST_CASE("a modification tells what it grants, and not what was granted before") {
    casework::Case of = disputed(casework::Overall::Modified);
    casework::Granted more = half();
    more.units = 18;
    of.requests[1].lines[0].granted = more;
    CHECK(outcome_of({of, 1, 0, noon}, book(), 0).stands == more);
}

TEST_CASE("a line that was approved is told as it was when only the other one is disputed") {
    casework::Case of = disputed({});
    of.requests[0].lines[1] = {true, false, half(), std::nullopt, "", {}};
    const LineOutcome outcome = outcome_of({of, 1, 0, noon}, book(), 1);
    CHECK(outcome.undisputed);
    CHECK(outcome.stands == half());
}

TEST_CASE("a line has an amount granted only where something was approved") {
    const casework::Case of = asked();
    const casework::Decide decision = denial();
    const auto lines = lines_of({of, 0, 0, noon, &decision}, source);
    CHECK(lines.cell(0, "line.granted") == "12 units, 2 times a week");
    CHECK(lines.cell(1, "line.granted").empty());
}

TEST_CASE("the days that were asked for are told where other days are approved, and only there") {
    const casework::Case of = asked();
    casework::Decide decision = denial();
    CHECK(lines_of({of, 0, 0, noon, &decision}, source).cell(0, "line.asked_dates").empty());
    decision.lines[0].granted->through -= std::chrono::days{1};
    const auto lines = lines_of({of, 0, 0, noon, &decision}, source);
    CHECK(lines.cell(0, "line.dates") == "from March 16, 2026 through June 6, 2026");
    CHECK(lines.cell(0, "line.asked_dates") == "from March 16, 2026 through June 7, 2026");
    CHECK(lines.cell(1, "line.asked_dates").empty());
}
