#include "desk/worklist.hpp"

#include <doctest/doctest.h>

#include "desk/small_office_test.hpp"

namespace assent::desk {
namespace {

struct Board : OpenOffice {
    calendar::Instant now = monday;

    casework::Actor who(const std::string& person) { return *identify(store, {person}); }

    static std::vector<std::string> streams(const WaitingList& list) {
        std::vector<std::string> all;
        for (const Waits& one : list.all) all.push_back(one.row.stream.text());
        return all;
    }
    std::vector<std::string> open(const std::string& person, std::size_t most = 50) {
        const casework::Actor actor = who(person);
        return streams(Worklist(store, therapy_shelf(), actor, now).open(most));
    }
    std::vector<std::string> held(const std::string& person) {
        const casework::Actor actor = who(person);
        return streams(Worklist(store, therapy_shelf(), actor, now).held(50));
    }

    // An admission of a member of its own, received so many hours after Monday morning.
    store::StreamId admission(int hours_later) {
        const std::string member = "M" + std::to_string(hours_later) + "h";
        office.admit(member);
        const auto at = monday + std::chrono::hours{hours_later};
        return office.done(SmallOffice::admission(member, true, at), at);
    }
};

using StreamTexts = std::vector<std::string>;

} // namespace

TEST_CASE("What waits at a level is offered to whoever may take it there, the earliest due first") {
    Board board;
    const auto late = board.admission(48), early = board.admission(0), between = board.admission(24);
    CHECK(board.open("therapist") == StreamTexts{early.text(), between.text(), late.text()});
    CHECK(board.open("therapist", 2) == StreamTexts{early.text(), between.text()});
    CHECK(board.open("physician").empty()); // nothing was referred to them
    CHECK(Worklist::refusal(casework::Role::Provider));
    CHECK(Worklist::refusal(casework::Role::PlanAdministrator));
    CHECK_FALSE(Worklist::refusal(casework::Role::Reviewer));
    CHECK_FALSE(Worklist::refusal(casework::Role::Supervisor));
}

TEST_CASE("What somebody has taken is offered to nobody else, and is in their own list until it is decided") {
    Board board;
    const auto one = board.admission(0), two = board.admission(1);
    board.office.done("therapist", one, casework::Claim{0});
    CHECK(board.open("therapist") == StreamTexts{two.text()});
    CHECK(board.held("therapist") == StreamTexts{one.text()});
    CHECK(board.held("physician").empty());
    board.office.done("therapist", one, casework::Refer{0, 1, "A physician has to see it."});
    CHECK(board.held("therapist").empty());
    CHECK(board.open("physician") == StreamTexts{one.text()});
}

TEST_CASE(
    "A request is not offered to whom a licence of another discipline, or one that has ended, keeps from "
    "it") {
    Board board;
    const auto one = board.admission(0);
    report(board.store, stream_of(casework::PersonId{"speech"}),
           Person{"Speech", casework::Role::Reviewer, {"us"}}, {monday, {"import"}});
    report(board.store, stream_of(casework::PersonId{"speech"}),
           Held{"licensed therapist", "speech-language pathology", {}, {}, {}}, {monday, {"import"}});
    CHECK(board.open("speech").empty());
    CHECK(board.open("therapist") == StreamTexts{one.text()});
    report(board.store, stream_of(casework::PersonId{"therapist"}),
           Held{"licensed therapist",
                "physical therapy",
                {},
                {},
                calendar::Date{std::chrono::year{2026} / 11 / 29}},
           {monday, {"import"}});
    CHECK(board.open("therapist").empty()); // the licence ended yesterday
}

TEST_CASE("Each says what is owed first and since when it is as it is") {
    Board board;
    const auto one = board.admission(0);
    board.office.done("therapist", one, casework::Claim{0}, monday);
    const auto at = monday + std::chrono::hours{2};
    board.office.done("therapist", one, casework::Pend{0, {"plan of care"}, "It is missing."}, at);
    board.now = at;
    const casework::Actor therapist = board.who("therapist");
    const auto list = Worklist(board.store, therapy_shelf(), therapist, at).held(50);
    REQUIRE(list.all.size() == 1);
    CHECK(list.all[0].since == at);
    REQUIRE(list.all[0].owed);
    CHECK(list.all[0].owed->due == list.all[0].row.due);
    CHECK_FALSE(list.more);
}

TEST_CASE("A supervisor is offered what waits at every level, to give it to somebody") {
    Board board;
    const auto one = board.admission(0), two = board.admission(1);
    board.office.done("therapist", one, casework::Claim{0});
    board.office.done("therapist", one, casework::Refer{0, 1, "A physician has to see it."});
    report(board.store, stream_of(casework::PersonId{"super"}),
           Person{"Super", casework::Role::Supervisor, {"us"}}, {monday, {"import"}});
    StreamTexts both{one.text(), two.text()}, open = board.open("super");
    std::sort(both.begin(), both.end());
    std::sort(open.begin(), open.end());
    CHECK(open == both);
}

} // namespace assent::desk
