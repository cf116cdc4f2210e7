// Who acts in a timeline when nobody is named, and what is said of whoever is.

#include <doctest/doctest.h>

#include "timelines/played_clinic_test.hpp"

using namespace assent;
using namespace assent::timelines;

TEST_CASE("the base's judgement of a reviewer is told by whoever approves, and not by the clinic") {
    const Told told = played(
        "  2026-03-02 09:00  clinic submits therapy\n"
        "  2026-03-02 09:30  nurse reports judged no\n"
        "  2026-03-02 10:00  nurse approves\n    expect  refused because judged\n"
        "  2026-03-02 11:00  nurse refers to physician level\n");
    CHECK(unmet_text(told.play) == "");
    CHECK(told.play.end.requests.at(0).level == 1);
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

TEST_CASE("a party's role is read from how the program uses it") {
    const auto role = [](const char* name) {
        for (std::size_t i = 0; i < clinic_program().parties.size(); ++i) {
            if (clinic_program().parties[i].name.text == name)
                return role_of(clinic_program(), static_cast<std::uint16_t>(i));
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
