#include "casework/term.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "casework/therapy_terms_test.hpp"

using namespace assent::casework;
using namespace assent::casework::testing;

namespace {

assent::policy::Effect effect(assent::policy::EffectKind kind) {
    assent::policy::Effect made;
    made.kind = kind;
    return made;
}

} // namespace

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
