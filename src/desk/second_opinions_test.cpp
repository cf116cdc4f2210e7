// Whether reviewers decide alike (UMX-02): what is drawn, who is asked, what they are shown.

#include "desk/second_opinions.hpp"

#include <doctest/doctest.h>

#include "desk/sent_letters_test.hpp"

namespace assent::desk {
namespace {

using casework::RefusalKind;
using casework::Role;
using std::chrono::hours;
using std::chrono::year;

const casework::Actor auditor{{"audit"}, Role::Auditor, {"us"}, {}, {}};

// Three cases that one therapist has approved, and another therapist of the same house.
struct ThreeApproved : OpenOffice {
    std::vector<store::StreamId> cases;

    ThreeApproved() {
        for (const char* who : {"other-therapist", "third-therapist"}) therapist(who);
        for (const char* member : {"M1", "M2", "M3"}) {
            office.admit(member);
            cases.push_back(office.done(SmallOffice::admission(member)));
            office.done("therapist", cases.back(), casework::Claim{0});
            office.done("therapist", cases.back(), SmallOffice::approval(), monday + hours{1});
        }
    }

    void therapist(const std::string& who) {
        const auto stream = stream_of(casework::PersonId{who});
        report(store, stream, Person{who, Role::Reviewer, {"us"}}, {monday, {"import"}});
        report(store, stream, Held{"licensed therapist", "physical therapy", {}, {}, {}},
               {monday, {"import"}});
    }
    casework::Actor actor(const std::string& who) { return *identify(store, {who}); }
    static SampleWish wish(std::int64_t size = 3, std::string seed = "one") {
        return {"florida-medicaid/therapy", year{2026} / 11, size, std::move(seed)};
    }
    Sample drawn(const SampleWish& wish) {
        const auto number = draw_sample(store, therapy_shelf(), wish, auditor, later);
        REQUIRE(number.has_value());
        return *read_sample(store, *number);
    }
    std::optional<casework::Refusal> give(const Sample& sample, const Sampled& one, const std::string& who,
                                          std::string would = "approve") {
        return give_opinion(store, therapy_shelf(),
                            {sample.number, one.of, {{std::move(would), "It follows the criteria."}}},
                            actor(who), later);
    }

    const calendar::Instant later = monday + hours{3};
};

std::string cases_of(const Sample& sample) {
    std::string all;
    for (const Sampled& one : sample.all) all += one.of.text() + " ";
    return all;
}

} // namespace

TEST_CASE_FIXTURE(ThreeApproved,
                  "A seed draws the same decisions again, and each goes to somebody else who fits") {
    const Sample sample = drawn(wish(2));
    REQUIRE(sample.all.size() == 2);
    CHECK(cases_of(drawn(wish(2))) == cases_of(sample));
    CHECK(sample.number.starts_with("2026-11-S"));
    CHECK(sample.seed == "one");
    for (const Sampled& one : sample.all) {
        CHECK(one.by.text == "therapist");
        CHECK(one.decided == std::vector<std::string>{"approve"});
    }
    // The load is even, and a physician is no therapist.
    CHECK(sample.all[0].asked.text == "other-therapist");
    CHECK(sample.all[1].asked.text == "third-therapist");
    CHECK(drawn(wish(20)).all.size() == 3); // no more than there are
    bool differs = false;
    for (const char* seed : {"two", "three", "four", "five", "six"})
        differs = differs || cases_of(drawn(wish(2, seed))) != cases_of(sample);
    CHECK(differs);
    CHECK_FALSE(drawn(wish(1, "")).seed.empty());
}

TEST_CASE_FIXTURE(ThreeApproved, "What cannot be drawn is refused with what to do instead") {
    const auto refused = [&](const SampleWish& wish, const casework::Actor& by) {
        const auto number = draw_sample(store, therapy_shelf(), wish, by, later);
        REQUIRE_FALSE(number.has_value());
        return number.error().kind;
    };
    for (const Role role : {Role::Reviewer, Role::PlanAdministrator, Role::Provider, Role::CustomerService})
        CHECK(refused(wish(), {{"max"}, role, {"us"}, {}, {}}) == RefusalKind::NotAllowed);
    SampleWish other = wish();
    other.month = year{2026} / 10;
    CHECK(refused(other, auditor) == RefusalKind::Nothing);
    other = wish();
    other.program = "no/such";
    CHECK(refused(other, auditor) == RefusalKind::Nothing);
    CHECK(refused(wish(0), auditor) == RefusalKind::AboveLimit);
    CHECK(refused(wish(largest_sample + 1), auditor) == RefusalKind::AboveLimit);
    CHECK(sample_numbers(store).empty());
}

TEST_CASE_FIXTURE(ThreeApproved,
                  "What is shown is the case before the decision, and an opinion leaves the case as it is") {
    const Sample sample = drawn(wish());
    const Sampled& one = sample.all.front();
    const auto before = file_before(store, therapy_shelf(), one);
    REQUIRE(before);
    const casework::Request& request = before->now.at(one.request);
    CHECK(request.state == casework::State::InReview);
    CHECK_FALSE(request.lines.at(0).determined);
    CHECK(request.lines.at(0).rationale.empty());
    CHECK(request.papers.size() == 2);
    CHECK(before->now.notices.empty());
    CHECK(views_at(*before, one.request) ==
          std::vector<std::string_view>{view::approve, view::refer, view::ask});
    const auto head = store.head(one.of);
    const auto waiting = store.waiting(calendar::Instant::max(), 100).size();
    const auto row = store.case_row(one.of);
    CHECK_FALSE(give(sample, one, one.asked.text, "refer"));
    CHECK(store.head(one.of) == head);
    CHECK(store.waiting(calendar::Instant::max(), 100).size() == waiting);
    CHECK(store.case_row(one.of) == row);
    const Sample after = *read_sample(store, sample.number);
    CHECK(after.all.front().opinion.at(0).would == "refer");
    CHECK_FALSE(after.all.front().agrees());
    CHECK(give(sample, one, one.asked.text)->kind == RefusalKind::Duplicate);
}

TEST_CASE_FIXTURE(ThreeApproved, "What reviewers recorded on their way to a decision is not shown") {
    const auto tells = [](const CaseFile& of, std::string_view name) {
        const auto& facts = of.now.at(0).facts;
        return std::any_of(facts.begin(), facts.end(),
                           [&](const casework::Known& one) { return one.fact == SmallOffice::fact(name); });
    };
    const store::StreamId stream = denied(office);
    const Sample sample = drawn(wish(20));
    const auto one = std::find_if(sample.all.begin(), sample.all.end(),
                                  [&](const Sampled& each) { return each.of == stream; });
    REQUIRE(one != sample.all.end());
    CHECK(one->decided == std::vector<std::string>{"deny"});
    CHECK(one->asked.empty()); // there is one physician
    const auto before = file_before(store, therapy_shelf(), *one);
    REQUIRE(before);
    CHECK(tells(office.file(stream), "reached.ordering")); // the call that comes before a no
    CHECK_FALSE(tells(*before, "reached.ordering"));
    CHECK(tells(*before, "request.discipline"));
}

TEST_CASE_FIXTURE(ThreeApproved,
                  "Nobody looks again at what they decided, do not fit, or know the outcome of") {
    const Sample sample = drawn(wish(1));
    const Sampled& one = sample.all.front();
    const auto no = [&](const std::string& who) {
        return refusal_to_look(store, therapy_shelf(), one, actor(who), later);
    };
    CHECK(no("therapist")->kind == RefusalKind::NotTheirs);
    CHECK(no("physician")->kind == RefusalKind::Unqualified);
    CHECK(no("clerk")->kind == RefusalKind::NotAllowed);
    CHECK_FALSE(no("other-therapist"));
    CHECK(give(sample, one, "third-therapist")->kind == RefusalKind::Nothing);            // who was not asked
    CHECK(give(sample, one, "other-therapist", "deny")->kind == RefusalKind::Incomplete); // the level may not
    Readings readings(store);
    readings.note(actor("other-therapist"), one.of, "documents/ab/pages/1", later);
    readings.note(actor("other-therapist"), one.of, "requests/1/opinions/" + sample.number, later);
    readings.note(actor("third-therapist"), one.of, "case", monday); // before it was decided
    CHECK_FALSE(no("other-therapist"));
    CHECK_FALSE(no("third-therapist"));
    readings.note(actor("other-therapist"), one.of, "case", later);
    CHECK(no("other-therapist")->kind == RefusalKind::NotTheirs);
    CHECK(give(sample, one, "other-therapist")->kind == RefusalKind::NotTheirs);
    CHECK(give_sample(store, therapy_shelf(), sample.number, auditor, later) == 1);
    CHECK(read_sample(store, sample.number)->all.front().asked.text == "third-therapist");
}

TEST_CASE("Agreement is counted by lines, and kappa leaves out what chance would bring") {
    std::vector<Sampled> all;
    const auto add = [&](int times, std::string decided, std::string would) {
        for (int i = 0; i < times; ++i)
            all.push_back({store::StreamId::of_case("M1", "C1"),
                           0,
                           1,
                           monday,
                           {"a"},
                           {decided},
                           {"b"},
                           {{would, "x"}}});
    };
    const auto sum = [&] {
        std::vector<const Sampled*> some;
        for (const Sampled& one : all) some.push_back(&one);
        return agreement_of(some);
    };
    add(4, "approve", "approve");
    CHECK(sum().agreed == 4);
    CHECK_FALSE(sum().kappa); // chance could bring nothing else
    add(1, "approve", "deny");
    add(3, "deny", "deny");
    add(2, "deny", "approve");
    all.push_back(
        {store::StreamId::of_case("M1", "C2"), 0, 1, monday, {"a"}, {"deny"}, {"b"}, {}}); // awaited
    CHECK(sum().decisions == 10);
    CHECK(sum().lines == 10);
    CHECK(sum().agreed == 7);
    // By chance 5 of 10 times 6 of 10, and 5 times 4: half. So (0.7 - 0.5) of (1 - 0.5).
    CHECK(sum().kappa == 40);
}

} // namespace assent::desk
