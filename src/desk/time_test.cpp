#include <doctest/doctest.h>

#include "casework/term.hpp"
#include "desk/desk.hpp"
#include "desk/small_office_test.hpp"

namespace assent::desk {
namespace {

using casework::State;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

// Pended on Monday at ten for a plan of care; nobody answers.
store::StreamId pended(SmallOffice& office) {
    const auto stream = office.done(SmallOffice::admission("M1", false));
    office.done("therapist", stream, casework::Claim{0});
    office.done("therapist", stream, casework::Pend{0, {"plan of care"}, "It is missing."});
    for (std::uint32_t notice = 1; notice <= office.file(stream).now.notices.size(); ++notice)
        office.done("system", stream, casework::Send{notice});
    return stream;
}

struct OfficeWithSystem : OpenOffice {
    OfficeWithSystem() {
        report(store, stream_of(casework::PersonId{"system"}), Person{"Outbox", casework::Role::System, {}},
               {monday, {"import"}});
    }
};

// Every passing of a due moment: of what, and due when.
std::vector<std::pair<casework::TermKey, calendar::Instant>> passings(store::Store& store,
                                                                      const store::StreamId& stream) {
    std::vector<std::pair<casework::TermKey, calendar::Instant>> all;
    for (const store::Event& event : store.read(stream, 2)) {
        const casework::Event one = event_of(stream, event);
        if (const auto* passed = std::get_if<casework::Passed>(&one.what))
            all.emplace_back(passed->term, passed->due);
    }
    return all;
}

} // namespace

TEST_CASE(
    "A decision that is late stands at its time in the lists, before all that is not, until it is made") {
    OfficeWithSystem open;
    const auto stream = open.office.done(SmallOffice::admission("M1"));
    open.office.done("therapist", stream, casework::Claim{0});
    const auto due = open.store.case_row(stream)->due;
    REQUIRE(due.has_value());
    CHECK(open.store.due_cases(*due - std::chrono::seconds{1}, 10) == 0);
    const auto late = *due + days{1};
    while (open.office.desk().let_time_pass(late) > 0) {
    }
    CHECK(open.store.case_row(stream)->due == due);
    CHECK(open.store.due_cases(late, 10) == 1);
    open.office.done("therapist", stream, SmallOffice::approval(), late);
    CHECK(open.store.due_cases(late, 10) == 0);
}

// The server stood still while two moments fell due: each letter says how things stood at its own.
TEST_CASE("What fell due while nobody looked is told as of its moment, in letters without a gap") {
    OfficeWithSystem open;
    const auto stream = pended(open.office);
    open.office.desk().let_time_pass(monday + days{7});
    CHECK(passings(open.store, stream).size() >= 2);
    std::size_t suspended = 0;
    for (const store::Event& event : open.store.read(store::StreamId::of_letters(stream), 1)) {
        CHECK(event.payload->find("{{") == std::string::npos);
        if (event.payload->find("suspended") == std::string::npos) continue;
        ++suspended;
        CHECK(event.payload->find("plan of care") != std::string::npos);
    }
    CHECK(suspended > 0);
}

TEST_CASE("A pend that nobody answers suspends the request the second after it is due, by itself and once") {
    OfficeWithSystem open;
    const auto stream = pended(open.office);
    CHECK(open.office.state(stream) == State::Pended);
    const auto alarms = open.store.due_alarms(monday + days{3}, 10);
    REQUIRE(alarms.size() == 1);
    CHECK(open.office.desk().let_time_pass(alarms[0].at - std::chrono::seconds{1}) == 0);
    calendar::Instant now{};
    for (int i = 0; i < 10 && open.office.state(stream) == State::Pended; ++i) {
        now = open.store.due_alarms(monday + days{5}, 1).at(0).at;
        open.office.desk().let_time_pass(now);
    }
    CHECK(open.office.state(stream) == State::Suspended);
    const auto before = passings(open.store, stream).size();
    open.office.desk().let_time_pass(now);
    open.office.desk().let_time_pass(now);
    CHECK(passings(open.store, stream).size() == before);
}

TEST_CASE("What fell due while the house was dark has the effect and the due moments it would have had") {
    OfficeWithSystem lit, dark;
    const auto there = pended(lit.office);
    const auto here = pended(dark.office);
    const calendar::Instant back = monday + days{7};
    for (calendar::Instant now = monday; now <= back; now += minutes{30})
        lit.office.desk().let_time_pass(now);
    for (int i = 0; i < 5; ++i) dark.office.desk().let_time_pass(back);
    CHECK(dark.office.state(here) == lit.office.state(there));
    const auto on_time = passings(lit.store, there);
    const auto late = passings(dark.store, here);
    REQUIRE(on_time.size() == late.size());
    for (std::size_t i = 0; i < on_time.size(); ++i) {
        CHECK(on_time[i].first.term == late[i].first.term);
        CHECK(on_time[i].second == late[i].second);
    }
}

TEST_CASE("Whoever acts after a due moment finds that it has passed, though no timer came by") {
    OfficeWithSystem open;
    const auto stream = pended(open.office);
    const casework::Supply supply{
        0, {}, {}, {SmallOffice::paper("plan of care", monday + days{2})}, policy::Channel::Upload, {}};
    open.office.done("clerk", stream, supply, monday + days{2});
    CHECK_FALSE(passings(open.store, stream).empty());
    CHECK(open.office.file(stream).now.at(0).reopened);
}

TEST_CASE(
    "Nothing is alarmed for ever: time that passes over a case moves its alarm ahead or takes it away") {
    OfficeWithSystem open;
    pended(open.office);
    calendar::Instant now = monday;
    for (int i = 0; i < 400; ++i) {
        const auto next = open.store.due_alarms(monday + days{4000}, 1);
        if (next.empty()) break;
        REQUIRE(next[0].at > now);
        now = next[0].at;
        open.office.desk().let_time_pass(now);
    }
    CHECK(open.store.due_alarms(now, 10).empty());
}

TEST_CASE(
    "A case that cannot be read ends a round, and keeps time from no other when each is gone over by "
    "itself") {
    OfficeWithSystem open;
    const auto good = pended(open.office);
    const auto bad = store::StreamId::of_case("M0", "C0");
    store::Batch unreadable{{{bad, 0, {record_of(Opened{"no/such", "hash"}, {monday, {"import"}})}}}};
    unreadable.alarms = {{bad, monday}};
    REQUIRE(open.store.commit(unreadable).has_value());
    const calendar::Instant late = monday + days{2};
    CHECK_THROWS_WITH_AS(open.office.desk().let_time_pass(late), doctest::Contains(bad.text().c_str()),
                         base::Failure);
    CHECK(open.office.state(good) == State::Pended);
    const auto due = open.office.desk().due(late, 10);
    REQUIRE(due == std::vector<store::StreamId>{bad, good});
    open.office.desk().let_time_pass_over(good, late);
    CHECK(open.office.state(good) == State::Suspended);
}

} // namespace assent::desk
