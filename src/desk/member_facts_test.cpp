#include "desk/member_facts.hpp"

#include <doctest/doctest.h>

#include <map>
#include <sstream>

#include "casework/case_facts.hpp"
#include "desk/import.hpp"
#include "desk/small_office_test.hpp"
#include "desk/turn.hpp"

namespace assent::desk {
namespace {

using casework::Known;
using casework::State;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

calendar::Date in_2026(std::chrono::month_day day) {
    return std::chrono::year{2026} / day.month() / day.day();
}

constexpr auto first_of_year = std::chrono::January / 1;

Eligible eligible(std::optional<std::chrono::month_day> through = {}) {
    Eligible span{in_2026(first_of_year), {}, {}};
    if (through) span.through = in_2026(*through);
    return span;
}

struct Recorded : OpenOffice {
    void say(const char* member, const Report& what, calendar::Instant now = monday) {
        report(store, stream_of(casework::MemberId{member}), what, {now, {"import"}});
    }
    std::optional<std::int64_t> known(const store::StreamId& of, const char* fact) {
        const CaseFile file = office.file(of);
        const Known* told = casework::told(file.now.at(0), SmallOffice::fact(fact));
        return told ? std::optional(told->value) : std::nullopt;
    }
};

// Missouri's exceptions test the eligibility of two days.
const casework::RuleBook& exceptions() {
    static const RuleShelf shelf = [] {
        base::Diagnostics warnings;
        auto read = catalog::read_one_program(ASSENT_SOURCE_DIR "/programs/mo-healthnet/exceptions",
                                              catalog::Scenarios::Leave, warnings);
        RuleShelf made;
        for (const catalog::Version& version : read.value().versions)
            made.keep(version, [](const std::string& id) { return "Name of " + id; }).value();
        made.govern(std::move(*read));
        return made;
    }();
    return shelf.in_force("mo-healthnet/exceptions", monday)->book();
}

} // namespace

TEST_CASE("A request that waits for eligibility goes on by itself once the record says it") {
    Recorded at;
    const auto of = at.office.done(SmallOffice::admission("M2"));
    REQUIRE(at.office.state(of) == State::Received);
    CHECK(at.office.desk().due(monday + minutes{5}, 10).empty());
    at.say("M2", eligible(), monday + minutes{10});
    CHECK(at.office.desk().let_time_pass(monday + minutes{10}) == 1);
    CHECK(at.known(of, "member.eligible") == 1);
    CHECK(at.office.state(of) == State::InReview);
    CHECK(at.office.desk().due(monday + minutes{10}, 10).empty());
}

TEST_CASE("A request in review is stopped as soon as the record says what its program stops it for, THX-40") {
    Recorded at;
    const auto of = at.office.done(SmallOffice::admission("M1"));
    REQUIRE(at.office.state(of) == State::InReview);
    at.say("M1", eligible(std::chrono::November / 30), monday + hours{1});
    at.office.desk().let_time_pass(monday + hours{1});
    CHECK(at.office.file(of).now.at(0).ended == casework::EndedAs::Cancelled);
}

TEST_CASE("What was decided rests on what the record said then") {
    Recorded at;
    const auto of = at.office.done(SmallOffice::admission("M1"));
    at.office.done("therapist", of, casework::Claim{0});
    at.office.done("therapist", of, SmallOffice::approval());
    at.say("M1", eligible(std::chrono::November / 30), monday + hours{1});
    at.office.desk().let_time_pass(monday + days{2});
    CHECK(at.known(of, "member.eligible") == 1);
    CHECK(at.office.state(of) == State::Decided);
}

TEST_CASE("A turn rests on the record that it read: when that grew meanwhile, nothing is written") {
    Recorded at;
    const auto of = at.office.done(SmallOffice::admission("M1"));
    Turn turn(at.store, at.office.file(of), monday + hours{1});
    turn.let_time_pass();
    REQUIRE_FALSE(turn.act(casework::Claim{0}, identify(at.store, {"therapist"}).value()));
    at.say("M1", eligible(std::chrono::November / 30));
    const auto outcome = at.store.commit(turn.batch());
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().stream == stream_of(casework::MemberId{"M1"}));
}

TEST_CASE("An imported file wakes the cases of the members that it says something new of") {
    Recorded at;
    const auto waits = at.office.done(SmallOffice::admission("M2"));
    at.office.done(SmallOffice::admission("M1"));
    std::istringstream rows("member,from,through,determined\nM1,2026-01-01,,\nM2,2026-01-01,,\n");
    ImportFile file{ImportKind::Eligibility, "eligibility.csv", rows};
    file.reject = [](std::string_view) {};
    file.tell = [](const Progress&) {};
    REQUIRE(import_file(at.store, file, {{"import"}, monday + hours{1}, {}}));
    const auto woken = at.office.desk().due(monday + hours{1}, 10);
    REQUIRE(woken.size() == 1);
    CHECK(woken[0] == waits);
}

TEST_CASE("A program says of which day a record tells eligibility, EXC-02") {
    const casework::RuleBook& book = exceptions();
    Standing member;
    member.eligible = {eligible(std::chrono::June / 30)};
    const auto number = [&](const char* name) {
        return static_cast<std::uint16_t>(book.program().fact(name) - book.program().facts.data());
    };
    using Both = std::pair<std::optional<std::int64_t>, std::optional<std::int64_t>>;
    const auto on = [&](const std::vector<Known>& told, std::chrono::month_day today) {
        std::map<std::uint16_t, std::optional<std::int64_t>> all;
        for (const OnRecord& one : on_record(member, book, told, in_2026(today))) all[one.fact] = one.value;
        return Both{all.at(number("member.eligible")), all.at(number("member.eligible_at_service"))};
    };
    const auto starting = [&](std::chrono::month_day start) {
        return std::vector<Known>{{number("request.start"), -1, policy::days_of(in_2026(start)), {}, false}};
    };
    CHECK(on(starting(std::chrono::July / 3), std::chrono::June / 30) == Both{1, 0});
    CHECK(on(starting(std::chrono::June / 3), std::chrono::July / 1) == Both{0, 1});
    CHECK(on({}, std::chrono::June / 30) == Both{1, 1}); // without a day of service, it is today
    member.eligible.clear();
    CHECK(on({}, std::chrono::June / 30) == Both{std::nullopt, std::nullopt});
}

TEST_CASE(
    "What somebody has goes back as soon as they are not fit for it, by a licence that lapsed or because "
    "they left") {
    Recorded at;
    const auto first = at.office.done(SmallOffice::admission("M1"));
    at.office.done("therapist", first, casework::Claim{0});
    CHECK(at.office.file(first).now.at(0).reviewer.text == "therapist");
    const auto therapist = stream_of(casework::PersonId{"therapist"});
    report(at.store, therapist,
           Held{"licensed therapist", "physical therapy", {}, {}, in_2026(std::chrono::November / 29)},
           {monday + hours{1}, {"import"}});
    CHECK(at.office.desk().let_time_pass(monday + hours{1}) == 1);
    CHECK(at.office.file(first).now.at(0).reviewer.empty());
    report(at.store, therapist, Held{"licensed therapist", "physical therapy", {}, {}, {}},
           {monday + hours{1}, {"import"}});
    at.office.admit("M2");
    const auto second = at.office.done(SmallOffice::admission("M2"), monday + hours{2});
    at.office.done("therapist", second, casework::Claim{0}, monday + hours{2});
    Person gone{"Therapist", casework::Role::Reviewer, {"us"}};
    gone.ended = true;
    report(at.store, therapist, gone, {monday + hours{3}, {"plan"}});
    at.office.desk().let_time_pass(monday + hours{3});
    CHECK(at.office.file(second).now.at(0).reviewer.empty());
}

} // namespace assent::desk
