#include "letters/reason.hpp"

#include <doctest/doctest.h>

#include "letters/small_case.hpp"

using namespace assent;
using namespace assent::letters;

namespace {

// The denial was sent at noon of Monday, 2 March; five days later is Saturday the 7th.
casework::Case refused(casework::Instant received) {
    casework::Case made = disputed({});
    casework::Mark dated{policy::Happening::Dated, 0, 0, 0, 1, noon, {}};
    made.marks.push_back(dated);
    casework::Request& dispute = made.requests[1];
    dispute.state = casework::State::Ended;
    dispute.ended = casework::EndedAs::Refused;
    dispute.why = "As it was written.";
    dispute.received = received;
    return made;
}

} // namespace

TEST_CASE("a reason of all lines stands alone") {
    CHECK(reason_of({{"Speech visit", "Goals were met."}}) == "Goals were met.");
    CHECK(reason_of({{"A", "Same."}, {"B", "Same."}}) == "Same.");
    CHECK(reason_of({{"A", ""}, {"B", ""}}).empty());
}

TEST_CASE("reasons that differ say which lines they are about") {
    CHECK(reason_of({{"A", "One."}, {"B", "Two."}}) == "A: One.\nB: Two.");
    CHECK(reason_of({{"A", "One."}, {"B", "Two."}, {"C", "One."}}) == "A and C: One.\nB: Two.");
    CHECK(reason_of({{"A", ""}, {"B", "Two."}}) == "B: Two.");
}

TEST_CASE("what came too late is told with the last day") {
    const casework::Case late = refused(casework::Instant{monday} + std::chrono::days{6});
    CHECK(reason_of_ending({late, 1, 0, noon}, book()) ==
          "It came after March 7, 2026, the last day for it.");
    const casework::Case in_time =
        refused(casework::Instant{monday} + std::chrono::days{6} - std::chrono::seconds{1});
    CHECK(reason_of_ending({in_time, 1, 0, noon}, book()) == "As it was written.");
}

TEST_CASE("what came too early is told with the first day") {
    casework::Case of = refused(noon);
    of.requests[0].lines[0].granted = half();
    of.requests[1].type = 2;
    const auto first = casework::Instant{monday} + std::chrono::days{82};
    of.requests[1].received = first - std::chrono::seconds{1};
    CHECK(reason_of_ending({of, 1, 0, noon}, book()) == "It came before May 23, 2026, the first day for it.");
    of.requests[1].received = first;
    CHECK(reason_of_ending({of, 1, 0, noon}, book()) == "As it was written.");
}

TEST_CASE("what a rule ended quotes the rule, and says neither that it is met nor that it is not") {
    casework::Case of = refused(noon);
    of.requests[1].ended = casework::EndedAs::Returned;
    of.requests[1].because = 1;
    CHECK(reason_of_ending({of, 1, 0, noon}, book()) ==
          "Under this rule: \u201cA blank form is sent back\u201d.");
}
