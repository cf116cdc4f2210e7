#include "timelines/play.hpp"

#include <doctest/doctest.h>

#include "timelines/played_clinic_test.hpp"

using namespace assent;
using namespace assent::timelines;

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
