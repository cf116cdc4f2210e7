// Until when and from when something can be submitted.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "casework/therapy_terms_test.hpp"

using namespace assent::casework;
using namespace assent::casework::testing;

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
