// How the time of a term runs: on days the clocks change, standing still, begun by another that was missed,
// of two moments, and under rules of another program.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "casework/therapy_terms_test.hpp"

using namespace assent::casework;
using namespace assent::casework::testing;

TEST_CASE("Hours are hours on the days the clocks change, and days end by the clock on the wall, XCT-03") {
    const auto wait = [](const char* sent) {
        Story story(therapy_book());
        story.at("2026-02-23 09:00").receive("admission");
        story.approve(0, "2027-05-01").compose(0, "transmission").at(sent).send(1);
        return shown(story.find("wait for the number", sent)->due);
    };
    CHECK(wait("2026-03-07 09:00") == "Mon 9 Mar 2026 10:00 EDT");
    CHECK(wait("2026-10-31 09:00") == "Mon 2 Nov 2026 08:00 EST");
    CHECK(wait("2027-03-13 09:00") == "Mon 15 Mar 2027 10:00 EDT");
    CHECK(wait("2027-11-06 09:00") == "Mon 8 Nov 2027 08:00 EST");
    Story story(therapy_book());
    story.at("2026-10-31 09:00").receive("admission");
    CHECK(story.says("call", "2026-10-31 10:00") == "open, due Mon 2 Nov 2026 23:59:59 EST");
}

TEST_CASE("A time that the clocks show twice is the earlier one for us and the later for others, XCT-03") {
    const RuleBook made = book_of(R"(
party provider
  cite law
fact bed.left moment from provider ask "When?"
request stay
  cite law
  opens a case
  by provider by portal
  goes to desk
level desk
  cite law
  reviewers provider
  may deny
duty ours
  cite law
  we must contact provider
  when received
  by bed.left
duty theirs
  cite law
  provider must contact us
  when received
  by bed.left
)");
    Story story(made);
    story.at("2026-10-31 09:00").receive("stay");
    story.tell(0, "bed.left", "2026-11-01 01:30");
    CHECK(story.says("ours", "2026-10-31 10:00") == "open, due Sun 1 Nov 2026 01:30 EDT");
    CHECK(story.says("theirs", "2026-10-31 10:00") == "open, due Sun 1 Nov 2026 01:30 EST");
}

TEST_CASE("A clock stands still between two events, in the unit it counts") {
    Story story(therapy_book());
    story.at("2026-11-24 09:00").receive("admission"); // a Tuesday before a holiday on Thursday
    CHECK(story.says("call", "2026-11-24 10:00") == "open, due Thu 26 Nov 2026 23:59:59 EST");
    CHECK(story.says("call slowly", "2026-11-24 10:00") == "open, due Fri 27 Nov 2026 23:59:59 EST");
    story.at("2026-11-25 15:00").pend(0, "first level");
    CHECK(story.find("call", "2026-12-24 10:00")->state == TermState::Paused);
    CHECK_FALSE(next_alarm({*story.find("call", "2026-11-25 16:00")}, local("2026-11-25 16:00")));
    story.at("2026-11-30 11:00").supply(0);
    CHECK(story.says("call", "2026-11-30 12:00") == "open, due Tue 1 Dec 2026 23:59:59 EST");
    CHECK(story.says("call slowly", "2026-11-30 12:00") == "open, due Tue 1 Dec 2026 23:59:59 EST");
    const auto steps = derivation(story.of(), therapy_book(), *story.find("call", "2026-11-30 12:00"));
    CHECK(steps.back() == "moved by pauses to Tue 1 Dec 2026 23:59:59 EST");
}

TEST_CASE("What stands still after it was due was missed all the same") {
    Story story(therapy_book());
    story.at("2026-11-24 09:00").receive("admission");
    story.at("2026-11-28 15:00").pend(0, "first level");
    CHECK(story.says("call", "2026-11-28 16:00") == "missed, due Thu 26 Nov 2026 23:59:59 EST");
    story.at("2026-11-30 15:00").supply(0);
    CHECK(story.says("call", "2026-11-30 16:00") == "missed, due Thu 26 Nov 2026 23:59:59 EST");
}

TEST_CASE("A missed duty begins another, and that one a right") {
    Story story(therapy_book());
    story.at("2026-11-24 09:00").receive("admission");
    CHECK(story.says("escalate", "2026-11-26 23:59:59") == "none");
    CHECK(story.says("escalate", "2026-11-27 00:00") == "open, due Fri 27 Nov 2026 03:59:59 EST");
    CHECK(story.says("hearing", "2026-11-27 04:00") == "open, due Sun 27 Dec 2026 23:59:59 EST");
    const TermKey call = story.find("call", "2026-11-27 04:00")->key;
    CHECK(story.find("hearing", "2026-11-27 04:00")->key.begun_by == call.begun_by);
    Contacted contacted;
    contacted.party = Story::index(therapy_book().program().parties, "orderer");
    contacted.at = local("2026-11-27 03:00");
    story.at("2026-11-27 03:00").add(contacted);
    CHECK(story.find("call", "2026-11-27 04:00")->state == TermState::DoneLate);
    CHECK(story.find("escalate", "2026-11-27 04:00")->state == TermState::Over);
    CHECK(story.says("hearing", "2026-11-27 04:00") == "none");
}

TEST_CASE("Terms in a circle never begin one another, and others are not held up by them") {
    const RuleBook made = book_of(R"(
party provider
  cite law
request stay
  cite law
  opens a case
  by provider by portal
  goes to desk
level desk
  cite law
  reviewers provider
  may deny
duty hen
  cite law
  we must contact provider
  when egg missed, received
  within 1 hour
duty egg
  cite law
  we must contact provider
  when hen missed
  within 1 hour
duty self
  cite law
  we must contact provider
  when self missed
  within 1 hour
duty fox
  cite law
  we must contact provider
  when hen missed
  within 1 hour
)");
    Story story(made);
    story.at("2026-11-24 09:00").receive("stay");
    const auto all = terms(story.of(), made, local("2027-11-24 09:00"));
    CHECK(story.says("hen", "2027-11-24 09:00") == "missed, due Tue 24 Nov 2026 10:00 EST");
    CHECK(story.says("fox", "2027-11-24 09:00") == "missed, due Tue 24 Nov 2026 11:00 EST");
    CHECK(all.size() == 2);
}

TEST_CASE("Of two moments the earlier is known with one of them, the later with both") {
    Story story(therapy_book());
    story.at("2026-11-02 09:00").receive("admission");
    CHECK(story.says("report leave", "2026-11-02 10:00") == "none");
    story.tell(0, "request.start", "2026-11-30");
    CHECK(story.says("report leave", "2026-11-02 10:00") == "open, due Wed 25 Nov 2026 23:59:59 EST");
    CHECK(story.says("keep leave", "2026-11-02 10:00") == "none");
    story.tell(0, "discharge.planned", "2026-11-20 12:00");
    CHECK(story.says("report leave", "2026-11-02 10:00") == "open, due Fri 20 Nov 2026 13:00 EST");
    CHECK(story.says("keep leave", "2026-11-02 10:00") == "open, due Mon 30 Nov 2026 23:59:59 EST");
    story.tell(0, "leave.date", "2026-11-20");
    CHECK(story.find("report leave", "2026-12-02 10:00")->state == TermState::Done);
}

TEST_CASE("An included rule binds what was received while its program holds, on its own calendar") {
    const RuleBook made = book_of(R"(
party provider
  cite law
request stay
  cite law
  opens a case
  by provider by portal
  goes to desk
level desk
  cite law
  reviewers provider
  may deny
)",
                                  R"(program federal
  cite law
  effective 2026-06-01 through 2026-12-31
duty decide standard
  cite law
  we must decide
  within 7 business days of receipt
)");
    for (const auto& [received, says] :
         {std::array{"2026-05-31 23:00", "none"},
          std::array{"2026-11-20 09:00", "open, due Tue 1 Dec 2026 23:59:59 EST"},
          std::array{"2027-01-01 00:00", "none"}}) {
        Story story(made);
        story.at(received).receive("stay");
        CHECK(story.says("decide standard", received) == says);
    }
}
