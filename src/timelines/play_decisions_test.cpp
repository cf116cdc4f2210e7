// What the words of a timeline decide: to deny, to reverse, to modify, to approve less, and what ends before
// that.

#include <doctest/doctest.h>

#include "timelines/played_clinic_test.hpp"

using namespace assent;
using namespace assent::timelines;

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
