#include "desk/desk.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "desk/small_office_test.hpp"
#include "store/verify.hpp"

namespace assent::desk {
namespace {

using casework::RefusalKind;
using casework::State;
using std::chrono::hours;
using std::chrono::minutes;

RefusalKind kind_of(const base::Expected<Done, casework::Refusal>& answer) {
    REQUIRE_FALSE(answer.has_value());
    return answer.error().kind;
}

} // namespace

TEST_CASE("A request is taken in, claimed and approved, and each step stands in the store") {
    OpenOffice open;
    const auto stream = open.office.done(SmallOffice::admission("M1"));
    CHECK(open.office.state(stream) == State::InReview);
    open.office.done("therapist", stream, casework::Claim{0}, monday + minutes{5});
    open.office.done("therapist", stream, SmallOffice::approval(), monday + minutes{9});
    const CaseFile file = open.office.file(stream);
    CHECK(file.now.at(0).outcome == casework::Overall::Approved);
    const auto rows = open.store.cases({.member = "M1"});
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].state == "decided");
    CHECK(rows[0].organization == "clinic");
    CHECK(rows[0].program == "florida-medicaid/therapy");
}

TEST_CASE("A case as it stood can be read again, as of any moment") {
    OpenOffice open;
    const auto stream = open.office.done(SmallOffice::admission("M1"));
    open.office.done("therapist", stream, casework::Claim{0}, monday + minutes{5});
    open.office.done("therapist", stream, SmallOffice::approval(), monday + minutes{9});
    const auto before = read_file_as_of(open.store, therapy_shelf(), stream, monday + minutes{8});
    REQUIRE(before.has_value());
    CHECK(before->now.at(0).state == State::InReview);
    CHECK(before->now.at(0).reviewer.text == "therapist");
    CHECK_FALSE(read_file_as_of(open.store, therapy_shelf(), stream, monday - minutes{1}).has_value());
}

TEST_CASE("An order that comes twice with its key is done once, and another one with that key is refused") {
    OpenOffice open;
    Order order = SmallOffice::admission("M1");
    order.key = "fax-7";
    order.digest = "aa";
    const auto first = open.office.desk().handle(order, monday);
    REQUIRE(first.has_value());
    const auto again = open.office.desk().handle(order, monday + hours{5});
    REQUIRE(again.has_value());
    CHECK(again->repeated);
    CHECK(again->of == first->of);
    CHECK(again->end == first->end);
    CHECK(open.store.cases({.member = "M1"}).size() == 1);
    order.digest = "bb";
    CHECK(kind_of(open.office.desk().handle(order, monday)) == RefusalKind::Duplicate);
    order.by = {"stranger"}; // their keys are their own
    const auto theirs = open.office.desk().handle(order, monday);
    REQUIRE(theirs.has_value());
    CHECK_FALSE(theirs->repeated);
    CHECK(theirs->of != first->of);
}

TEST_CASE("An order is known by its key for thirty days, and done once more when it comes later") {
    OpenOffice open;
    Order order = SmallOffice::admission("M1");
    order.key = "fax-7";
    REQUIRE(open.office.desk().handle(order, monday).has_value());
    open.office.desk().forget(monday + std::chrono::days{30});
    const auto again = open.office.desk().handle(order, monday + std::chrono::days{30});
    REQUIRE(again.has_value());
    CHECK(again->repeated);
    open.office.desk().forget(monday + std::chrono::days{30} + std::chrono::seconds{1});
    const auto anew = open.office.desk().handle(order, monday + std::chrono::days{31});
    CHECK((!anew.has_value() || !anew->repeated));
}

TEST_CASE("A paper of which nobody says when it came, came when it was filed") {
    OpenOffice open;
    const casework::Paper undated = SmallOffice::paper("plan of care");
    const auto stream = open.office.done(SmallOffice::admission("M1", false, monday));
    open.office.done("therapist", stream, casework::Claim{0});
    open.office.done("therapist", stream, casework::Pend{0, {"plan of care"}, "It is missing."});
    const auto late = monday + std::chrono::days{3};
    open.office.done("clerk", stream, casework::File{0, undated}, late);
    const casework::Case now = open.office.file(stream).now;
    CHECK(now.requests[0].papers.back().arrived == late);
    for (const casework::Paper& paper : now.requests[0].papers) CHECK(paper.arrived >= monday);
}

TEST_CASE("A refused order writes nothing and says what to do instead") {
    OpenOffice open;
    const auto stream = open.office.done(SmallOffice::admission("M1"));
    const auto before = open.store.head(stream);
    const auto answer = open.office.desk().handle({{"clerk"}, stream, SmallOffice::approval()}, monday);
    CHECK(kind_of(answer) == RefusalKind::NotAllowed);
    CHECK_FALSE(answer.error().instead.empty());
    CHECK(open.store.head(stream) == before);
}

// XCT-08: the refusal is on record, where an auditor looks.
TEST_CASE("Who tries to deny and may not is noted, once, and whoever may and forgot something is not") {
    OpenOffice open;
    const auto stream = open.office.done(SmallOffice::admission("M1"));
    open.office.done("therapist", stream, casework::Claim{0});
    const casework::Decide denial{
        0, {{0, policy::LevelAct::Deny, {}, "It is not needed."}}, {"criteria", "1"}};
    for (const char* who : {"therapist", "therapist", "clerk"})
        CHECK_FALSE(open.office.desk().handle({{who}, stream, denial}, monday).has_value());
    CHECK_FALSE(open.office.desk().handle({{"clerk"}, stream, casework::Claim{0}}, monday).has_value());
    CHECK_FALSE(
        open.office.desk().handle({{"therapist"}, stream, casework::TechnicallyDeny{0, " "}}, monday));
    std::vector<std::string> noted;
    for (const store::Reading& one : open.store.readings({.of = stream}))
        noted.push_back(one.person + " " + one.what);
    std::sort(noted.begin(), noted.end());
    CHECK(noted == std::vector<std::string>{"clerk refused: deny", "therapist refused: deny"});
    CHECK(open.office.file(stream).now.at(0).is_open());
}

TEST_CASE("Nobody unknown, ended, or from another office has a case") {
    OpenOffice open;
    Desk& desk = open.office.desk();
    const auto stream = open.office.done(SmallOffice::admission("M1"));
    CHECK(kind_of(desk.handle({{"nobody"}, stream, casework::Withdraw{0, "x"}}, monday)) ==
          RefusalKind::NotAllowed);
    CHECK(kind_of(desk.handle({{"a b/c"}, stream, casework::Withdraw{0, "x"}}, monday)) ==
          RefusalKind::NotAllowed);
    CHECK(kind_of(desk.handle({{"stranger"}, stream, casework::Withdraw{0, "x"}}, monday)) ==
          RefusalKind::NotTheirs);
    CHECK(desk.see({"clerk"}, stream, monday).has_value());
    CHECK(desk.see({"therapist"}, stream, monday).has_value());
    CHECK_FALSE(desk.see({"stranger"}, stream, monday).has_value());
    CHECK_FALSE(desk.see({"nobody"}, stream, monday).has_value());
    report(open.store, stream_of(casework::PersonId{"clerk"}),
           Person{"Clerk", casework::Role::Provider, {"clinic"}, true}, {monday, {"import"}});
    CHECK(kind_of(desk.handle({{"clerk"}, stream, casework::Withdraw{0, "x"}}, monday)) ==
          RefusalKind::NotAllowed);
}

TEST_CASE("A case that is not there, and one without a request, are told apart from a broken world") {
    OpenOffice open;
    const auto nowhere = store::StreamId::of_case("M1", "C404");
    CHECK(kind_of(open.office.desk().handle({{"clerk"}, nowhere, casework::Claim{0}}, monday)) ==
          RefusalKind::Nothing);
    CHECK(kind_of(open.office.desk().handle({{"clerk"}, NewCase{therapy_rules(), {"M1"}}, casework::Claim{0}},
                                            monday)) == RefusalKind::Nothing);
    for (const char* no_member : {"M 1", "person:clerk", "organization:clinic"}) {
        const Order order = SmallOffice::admission(no_member);
        CHECK(kind_of(open.office.desk().handle(order, monday)) == RefusalKind::Nothing);
    }
}

TEST_CASE("Who is not eligible on the first day of service is not reviewed, and no asker says otherwise") {
    OpenOffice open;
    report(open.store, stream_of(casework::MemberId{"M2"}),
           Eligible{calendar::Date{std::chrono::year{2026} / 1 / 1},
                    calendar::Date{std::chrono::year{2026} / 11 / 30},
                    {}},
           {monday, {"import"}});
    const auto telling = [](const char* fact, std::int64_t value) {
        Order order = SmallOffice::admission("M2");
        std::get<casework::Submit>(order.command)
            .facts.push_back({SmallOffice::fact(fact), -1, value, {}, false});
        return order;
    };
    const auto asked = open.office.desk().handle(telling("member.eligible", 1), monday);
    REQUIRE(kind_of(asked) == RefusalKind::NotTheirs);
    CHECK(asked.error().rule ==
          "`member.eligible` is told by the member's record, and not as it is told here");
    const auto stream = open.office.done(telling("member.eligible", 0));
    CHECK(open.office.state(stream) == State::Ended);
    CHECK(open.office.file(stream).now.at(0).ended == casework::EndedAs::Cancelled);
}

TEST_CASE("The same care asked for in another case is taken in, with a note of the one it overlaps") {
    OpenOffice open;
    const auto first = open.office.done(SmallOffice::admission("M1"));
    const auto second = open.office.done(SmallOffice::admission("M1"), monday + hours{1});
    const auto& flags = open.office.file(second).now.flags;
    REQUIRE(flags.size() == 1);
    const std::string name = first.text().substr(std::string("case/").size()); // M1/C..., as people know it
    CHECK(flags[0].what == "line 1 overlaps request 1 of " + name + ", which is open");
    CHECK(open.office.file(first).now.flags.empty());
}

TEST_CASE("Each line tells once of another request, however many lines of that it overlaps") {
    OpenOffice open;
    const auto two_lines = [] {
        Order order = SmallOffice::admission("M1");
        auto& submit = std::get<casework::Submit>(order.command);
        for (casework::Known known : std::vector(submit.facts)) {
            if (known.line != 0) continue;
            known.line = 1;
            submit.facts.push_back(std::move(known));
        }
        submit.lines = 2;
        return order;
    };
    open.office.done(two_lines());
    const auto second = open.office.done(two_lines(), monday + hours{1});
    const auto& flags = open.office.file(second).now.flags;
    REQUIRE(flags.size() == 2);
    CHECK(flags[0].what.starts_with("line 1 overlaps"));
    CHECK(flags[1].what.starts_with("line 2 overlaps"));
}

TEST_CASE("Sixteen threads at one case: every order is answered, and the log is what was answered") {
    OpenOffice open;
    const auto stream = open.office.done(SmallOffice::admission("M1"));
    const auto before = open.office.file(stream).now.events;
    std::atomic<int> asked{0};
    std::vector<std::thread> clerks;
    for (int i = 0; i < 16; ++i) {
        clerks.emplace_back([&] {
            for (int n = 0; n < 5; ++n) {
                const casework::Message question{
                    policy::Happening::QuestionAsked, 0, policy::Channel::Portal, {}, "?"};
                if (open.office.desk().handle({{"clerk"}, stream, question}, monday + minutes{1})) ++asked;
            }
        });
    }
    for (std::thread& one : clerks) one.join();
    const CaseFile file = open.office.file(stream);
    CHECK(asked == 80);
    CHECK(file.now.threads.size() == 80);
    CHECK(file.now.events == before + 80);
    CHECK(store::verify({open.file.path()}, test_key().public_key(), {}).is_clean());
}

// THX-46
TEST_CASE("Whoever's licence lapsed while they had a request decides it no more, and has it no more") {
    OpenOffice open;
    const auto stream = open.office.done(SmallOffice::admission("M1"));
    open.office.done("therapist", stream, casework::Claim{0}, monday);
    report(open.store, stream_of(casework::PersonId{"therapist"}),
           Held{"licensed therapist", "physical therapy", {}, {}, therapy_rules().book().day_of(monday)},
           {monday, {"import"}});
    const calendar::Instant tuesday = monday + hours{24};
    const auto refused = open.office.desk().handle({{"therapist"}, stream, SmallOffice::approval()}, tuesday);
    CHECK(kind_of(refused) == RefusalKind::Unqualified);
    const CaseFile file = open.office.file(stream);
    CHECK(file.now.at(0).state == State::InReview);
    CHECK(file.now.at(0).reviewer.empty());
    CHECK(open.store.cases({.reviewer = "therapist"}).empty());
    const auto last = event_of(stream, open.store.read(stream, 1).back());
    CHECK(last.by.text == "desk");
    CHECK(std::get<casework::Released>(last.what).reason.find("does not hold today") != std::string::npos);
    // What is refused to somebody who fits stays with them.
    const auto other = open.office.done(SmallOffice::admission("M1"));
    open.office.done("therapist", other, casework::Claim{0}, monday);
    CHECK_FALSE(open.office.desk().handle({{"therapist"}, other, casework::Decide{0, {}, {}}}, monday));
    CHECK(open.office.file(other).now.at(0).reviewer.text == "therapist");
}

TEST_CASE("Two who claim one case at once: one of them has it") {
    OpenOffice open;
    Desk& desk = open.office.desk();
    report(open.store, stream_of(casework::PersonId{"colleague"}),
           Person{"Colleague", casework::Role::Reviewer, {"us"}}, {monday, {"import"}});
    report(open.store, stream_of(casework::PersonId{"colleague"}),
           Held{"licensed therapist", "physical therapy", {}, {}, {}}, {monday, {"import"}});
    const auto stream = open.office.done(SmallOffice::admission("M1"));
    std::atomic<int> claimed{0};
    std::vector<std::thread> both;
    for (const char* who : {"therapist", "colleague"}) {
        both.emplace_back([&, who] {
            if (desk.handle({{who}, stream, casework::Claim{0}}, monday + minutes{1})) ++claimed;
        });
    }
    for (std::thread& one : both) one.join();
    CHECK(claimed == 1);
}

} // namespace assent::desk
