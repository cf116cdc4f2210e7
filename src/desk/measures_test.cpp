// What is counted of a case as it goes its way: each duty by how it stands on the day it is due, the work
// that is open, and what happened.

#include "desk/measures.hpp"

#include <doctest/doctest.h>

#include "desk/rebuild.hpp"
#include "desk/small_office_test.hpp"

namespace assent::desk {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr calendar::Date tuesday = std::chrono::sys_days{std::chrono::year{2026} / 12 / 1};

struct CountedOffice : OpenOffice {
    std::int64_t count(std::string_view kind, const std::string& what, std::string_view outcome) {
        std::int64_t sum = 0;
        for (const store::Tally& one :
             store.tallies({"florida-medicaid/therapy", tuesday - days{400}, tuesday + days{400},
                            std::string(kind), std::string(outcome)}))
            sum += one.what == what ? one.count : 0;
        return sum;
    }
    void know_agency() {
        report(store, stream_of(casework::PersonId{"inspector"}),
               Person{"I", casework::Role::Agency, {"agency"}}, {monday, {"import"}});
    }
    void pass(calendar::Instant now) {
        while (office.desk().let_time_pass(now) > 0) {
        }
    }
};

} // namespace

// Received on Monday with everything: the first level has one business day, until Tuesday (THX-106).
TEST_CASE_FIXTURE(CountedOffice, "A decision counts on the day it is due, as open, in time, or late") {
    const char* clock = "decide at first level";
    const auto first = office.done(SmallOffice::admission("M1"));
    CHECK(count(counted::decision, clock, counted::open) == 1);
    CHECK(count(counted::work, "first level", counted::unassigned) == 1);
    office.done("therapist", first, casework::Claim{0});
    CHECK(count(counted::work, "first level", counted::unassigned) == 0);
    CHECK(count(counted::work, "first level", counted::assigned) == 1);
    office.done("therapist", first, SmallOffice::approval(), monday + hours{1});
    CHECK(count(counted::decision, clock, counted::open) == 0);
    CHECK(count(counted::decision, clock, counted::in_time) == 1);
    CHECK(count(counted::work, "first level", counted::assigned) == 0);
    CHECK(count(counted::finished, "first level", "therapist") == 1);
    CHECK(count(counted::decided, "admission", "approved") == 1);
    CHECK(count(counted::happened, "received", "") == 1);
    const auto rows = store.measures({.program = "florida-medicaid/therapy",
                                      .kind = "decision",
                                      .from = tuesday,
                                      .through = tuesday,
                                      .what = clock});
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].place.stream == first);
    CHECK(rows[0].measure.done == monday + hours{1});

    office.admit("M2");
    const auto second = office.done(SmallOffice::admission("M2"));
    pass(monday + days{2});
    CHECK(count(counted::decision, clock, counted::overdue) == 1);
    CHECK(count(counted::work, "first level", counted::overdue) == 1);
    office.done("therapist", second, casework::Claim{0}, monday + days{2});
    CHECK(count(counted::work, "first level", counted::overdue) == 1); // late, whoever has it
    office.done("therapist", second, SmallOffice::approval(), monday + days{2});
    CHECK(count(counted::decision, clock, counted::overdue) == 0);
    CHECK(count(counted::decision, clock, counted::late) == 1);
}

TEST_CASE_FIXTURE(CountedOffice,
                  "Pends and suspensions count once, and what waits is not yet anybody's to decide") {
    const auto stream = office.done(SmallOffice::admission("M1", false));
    office.done("therapist", stream, casework::Claim{0});
    office.done("therapist", stream, casework::Pend{0, {"plan of care"}, "It is missing."});
    CHECK(count(counted::happened, "pended", "first level") == 1);
    CHECK(count(counted::work, "first level", counted::assigned) == 0);
    CHECK(count(counted::finished, "first level", "therapist") == 0); // a pend is no end of the work
    casework::Supply supply;
    supply.papers.push_back(SmallOffice::paper("plan of care"));
    office.done("clerk", stream, supply, monday + hours{1});
    office.done("therapist", stream, casework::Pend{0, {"order"}, "It is not legible."}, monday + hours{2});
    CHECK(count(counted::happened, "pended", "first level") == 1);
    CHECK(count(counted::happened, "suspended", "") == 0);
}

TEST_CASE_FIXTURE(CountedOffice,
                  "A referral is the end of the first level's work, and the beginning of the next") {
    const auto stream = office.done(SmallOffice::admission("M1"));
    office.done("therapist", stream, casework::Claim{0});
    const auto& levels = therapy_rules().program().levels;
    const auto physicians = static_cast<std::uint16_t>(
        std::find_if(levels.begin(), levels.end(),
                     [](const auto& one) { return one.name.text == "physician level"; }) -
        levels.begin());
    office.done("therapist", stream, casework::Refer{0, physicians, "The frequency is above the guideline."});
    CHECK(count(counted::happened, "referred", "physician level") == 1);
    CHECK(count(counted::finished, "first level", "therapist") == 1);
    CHECK(count(counted::work, "physician level", counted::unassigned) == 1);
    CHECK(count(counted::decision, "decide at first level", counted::in_time) == 1);
    CHECK(count(counted::decision, "decide with physician", counted::open) == 1);
}

// THX-104, 105
TEST_CASE_FIXTURE(CountedOffice,
                  "What no provider is told counts by its words, and what they are told does not") {
    know_agency();
    const auto stream = office.done(SmallOffice::admission("M1"));
    office.done("therapist", stream, casework::Flag{0, "The office reads it, too.", false});
    CHECK(count(counted::concern, "flag", "") == 0);
    office.done("therapist", stream, casework::Flag{0, "Billed twice.", true});
    CHECK(count(counted::concern, "flag", "") == 1);
    const casework::Known seen{SmallOffice::fact("fraud.suspected"), -1, 0, {}, false};
    office.done("therapist", stream, casework::Report{0, {seen}});
    CHECK(count(counted::concern, "fraud.suspected", "") == 1);
    office.done("inspector", stream, casework::Direct{casework::Direction::Hold, "Wait for us."});
    CHECK(count(counted::concern, "direction", "hold") == 1);
    CHECK(compare(store, therapy_shelf(), any_document).findings.empty());
}

// THX-104: immediately is within an hour, on any day.
TEST_CASE_FIXTURE(CountedOffice,
                  "The agency is owed word of a concern for an hour of a Saturday; then it is late") {
    const calendar::Instant saturday = monday - days{2};
    const std::string word = "fraud report to agency by transmission";
    const auto stream = office.done(SmallOffice::admission("M1", true, saturday), saturday);
    office.done("therapist", stream, casework::Flag{0, "The office reads it, too.", false}, saturday);
    CHECK(count(counted::notice, word, counted::open) == 0);
    office.done("therapist", stream, casework::Flag{0, "Billed twice.", true}, saturday);
    CHECK(count(counted::notice, word, counted::open) == 1);
    pass(saturday + std::chrono::minutes{59});
    CHECK(count(counted::notice, word, counted::overdue) == 0);
    pass(saturday + std::chrono::minutes{61});
    CHECK(count(counted::notice, word, counted::overdue) == 1);
    CHECK(office.state(stream) == casework::State::InReview);
}

TEST_CASE_FIXTURE(CountedOffice,
                  "A notice counts as due until it is sent, and the number until it is reported") {
    const auto stream = office.done(SmallOffice::admission("M1"));
    office.done("therapist", stream, casework::Claim{0});
    office.done("therapist", stream, SmallOffice::approval());
    const auto of = [&](std::string_view kind, std::string_view outcome) {
        std::int64_t sum = 0;
        for (const store::Tally& one :
             store.tallies({"florida-medicaid/therapy", tuesday - days{9}, tuesday + days{9},
                            std::string(kind), std::string(outcome)}))
            sum += one.count;
        return sum;
    };
    const std::int64_t owed = of(counted::notice, counted::open) + of(counted::notice, counted::in_time);
    CHECK(of(counted::notice, counted::open) > 0);
    CHECK(of(counted::number, counted::open) == 0); // it is waited for once the approval was transmitted
    report(store, stream_of(casework::PersonId{"system"}), Person{"Outbox", casework::Role::System, {}},
           {monday, {"import"}});
    for (std::uint32_t number = 1; number <= office.file(stream).now.notices.size(); ++number)
        office.done("system", stream, casework::Send{number}, monday + std::chrono::minutes{1});
    CHECK(of(counted::notice, counted::open) == 0);
    CHECK(of(counted::notice, counted::in_time) == owed);
    CHECK(of(counted::number, counted::open) == 1);
    pass(monday + days{4});
    CHECK(of(counted::number, counted::overdue) == 1);
}

} // namespace assent::desk
