#include "casework/term.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "casework/story_test.hpp"

using namespace assent::casework;
using namespace assent::casework::testing;

namespace {

const std::string therapy = R"(
party provider
  cite law
party orderer
  cite law
party agent
  cite law

fact request.type one of admission, continued stay, modification, reconsideration from the case
fact request.start date from provider ask "When does it start?"
fact member.determined date from provider ask "When was eligibility determined?"
fact member.retroactive yes or no from provider ask "For time past?"
fact number.received moment from agent ask "When did the number arrive?"
fact discharge.planned moment from provider ask "When is the discharge?"
fact leave.date date from provider ask "When does the leave end?"

request admission
  cite       law
  opens      a case
  by         provider by portal
  asks       lines
  submit     before request.start
  late       accept and limit dates to receipt
  goes to    first level
request continued stay
  cite       law
  about      authorization
  by         provider by portal
  asks       lines
  submit     from 15 to 10 business days before last day certified
  goes to    first level
request modification
  cite       law
  about      authorization
  by         provider by portal
  asks       lines
  submit     within 12 months of member.determined, if member.retroactive
  goes to    first level
request reconsideration
  cite       law
  about      denial, partial denial
  not about  reconsideration
  by         provider by portal
  asks       an answer
  submit     within 5 business days of notice of denial
  late       refuse
  goes to    review level

level first level
  cite       law
  reviewers  orderer
  may        approve as requested, pend, refer to physician level, technically deny
level physician level
  cite       law
  reviewers  orderer
  may        approve as requested, pend, deny
level review level
  cite       law
  reviewers  orderer
  may        uphold, modify, reverse

duty decide first
  cite       law
  we must decide at first level
  within     1 business day of complete information
  missed     alert supervisor
duty decide with physician
  cite       law
  we must decide
  when       referred to physician level
  within     3 business days of complete information
  missed     alert supervisor
duty decide again
  cite       law
  we must decide at review level
  if         request.type is reconsideration
  within     3 business days of complete information
duty answer a pend
  cite       law
  provider must supply information
  when       pended at first level
  within     1 business day of notice of pended
  missed     suspend
duty answer a physician pend
  cite       law
  provider must supply information
  when       pended at physician level
  within     1 business day
  missed     decide on what is known
right reopen
  cite       law
  provider may supply information
  when       suspended
  until      no end
duty wait for the number
  cite       law
  agent must report number.received
  when       notice of transmission sent
  within     48 hours
duty answer a message
  cite       law
  we must answer message
  when       message left
  by         the next business day after message left
duty call
  cite       law
  we must contact orderer
  when       received
  within     2 calendar days
  pauses     from pended to supplied
duty call slowly
  cite       law
  we must contact orderer
  when       received
  within     2 business days
  pauses     from pended to supplied
duty escalate
  cite       law
  we must contact agent
  when       call missed
  within     4 hours
  until      contacted orderer
right hearing
  cite       law
  provider may ask for a hearing
  when       escalate missed
  within     1 month
duty report leave
  cite       law
  provider must report leave.date
  when       received
  by         the earlier of 2 business days before request.start and 1 hour after discharge.planned
duty keep leave
  cite       law
  provider must contact agent
  when       received
  by         the later of request.start and discharge.planned

notice pended
  cite       law
  when       pended at first level
  to         provider by email within 5 minutes
  to         provider by portal within 5 minutes
notice denial
  cite       law
  when       denied, partially denied
  to         provider by mail within 1 business day
notice transmission
  cite       law
  when       approved
  to         agent by transmission within 5 minutes
notice number
  cite       law
  when       number.received
  to         provider by portal within 24 hours
notice reminder
  cite       law
  when       continued stay opens
  unless     discharge.planned recorded
  to         provider by portal within 5 minutes
)";

const RuleBook& therapy_book() {
    static const RuleBook made = book_of(therapy);
    return made;
}

assent::policy::Effect effect(assent::policy::EffectKind kind) {
    assent::policy::Effect made;
    made.kind = kind;
    return made;
}

} // namespace

TEST_CASE("The window for a continued stay lies 15 to 10 business days before the last day, THX-26") {
    for (const auto& [last, opens, due] :
         {std::array{"2026-11-27", "Wed 4 Nov 2026 00:00 EST", "Thu 12 Nov 2026 23:59:59 EST"},
          std::array{"2026-11-28", "Thu 5 Nov 2026 00:00 EST", "Fri 13 Nov 2026 23:59:59 EST"}}) {
        CAPTURE(last);
        Story story(therapy_book());
        story.at("2026-06-01 09:00").receive("admission");
        story.approve(0, last);
        const auto stay = story.find("continued stay", "2026-11-03 10:00");
        REQUIRE(stay);
        CHECK(stay->state == TermState::Waiting);
        CHECK(shown(stay->opens) == opens);
        CHECK(shown(stay->due) == due);
        const auto window = submit_window(story.of(), therapy_book(), 1, 0, {});
        CHECK(window.opens == stay->opens);
        CHECK(window.due == stay->due);
        CHECK(next_alarm(terms(story.of(), therapy_book(), local("2026-10-01 10:00")),
                         local("2026-10-01 10:00")) == stay->opens);
    }
}

TEST_CASE("A continued stay that was submitted is done, and too late it is late") {
    Story story(therapy_book());
    story.at("2026-06-01 09:00").receive("admission");
    story.approve(0, "2026-11-27");
    CHECK(story.says("continued stay", "2026-11-12 23:59:59") == "open, due Thu 12 Nov 2026 23:59:59 EST");
    CHECK(story.says("continued stay", "2026-11-13 00:00") == "lapsed, due Thu 12 Nov 2026 23:59:59 EST");
    Story late = story;
    story.at("2026-11-12 10:00").receive("continued stay", 0);
    CHECK(story.find("continued stay", "2026-11-12 11:00")->state == TermState::Done);
    late.at("2026-11-20 10:00").receive("continued stay", 0);
    CHECK(late.find("continued stay", "2026-11-20 11:00")->state == TermState::DoneLate);
}

TEST_CASE("Nothing can be continued once the authorization was voided") {
    Story story(therapy_book());
    story.at("2026-06-01 09:00").receive("admission");
    story.approve(0, "2026-11-27").add(Voided{0, "issued in error"});
    CHECK(story.says("continued stay", "2026-11-05 10:00") == "none");
}

TEST_CASE("A reconsideration is open for 5 business days of the date on the notice, THX-31") {
    Story story(therapy_book());
    story.at("2026-10-01 09:00").receive("admission");
    story.at("2026-11-04 14:00").add(Decided{0, Overall::Denied});
    CHECK(story.says("reconsideration", "2026-11-04 15:00") == "none"); // its notice has no date yet
    story.compose(0, "denial");
    CHECK(story.says("reconsideration", "2026-11-12 23:59:59") == "open, due Thu 12 Nov 2026 23:59:59 EST");
    CHECK(story.says("reconsideration", "2026-11-13 00:00") == "lapsed, due Thu 12 Nov 2026 23:59:59 EST");
    CHECK(shown(submit_window(story.of(), therapy_book(), 3, 0, {}).due) == "Thu 12 Nov 2026 23:59:59 EST");
}

TEST_CASE("What a request is not about opens no window") {
    Story story(therapy_book());
    story.at("2026-10-01 09:00").receive("admission");
    story.at("2026-10-02 14:00").add(Decided{0, Overall::Denied}).compose(0, "denial");
    story.at("2026-10-05 09:00").receive("reconsideration", 0);
    story.at("2026-10-06 14:00").add(Decided{1, Overall::Upheld}).compose(1, "denial");
    CHECK(story.find("reconsideration", "2026-10-06 15:00", 0)->state == TermState::Done);
    CHECK(story.says("reconsideration", "2026-10-06 15:00", 1) == "none");
    CHECK(story.says("continued stay", "2026-10-06 15:00", 0) == "none");
}

TEST_CASE("The window of an admission ends before it starts, THX-25") {
    Known start;
    start.fact = Story::index(therapy_book().program().facts, "request.start");
    start.value = assent::calendar::parse_date("2026-11-30")->time_since_epoch().count();
    const Case none;
    CHECK(shown(submit_window(none, therapy_book(), 0, no_request, {start}).due) ==
          "Sun 29 Nov 2026 23:59:59 EST");
    CHECK_FALSE(submit_window(none, therapy_book(), 0, no_request, {}).due);
}

TEST_CASE("Twelve months bind only under their condition, and end on the last day, THX-30") {
    Story story(therapy_book());
    story.at("2026-02-01 09:00").receive("admission");
    story.approve(0, "2027-06-30");
    Known determined, retroactive;
    determined.fact = Story::index(therapy_book().program().facts, "member.determined");
    determined.value = assent::calendar::parse_date("2026-01-20")->time_since_epoch().count();
    retroactive.fact = Story::index(therapy_book().program().facts, "member.retroactive");
    CHECK_FALSE(submit_window(story.of(), therapy_book(), 2, 0, {determined}).due);
    CHECK_FALSE(submit_window(story.of(), therapy_book(), 2, 0, {determined, retroactive}).due);
    retroactive.value = 1;
    CHECK(shown(submit_window(story.of(), therapy_book(), 2, 0, {determined, retroactive}).due) ==
          "Wed 20 Jan 2027 23:59:59 EST");
}

TEST_CASE("A pend is answered by the end of the next business day, THX-52 THX-55") {
    Story story(therapy_book());
    story.at("2026-11-23 09:00").receive("admission", no_request, false);
    story.refer(0, "first level");
    story.at("2026-11-25 15:00").pend(0, "first level");
    CHECK(story.says("answer a pend", "2026-11-25 15:01") == "none"); // counted from the notice
    story.compose(0, "pended");
    CHECK(story.says("answer a pend", "2026-11-27 23:59:59") == "open, due Fri 27 Nov 2026 23:59:59 EST");
    CHECK(story.says("answer a pend", "2026-11-28 00:00") == "missed, due Fri 27 Nov 2026 23:59:59 EST");
    const auto all = terms(story.of(), therapy_book(), local("2026-11-26 10:00"));
    CHECK(shown(next_alarm(all, local("2026-11-26 10:00"))) == "Sat 28 Nov 2026 00:00 EST");

    SUBCASE("what arrived in time does it, whenever it was linked") {
        story.at("2026-11-30 09:00").add(Supplied{0, {}, local("2026-11-27 18:00")});
        story.add(Completed{0, local("2026-11-27 18:00"), false});
        CHECK(story.find("answer a pend", "2026-11-30 10:00")->state == TermState::Done);
    }
    SUBCASE("suspended, it can be reopened, and is not answered until all is there") {
        const Term missed = *story.find("answer a pend", "2026-11-28 00:00");
        story.at("2026-11-28 00:00")
            .add(Passed{missed.key, *missed.due, {effect(assent::policy::EffectKind::Suspend)}});
        CHECK(story.says("reopen", "2026-12-01 10:00") == "open");
        story.at("2026-12-10 09:00").add(Supplied{0, {"plan of care"}, story.now()});
        CHECK(story.find("answer a pend", "2026-12-10 10:00")->state == TermState::Missed);
        CHECK(story.find("answer a pend", "2026-12-10 10:00")->passed);
        story.at("2026-12-14 10:00").supply(0);
        CHECK(story.find("answer a pend", "2026-12-14 11:00")->state == TermState::DoneLate);
        CHECK(story.find("reopen", "2026-12-14 11:00")->state == TermState::Done);
        CHECK(story.says("decide first", "2026-12-14 11:00") == "open, due Tue 15 Dec 2026 23:59:59 EST");
    }
}

TEST_CASE("Information that was deemed complete was not supplied") {
    Story story(therapy_book());
    story.at("2026-11-23 09:00").receive("admission");
    story.refer(0, "physician level");
    story.at("2026-11-25 15:00").pend(0, "physician level");
    const Term missed = *story.find("answer a physician pend", "2026-11-28 00:00");
    CHECK(missed.state == TermState::Missed);
    story.at("2026-11-28 00:00")
        .add(Passed{missed.key, *missed.due, {effect(assent::policy::EffectKind::DecideOnWhatIsKnown)}});
    CHECK(story.find("answer a physician pend", "2026-11-28 00:00")->state == TermState::Missed);
    CHECK(story.says("decide with physician", "2026-11-28 10:00") == "open, due Wed 2 Dec 2026 23:59:59 EST");
}

TEST_CASE("Both times to decide count from complete information, THX-57 THX-59 THX-60 THX-62") {
    Story story(therapy_book());
    story.at("2026-12-23 09:00").receive("admission");
    story.refer(0, "first level");
    CHECK(story.says("decide first", "2026-12-23 10:00") == "open, due Thu 24 Dec 2026 23:59:59 EST");
    story.at("2026-12-24 10:00").refer(0, "physician level", "first level");
    CHECK(story.find("decide first", "2026-12-24 11:00")->state == TermState::Done);
    CHECK(story.says("decide with physician", "2026-12-24 11:00") ==
          "open, due Tue 29 Dec 2026 23:59:59 EST");

    Story referred(therapy_book());
    referred.at("2026-11-25 09:00").receive("admission");
    referred.refer(0, "first level");
    referred.at("2026-11-27 10:00").refer(0, "physician level", "first level");
    CHECK(referred.says("decide with physician", "2026-11-27 11:00") ==
          "open, due Tue 1 Dec 2026 23:59:59 EST");
}

TEST_CASE(
    "A pend ends what counted from complete information, and the next completion begins it anew, THX-62") {
    Story story(therapy_book());
    story.at("2026-11-30 09:00").receive("admission");
    story.refer(0, "first level");
    const Term before = *story.find("decide first", "2026-11-30 10:00");
    story.at("2026-12-01 10:00").pend(0, "first level").compose(0, "pended");
    CHECK(story.find("decide first", "2026-12-05 10:00")->state == TermState::Over);
    story.at("2026-12-02 10:00").supply(0);
    CHECK(story.says("decide first", "2026-12-02 11:00") == "open, due Thu 3 Dec 2026 23:59:59 EST");
    CHECK(story.find("decide first", "2026-12-02 11:00")->key != before.key);
    CHECK(story.count("decide first", "2026-12-02 11:00") == 2);
    story.at("2026-12-03 10:00").refer(0, "physician level", "first level");
    CHECK(story.says("decide with physician", "2026-12-03 11:00") == "open, due Mon 7 Dec 2026 23:59:59 EST");
    story.at("2026-12-04 10:00").pend(0, "physician level");
    CHECK(story.find("decide with physician", "2026-12-10 11:00")->state == TermState::Over);
    story.at("2026-12-08 10:00").supply(0);
    CHECK(story.says("decide with physician", "2026-12-08 11:00") ==
          "open, due Fri 11 Dec 2026 23:59:59 EST");
    CHECK(story.count("decide first", "2026-12-08 11:00") == 2); // it rests with the physician now
}

TEST_CASE("A pend after the time to decide was missed leaves it missed") {
    Story story(therapy_book());
    story.at("2026-11-30 09:00").receive("admission");
    story.refer(0, "first level");
    story.at("2026-12-02 10:00").pend(0, "first level");
    CHECK(story.find("decide first", "2026-12-02 11:00")->state == TermState::Missed);
}

TEST_CASE("A reconsideration is decided within 3 business days, over the end of the year too, THX-61") {
    for (const auto& [received, due] : {std::array{"2026-12-23 09:00", "Tue 29 Dec 2026 23:59:59 EST"},
                                        std::array{"2027-12-22 09:00", "Tue 28 Dec 2027 23:59:59 EST"},
                                        std::array{"2026-12-30 23:59", "Tue 5 Jan 2027 23:59:59 EST"}}) {
        Story story(therapy_book());
        story.at("2026-10-01 09:00").receive("admission");
        story.at("2026-10-02 14:00").add(Decided{0, Overall::Denied});
        story.at(received).receive("reconsideration", 0);
        CHECK(story.says("decide again", received, 1) == std::string("open, due ") + due);
        CHECK(story.says("decide again", received, 0) == "none");
        CHECK(story.says("decide first", received, 1) == "none"); // it never goes there
    }
}

TEST_CASE("An authorization number is posted within 24 hours of its receipt, THX-67") {
    Story story(therapy_book());
    story.at("2026-11-23 09:00").receive("admission");
    story.approve(0, "2027-05-01");
    story.at("2026-11-27 16:20").tell(0, "number.received", "2026-11-27 16:00");
    CHECK(story.says("number", "2026-11-27 16:30") == "open, due Sat 28 Nov 2026 16:00 EST");
    SUBCASE("which is done when it is composed for the portal") {
        story.at("2026-11-27 16:30").compose(0, "number");
        CHECK(story.find("number", "2026-11-29 10:00")->state == TermState::Done);
    }
    SUBCASE("and counted anew when the moment is corrected, not twice") {
        story.at("2026-11-27 17:00").tell(0, "number.received", "2026-11-27 15:00");
        CHECK(story.says("number", "2026-11-27 17:30") == "open, due Sat 28 Nov 2026 15:00 EST");
        CHECK(story.count("number", "2026-11-27 17:30") == 1);
    }
}

TEST_CASE("A number that does not come in 48 hours is missed, THX-68") {
    Story story(therapy_book());
    story.at("2026-11-23 09:00").receive("admission");
    story.approve(0, "2027-05-01").compose(0, "transmission");
    CHECK(story.says("transmission", "2026-11-23 09:05") == "open, due Mon 23 Nov 2026 09:05 EST");
    CHECK(story.find("transmission", "2026-11-23 09:06")->state == TermState::Missed);
    story.at("2026-11-23 09:02").send(1);
    CHECK(story.find("transmission", "2026-11-23 10:06")->state == TermState::Done);
    CHECK(story.says("wait for the number", "2026-11-23 10:00") == "open, due Wed 25 Nov 2026 09:02 EST");
    story.at("2026-11-25 09:02").tell(0, "number.received", "2026-11-25 09:00");
    CHECK(story.find("wait for the number", "2026-11-26 10:00")->state == TermState::Done);
}

TEST_CASE("A message is answered on the next business day, THX-14") {
    for (const auto& [left, due] : {std::array{"2026-11-25 17:30", "Fri 27 Nov 2026 23:59:59 EST"},
                                    std::array{"2026-11-28 10:00", "Mon 30 Nov 2026 23:59:59 EST"}}) {
        Story story(therapy_book());
        story.at("2026-11-02 09:00").receive("admission");
        Messaged message;
        message.kind = assent::policy::Happening::MessageLeft;
        message.request = 0;
        message.arrived = local(left);
        story.at(left).add(message);
        message.thread = 1;
        story.add(message);
        CHECK(story.says("answer a message", left) == std::string("open, due ") + due);
        story.add(Answered{0, "by phone"});
        const auto all = terms(story.of(), therapy_book(), local(left));
        const auto answered = std::count_if(all.begin(), all.end(), [](const Term& term) {
            return name_of(therapy_book(), term) == "answer a message" && term.state == TermState::Done;
        });
        CHECK(answered == 1); // the other thread is open still
    }
}

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

TEST_CASE("The opening of a window owes its notice, unless something stands against it, THX-27") {
    Story story(therapy_book());
    story.at("2026-06-01 09:00").receive("admission");
    story.approve(0, "2026-11-27");
    CHECK(story.says("reminder", "2026-11-03 23:59:59") == "none");
    CHECK(story.says("reminder", "2026-11-04 00:00") == "open, due Wed 4 Nov 2026 00:05 EST");
    story.at("2026-11-04 00:01").compose(0, "reminder");
    CHECK(story.find("reminder", "2026-12-04 00:06")->state == TermState::Done);
    story.tell(0, "discharge.planned", "2026-11-20 12:00");
    CHECK(story.says("reminder", "2026-12-04 00:06") == "none");
    CHECK(therapy_book().owed_by(assent::policy::Happening::Opens).size() == 1);
    CHECK(therapy_book().owed_by(assent::policy::Happening::RequestOpens).empty());
}

TEST_CASE("When a request ends nothing runs on but notices and answers") {
    Story story(therapy_book());
    story.at("2026-11-24 09:00").receive("admission");
    Messaged message;
    message.kind = assent::policy::Happening::MessageLeft;
    message.request = 0;
    message.arrived = story.now();
    story.add(message).refer(0, "first level").pend(0, "first level").compose(0, "pended");
    story.at("2026-11-24 09:03").add(Ended{0, EndedAs::Withdrawn, "asked for"});
    for (const char* name : {"answer a pend", "call"})
        CHECK_MESSAGE(story.find(name, "2027-01-01 10:00")->state == TermState::Over, name);
    CHECK(story.find("answer a message", "2026-11-24 10:00")->state == TermState::Open);
    CHECK(story.count("pended", "2026-11-24 09:04") == 2);
    CHECK(story.find("pended", "2026-11-24 09:04")->state == TermState::Done); // the posting
    const auto all = terms(story.of(), therapy_book(), local("2026-11-24 09:04"));
    const auto open = std::count_if(all.begin(), all.end(), [](const Term& term) {
        return name_of(therapy_book(), term) == "pended" && term.state == TermState::Open;
    });
    CHECK(open == 1); // the e-mail that was not sent
}

TEST_CASE("A level that a request never reached did not decide it") {
    Story story(therapy_book());
    story.at("2026-11-24 09:00").receive("admission");
    CHECK(story.find("decide first", "2026-11-24 09:00")->state == TermState::Open);
    story.refer(0, "physician level");
    CHECK(story.find("decide first", "2026-11-24 10:00")->state == TermState::Over);
}

TEST_CASE("A technical denial is a decision where the request rests") {
    Story story(therapy_book());
    story.at("2026-11-24 09:00").receive("admission");
    story.refer(0, "first level").add(Ended{0, EndedAs::TechnicallyDenied, "not signed"});
    CHECK(story.find("decide first", "2026-11-24 10:00")->state == TermState::Done);
}

TEST_CASE("An extension moves the due moment of its instance alone") {
    Story story(therapy_book());
    story.at("2026-11-30 09:00").receive("admission");
    const Term call = *story.find("call", "2026-11-30 10:00");
    story.add(Extended{call.key, local("2026-12-09 12:00"), "the orderer is away"});
    CHECK(story.says("call", "2026-12-08 10:00") == "open, due Wed 9 Dec 2026 12:00 EST");
    CHECK(story.says("call slowly", "2026-12-08 10:00") == "missed, due Wed 2 Dec 2026 23:59:59 EST");
    CHECK(derivation(story.of(), therapy_book(), *story.find("call", "2026-12-08 10:00")).back() ==
          "extended to Wed 9 Dec 2026 12:00 EST");
}

TEST_CASE("What counts from the time of a duty moves with it, and ends with it, THX-55") {
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
duty decide standard
  cite law
  we must decide
  within 7 calendar days of receipt
duty let nothing rest
  cite law
  provider must supply information
  when pended
  by 2 business days before the time to decide standard
right extend
  cite law
  we may extend decide standard by 14 calendar days
  until the time to decide standard
)");
    Story story(made);
    story.at("2026-11-20 09:00").receive("stay");
    story.pend(0, "desk");
    CHECK(story.says("decide standard", "2026-11-20 10:00") == "open, due Fri 27 Nov 2026 23:59:59 EST");
    CHECK(story.says("let nothing rest", "2026-11-20 10:00") == "open, due Tue 24 Nov 2026 23:59:59 EST");
    CHECK(story.says("extend", "2026-11-20 10:00") == "open, due Fri 27 Nov 2026 23:59:59 EST");
    SUBCASE("extended") {
        const TermKey duty = story.find("decide standard", "2026-11-20 10:00")->key;
        story.add(Extended{duty, local("2026-12-11 23:59:59"), "the hospital's record"});
        CHECK(story.find("extend", "2026-11-20 10:00")->state == TermState::Done);
        CHECK(story.says("let nothing rest", "2026-11-20 10:00") == "open, due Wed 9 Dec 2026 23:59:59 EST");
    }
    SUBCASE("decided") {
        story.at("2026-11-23 09:00").add(Decided{0, Overall::Approved});
        CHECK(story.find("extend", "2026-12-20 10:00")->state == TermState::Over);
        CHECK(story.find("let nothing rest", "2026-12-20 10:00")->state == TermState::Over);
    }
}

TEST_CASE("Two pends have two instances, and the second leaves the first as it was") {
    Story story(therapy_book());
    story.at("2026-11-23 09:00").receive("admission");
    story.refer(0, "first level").pend(0, "first level").compose(0, "pended");
    story.at("2026-11-26 09:00").supply(0);
    const Term first = *story.find("answer a pend", "2026-11-26 10:00");
    CHECK(first.state == TermState::DoneLate);
    story.at("2026-12-01 09:00").pend(0, "first level").compose(0, "pended");
    const auto all = terms(story.of(), therapy_book(), local("2026-12-01 10:00"));
    const auto same =
        std::find_if(all.begin(), all.end(), [&](const Term& term) { return term.key == first.key; });
    REQUIRE(same != all.end());
    CHECK(same->due == first.due);
    CHECK(same->state == TermState::DoneLate);
    CHECK(story.says("answer a pend", "2026-12-01 10:00") == "open, due Wed 2 Dec 2026 23:59:59 EST");
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

TEST_CASE("A derivation tells each skipped day and why, XCT-01") {
    Story story(therapy_book());
    story.at("2026-11-25 15:00").receive("admission");
    story.refer(0, "first level").pend(0, "first level").compose(0, "pended");
    const auto steps =
        derivation(story.of(), therapy_book(), *story.find("answer a pend", "2026-11-25 16:00"));
    std::string all;
    for (const std::string& step : steps) all += step + "\n";
    CHECK(all ==
          "begins with pended at first level, Wed 25 Nov 2026 15:00 EST\n"
          "notice of pended: Wed 25 Nov 2026 15:00 EST\n"
          "starts Wed 25 Nov 2026, day 0\n"
          "skipped Thu 26 Nov 2026, Thanksgiving Day\n"
          "Fri 27 Nov is day 1\n"
          "due Fri 27 Nov 2026, end of day\n");
}

TEST_CASE("A term is called by who must or may do what") {
    const auto name = [](const char* term) {
        return called(therapy_book(),
                      therapy_book().program().terms[Story::index(therapy_book().program().terms, term)]);
    };
    const auto denial =
        therapy_book().program().notices[Story::index(therapy_book().program().notices, "denial")].lines.at(
            0);
    CHECK(name("decide first") == "we must decide at first level");
    CHECK(name("answer a pend") == "provider must supply information");
    CHECK(name("reconsideration") == "provider may submit reconsideration");
    CHECK(name("answer a message") == "we must answer message");
    CHECK(name("wait for the number") == "agent must report number.received");
    CHECK(name("hearing") == "provider may ask for a hearing");
    CHECK(name("call") == "we must contact orderer");
    CHECK(called(therapy_book(), therapy_book().program().terms[denial]) ==
          "we must send notice of denial to provider by mail");
}
