// What ends after retention and what keeps it: boundaries, holds, documents that others name, and that the
// log, a rebuild and what is found are as they should be afterwards.

#include "desk/retention.hpp"

#include <doctest/doctest.h>

#include "desk/drafts.hpp"
#include "desk/handed_documents.hpp"
#include "desk/merges.hpp"
#include "desk/rebuild.hpp"
#include "desk/second_opinions.hpp"
#include "desk/sent_letters_test.hpp"
#include "store/document_folder_test.hpp"
#include "store/verify.hpp"

namespace assent::desk {
namespace {

using casework::RefusalKind;
using casework::Role;
using std::chrono::days;

const casework::Actor keeper{{"plan"}, Role::PlanAdministrator, {"us"}, {}, {}};
const Cause cause{monday, {"administrator"}};

// Two cases that were approved long ago, each with a paper of its own and one that both name.
struct OldHouse : OpenOffice {
    store::TemporaryFile folder;
    store::Documents documents{folder.path(), store::ring_of("1")};
    HandedDocuments handed{store, documents};
    const casework::Actor clerk{{"clerk"}, Role::Provider, {"clinic"}, {}, {}};
    const std::string common = keep("a common order");
    std::vector<store::StreamId> cases;
    calendar::Instant rests; // since when the first of them is at rest

    OldHouse() {
        for (const char* member : {"M1", "M2"}) {
            office.admit(member);
            Order order = SmallOffice::admission(member);
            auto& papers = std::get<casework::Submit>(order.command).papers;
            papers[0].document = common;
            papers[1].document = keep(std::string("the plan of care of ") + member);
            cases.push_back(at_rest(office, order));
        }
        // What was granted lasts longer than anything happens: 168 days from the tenth of December.
        rests = calendar::Instant{std::chrono::sys_days{std::chrono::year{2027} / 5 / 27}};
        REQUIRE(store.read(cases[0], store.head(cases[0]).sequence).back().at < rests);
    }

    std::string keep(const std::string& content) {
        return handed.keep(clerk, content, "text/plain", monday).digest;
    }
    bool is_kept(const std::string& content) const {
        return documents.check(*store::digest_of(base::sha256_text(content))).has_value();
    }
    Retention after(std::int64_t years, std::chrono::seconds more = {}) {
        const auto day = std::chrono::floor<days>(rests);
        const std::chrono::year_month_day date{day};
        const auto then = std::chrono::sys_days{date + std::chrono::years{years}} + (rests - day);
        return {store, therapy_shelf(), 10, calendar::Instant{then} + more};
    }
    static std::string found(const Retention& retention) {
        std::string all;
        for (const DueCase& one : retention.due(std::nullopt).found)
            all += one.of.text() + (one.held_by ? fmt::format(" held by {}", *one.held_by) : "") + "\n";
        return all;
    }
    bool is_due(const Retention& retention, std::size_t which) const {
        return found(retention).find(cases[which].text() + "\n") != std::string::npos;
    }
    void check_whole() {
        const store::Verification log = store::verify({file.path()}, test_key().public_key(), {});
        for (const std::string& one : log.findings) MESSAGE(one);
        CHECK(log.is_clean());
        const Comparison compared = compare(store, therapy_shelf(), [&](const base::Digest& digest) {
            return documents.check(digest).has_value();
        });
        for (const std::string& one : compared.findings) MESSAGE(one);
        CHECK(compared.findings.empty());
    }
};

} // namespace

TEST_CASE_FIXTURE(OldHouse,
                  "A case is due when it has been at rest for the years of retention, and no second sooner") {
    CHECK(found(after(9)).empty());
    CHECK_FALSE(after(10, std::chrono::seconds{-1}).retire(cases[0], cause));
    CHECK_FALSE(is_retired(store, cases[0]));
    CHECK(is_due(after(10), 0));
    CHECK(after(10).retire(cases[0], cause));
    CHECK(is_retired(store, cases[0]));
}

TEST_CASE_FIXTURE(OldHouse,
                  "What was said is gone after retention, who did what stays, and everything is verified") {
    const Retention retention = after(11);
    const auto before = store.read(cases[0], 1);
    const auto letters = store.read(store::StreamId::of_letters(cases[0]), 1);
    REQUIRE_FALSE(letters.empty());
    REQUIRE(retention.retire(cases[0], cause));
    CHECK_FALSE(retention.retire(cases[0], cause));
    const auto now = store.read(cases[0], 1);
    REQUIRE(now.size() == before.size() + 1);
    for (std::size_t i = 0; i < before.size(); ++i) {
        CHECK_FALSE(now[i].payload);
        CHECK(now[i].hash == before[i].hash);
        CHECK(now[i].actor == before[i].actor);
        CHECK(now[i].kind == before[i].kind);
    }
    CHECK(now.back().kind == "Retired");
    CHECK(now.back().actor == "administrator");
    for (const store::Event& event : store.read(store::StreamId::of_letters(cases[0]), 1))
        CHECK_FALSE(event.payload);
    CHECK_FALSE(read_file(store, therapy_shelf(), cases[0]));
    CHECK_FALSE(read_file_as_of(store, therapy_shelf(), cases[0], rests));
    CHECK_FALSE(office.desk().see({"therapist"}, cases[0], monday + days{5000}).has_value());
    CHECK(store.cases({.member = "M1"}).empty());
    CHECK(store.cases({.member = "M2"}).size() == 1);
    CHECK(store.measures_of(cases[0]).empty());
    CHECK_FALSE(is_due(retention, 0));
    check_whole();
    CHECK(rebuild(store, therapy_shelf()) == 1);
    check_whole();
    CHECK(store.cases({}).size() == 1);
    // The member may ask for something else, and is told of nothing that is gone.
    office.done(SmallOffice::admission("M1"), monday + days{5000});
}

TEST_CASE_FIXTURE(OldHouse, "Documents go when nothing names them any more, and may come again") {
    const Retention retention = after(11);
    keep("handed in, and never named");
    const std::string drafted = keep("named by a draft");
    REQUIRE(Drafts(store, clerk).save("D1", "{\"document\":\"" + drafted + "\"}", std::nullopt, monday));
    handed.keep(clerk, "handed in lately", "text/plain", monday + days{5000});
    REQUIRE(retention.retire(cases[0], cause));
    CHECK(retention.retire_documents(documents, cause) == 2);
    CHECK_FALSE(is_kept("the plan of care of M1"));
    CHECK_FALSE(is_kept("handed in, and never named"));
    for (const char* content :
         {"the plan of care of M2", "a common order", "named by a draft", "handed in lately"})
        CHECK_MESSAGE(is_kept(content), content);
    CHECK_FALSE(handed.find(base::sha256_text("the plan of care of M1")));
    CHECK_FALSE(handed.may_file(clerk, base::sha256_text("the plan of care of M1")));
    std::size_t looked = 0;
    for_each_handed_document(store, [&](const std::string&) { ++looked; });
    CHECK(looked == 4);
    check_whole();
    REQUIRE(retention.retire(cases[1], cause));
    CHECK(retention.retire_documents(documents, cause) == 2);
    CHECK_FALSE(is_kept("a common order"));
    CHECK(keep("the plan of care of M1") == base::sha256_text("the plan of care of M1"));
    CHECK(handed.find(base::sha256_text("the plan of care of M1")));
    check_whole();
}

TEST_CASE_FIXTURE(OldHouse, "A document whose removal a crash broke off goes the next time") {
    const Retention retention = after(11);
    REQUIRE(retention.retire(cases[0], cause));
    REQUIRE(retention.retire_documents(documents, cause) == 1);
    std::istringstream again("the plan of care of M1"); // as if its file had been left
    documents.put(store::reader_of(again));
    CHECK(retention.retire_documents(documents, cause) == 1);
    CHECK_FALSE(is_kept("the plan of care of M1"));
}

TEST_CASE_FIXTURE(OldHouse,
                  "A hold on a case or on a member, under any identifier, keeps it until it is lifted") {
    const Retention retention = after(11);
    REQUIRE_FALSE(put_hold(store, cases[0].text().substr(5), "Rivera against the plan", keeper, monday));
    CHECK(found(retention).find(cases[0].text() + " held by 1") != std::string::npos);
    CHECK(is_due(retention, 1)); // another member's
    CHECK_FALSE(retention.retire(cases[0], cause));
    REQUIRE_FALSE(put_hold(store, "M1", "an audit", keeper, monday));
    REQUIRE_FALSE(lift_hold(store, 1, "it was settled", keeper, monday + days{1}));
    CHECK_FALSE(retention.retire(cases[0], cause)); // the other one holds
    REQUIRE_FALSE(lift_hold(store, 2, "it is over", keeper, monday + days{1}));
    CHECK(is_due(retention, 0));
    const auto all = holds(store);
    REQUIRE(all.size() == 2);
    CHECK(all[0].reason == "Rivera against the plan");
    CHECK(all[0].by.text == "plan");
    CHECK(all[0].lifted == "it was settled");
    CHECK(all[0].until == monday + days{1});
    REQUIRE_FALSE(
        merge(store, {{"M1"}, {"M2"}, "One child."}, {{"max"}, Role::Intake, {"us"}, {}, {}}, monday));
    REQUIRE_FALSE(put_hold(store, "M2", "an audit", keeper, monday));
    CHECK_FALSE(is_due(retention, 0));
    CHECK_FALSE(retention.retire(cases[0], cause));
    CHECK(retention.retire_documents(documents, cause) == 0);
    CHECK(is_kept("the plan of care of M1"));
}

TEST_CASE_FIXTURE(OldHouse, "What cannot be held or lifted is refused with what to do instead") {
    for (const Role role : {Role::Reviewer, Role::Supervisor, Role::Auditor, Role::Intake})
        CHECK(put_hold(store, "M1", "x", {{"max"}, role, {"us"}, {}, {}}, monday)->kind ==
              RefusalKind::NotAllowed);
    CHECK(put_hold(store, "M1", " ", keeper, monday)->kind == RefusalKind::Incomplete);
    for (const char* on : {"", "M99", "M1/C99", "M1/", "a b", "case/M1"})
        CHECK(put_hold(store, on, "x", keeper, monday)->kind == RefusalKind::Nothing);
    CHECK(lift_hold(store, 1, "x", keeper, monday)->kind == RefusalKind::Nothing);
    REQUIRE_FALSE(put_hold(store, "M1", "x", keeper, monday));
    REQUIRE_FALSE(lift_hold(store, 1, "y", keeper, monday));
    CHECK(lift_hold(store, 1, "y", keeper, monday)->kind == RefusalKind::Nothing);
}

TEST_CASE_FIXTURE(OldHouse, "What is open, or waits to be sent, is not due however old it is") {
    office.admit("M3");
    const store::StreamId open = office.done(SmallOffice::admission("M3"));
    office.admit("M4");
    const store::StreamId unsent = office.done(SmallOffice::admission("M4"));
    office.done("therapist", unsent, casework::Claim{0});
    office.done("therapist", unsent, SmallOffice::approval());
    const Retention retention = after(40);
    for (const store::StreamId& of : {open, unsent}) {
        CHECK(found(retention).find(of.text()) == std::string::npos);
        CHECK_FALSE(retention.retire(of, cause));
    }
}

TEST_CASE_FIXTURE(OldHouse, "A sample of decisions goes with what it was drawn from") {
    const casework::Actor auditor{{"audit"}, Role::Auditor, {"us"}, {}, {}};
    const SampleWish wish{"florida-medicaid/therapy", std::chrono::year{2026} / 11, 2, "x"};
    const auto early = draw_sample(store, therapy_shelf(), wish, auditor, monday);
    const auto late = draw_sample(store, therapy_shelf(), wish, auditor, rests + days{3000});
    REQUIRE((early.has_value() && late.has_value()));
    // What was said of a case that is held is kept with it.
    const std::string on = read_sample(store, *early)->all[0].of.text().substr(5);
    REQUIRE_FALSE(put_hold(store, on, "A matter at court.", keeper, monday));
    CHECK(after(11).retire_samples(cause) == 0);
    REQUIRE_FALSE(lift_hold(store, 1, "It is over.", keeper, monday));
    CHECK(after(11).retire_samples(cause) == 1);
    CHECK_FALSE(read_sample(store, *early));
    CHECK(read_sample(store, *late));
    CHECK(after(11).retire_samples(cause) == 0);
    check_whole();
}

} // namespace assent::desk
