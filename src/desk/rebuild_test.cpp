#include "desk/rebuild.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "desk/small_office_test.hpp"

namespace assent::desk {
namespace {

using std::chrono::days;
using std::chrono::minutes;

// Twelve cases at several stages, over which three days have passed.
struct BusyOffice : OpenOffice {
    std::vector<store::StreamId> cases;

    BusyOffice() {
        for (int i = 0; i < 12; ++i) {
            const std::string member = fmt::format("M{}", 10 + i);
            office.admit(member);
            const auto stream = office.done(SmallOffice::admission(member, i % 3 != 0));
            if (i % 2 == 0) office.done("therapist", stream, casework::Claim{0}, monday + minutes{i});
            if (i % 4 == 0 && i % 3 != 0)
                office.done("therapist", stream, SmallOffice::approval(), monday + minutes{20 + i});
            cases.push_back(stream);
        }
        for (int day = 0; day < 3; ++day) office.desk().let_time_pass(monday + days{day});
    }
};

bool tells(const Comparison& comparison, const std::string& finding) {
    const auto& all = comparison.findings;
    return std::any_of(all.begin(), all.end(),
                       [&](const std::string& one) { return one.find(finding) != std::string::npos; });
}

} // namespace

TEST_CASE("What the desk wrote is what the log says, after time has passed too") {
    BusyOffice open;
    const Comparison found = compare(open.store, therapy_shelf(), any_document);
    for (const std::string& one : found.findings) MESSAGE(one);
    CHECK(found.findings.empty());
    CHECK(found.cases == 12);
    CHECK(found.waiting > 0);
}

TEST_CASE("The row of an account that is not what its records say is told, and made again") {
    BusyOffice open;
    const auto account = stream_of(clerk);
    report(open.store, account, Person{"Clerk", casework::Role::Provider, {"clinic"}, true, "left"},
           {monday + minutes{5}, {"chief"}});
    const auto right = open.store.account_row(account);
    REQUIRE(right.has_value());
    CHECK(right->ended);
    CHECK(right->since == monday + minutes{5});
    store::Batch wrong;
    wrong.accounts = {*right};
    wrong.accounts[0].ended = false;
    REQUIRE(open.store.commit(wrong).has_value());
    CHECK(
        tells(compare(open.store, therapy_shelf(), any_document),
              "standing/person:clerk: its row in the list of its organization is not what its records say"));
    rebuild(open.store, therapy_shelf());
    CHECK(open.store.account_row(account) == right);
    CHECK(open.store.accounts({"us"}).size() == 2);
    CHECK(compare(open.store, therapy_shelf(), any_document).findings.empty());
}

TEST_CASE("An account that cannot be read is told, and hides no other") {
    BusyOffice open;
    store::Batch broken;
    broken.appends = {{stream_of(casework::PersonId{"aaa"}), 0, {{monday, "a", "r", "Nonsense", 1, "{}"}}}};
    broken.accounts = {
        {stream_of(casework::PersonId{"clerk"}), "clinic", "Other", "provider", false, monday}};
    REQUIRE(open.store.commit(broken).has_value());
    const Comparison found = compare(open.store, therapy_shelf(), any_document);
    CHECK(tells(found, "cannot read standing/person:aaa event 1"));
    CHECK(tells(found, "standing/person:clerk: its row"));
    CHECK(found.findings.size() == 2);
}

TEST_CASE("A row, an alarm and a posting that are not what the log says are each told by their case") {
    BusyOffice open;
    store::Batch wrong;
    auto row = open.store.case_row(open.cases[1]);
    REQUIRE(row.has_value());
    row->state = "closed";
    wrong.cases.push_back(*row);
    wrong.alarms.push_back({open.cases[2], monday + days{4000}});
    wrong.postings.push_back({open.cases[3], "mail", to_json(Posted{99, ""}), monday});
    wrong.measures.push_back({open.cases[4], {}});
    const auto waiting = open.store.waiting(monday + days{9}, 1);
    REQUIRE(waiting.size() == 1);
    wrong.deliveries.push_back({waiting[0].id, store::Delivered::Sent});
    REQUIRE(open.store.commit(wrong).has_value());
    const Comparison found = compare(open.store, therapy_shelf(), any_document);
    CHECK(found.findings.size() == 5);
    CHECK(tells(found, open.cases[4].text() + ": what is counted of it"));
    CHECK(tells(found, open.cases[1].text() + ": its row"));
    CHECK(tells(found, open.cases[2].text() + ": its alarm"));
    CHECK(tells(found, open.cases[3].text() + ": the outbox holds"));
    CHECK(tells(found, waiting[0].stream.text() + ": its notice"));
}

TEST_CASE("A document that a case names and nobody keeps is told by the case") {
    BusyOffice open;
    const std::string digest(64, 'a');
    casework::Paper paper = SmallOffice::paper("plan of care", monday);
    paper.document = digest;
    open.office.done("therapist", open.cases[2], casework::File{0, paper}, monday + minutes{30});
    const auto found = [&](bool kept) {
        return compare(open.store, therapy_shelf(), [=](const base::Digest&) { return kept; });
    };
    CHECK(found(true).findings.empty());
    CHECK(found(false).findings ==
          std::vector{open.cases[2].text() + ": its document " + digest + " is missing"});
}

TEST_CASE("Rebuilding makes everything again as it was, and a second time changes nothing") {
    BusyOffice open;
    const auto rows = open.store.cases({.limit = 100});
    const std::size_t waiting = open.store.waiting(monday + days{9}, 1000).size();
    store::Batch lost;
    lost.projections = store::Projections::Forget;
    REQUIRE(open.store.commit(lost).has_value());
    CHECK(open.store.cases({.limit = 100}).empty());
    for (int i = 0; i < 2; ++i) {
        CHECK(rebuild(open.store, therapy_shelf()) == 12);
        CHECK(compare(open.store, therapy_shelf(), any_document).findings.empty());
        CHECK(open.store.cases({.limit = 100}).size() == rows.size());
        CHECK(open.store.waiting(monday + days{9}, 1000).size() == waiting);
    }
}

TEST_CASE("Who has read what is noted as the log says, and again when the rows were lost") {
    BusyOffice open;
    Readings readings(open.store);
    const auto actor = identify(open.store, {"therapist"});
    readings.note(*actor, open.cases[0], "case", monday);
    readings.note(*actor, open.cases[1], "letters/1", monday + minutes{1});
    CHECK(compare(open.store, therapy_shelf(), any_document).findings.empty());
    const auto noted = [&] { return open.store.readings({.person = "therapist"}); };
    const auto before = noted();
    CHECK(before.size() == 2);
    store::Database other({open.file.path()}, store::Access::ReadWrite);
    other.run("lose", "DELETE FROM reading WHERE what = 'case'");
    CHECK(tells(compare(open.store, therapy_shelf(), any_document), "reads/therapist: what they have read"));
    rebuild(open.store, therapy_shelf());
    CHECK(noted() == before);
    CHECK(compare(open.store, therapy_shelf(), any_document).findings.empty());
}

TEST_CASE("What was given up stays given up when the rest is rebuilt") {
    BusyOffice open;
    const auto first = open.store.waiting(monday + days{9}, 1);
    open.store.give_up(first.at(0).id, "no such number");
    const std::size_t waiting = open.store.waiting(monday + days{9}, 1000).size();
    rebuild(open.store, therapy_shelf());
    CHECK(open.store.given_up(10).size() == 1);
    CHECK(open.store.waiting(monday + days{9}, 1000).size() == waiting);
    CHECK(compare(open.store, therapy_shelf(), any_document).findings.empty());
}

TEST_CASE("A case under rules that are not on the shelf is a finding, and rebuilding stops at it") {
    BusyOffice open;
    const RuleShelf empty;
    CHECK(compare(open.store, empty, any_document).findings.size() >= 12);
    CHECK_THROWS_WITH_AS(rebuild(open.store, empty), doctest::Contains("not published here"), base::Failure);
}

} // namespace assent::desk
