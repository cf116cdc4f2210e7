// Everything that an adverse determination needs, and each thing taken away.

#include <doctest/doctest.h>

#include <type_traits>

#include "casework/small_desk_test.hpp"

using namespace assent;
using namespace assent::casework;
using namespace assent::casework::desk;

static_assert(!std::is_constructible_v<AdverseDetermination, AdverseDetermination::Content>);
static_assert(!std::is_default_constructible_v<AdverseDetermination>);
static_assert(!std::is_aggregate_v<AdverseDetermination>);

namespace {

CheckedNotice notice(std::uint16_t number = 1, std::vector<std::string> elements = {"reason"}) {
    ComposedNotice made;
    made.notice = number;
    made.html = "<p>No gain</p>";
    made.text = "No gain";
    made.elements = std::move(elements);
    NoticeContent content;
    content.notice = number;
    content.fields = {{"reason", "No gain"}};
    const auto result = checked(made, std::vector<std::string>{}, content);
    REQUIRE(result);
    return *result;
}

struct Denial {
    RuleBook rules = book();
    Case of = in_review(PhysicianLevel, "physician");
    Actor actor = physician();
    AdverseDetermination::Content content = {
        Adverse::Deny, std::nullopt, "No gain is to be expected", {"criteria", "2026"}, {}, 0, noon};
    CheckedNotice sent = notice();

    base::Expected<AdverseDetermination, Refusal> operator()() const {
        return Authority(rules, of, actor, noon).adverse(0, content, sent);
    }
    Refusal refused() const {
        const auto made = (*this)();
        REQUIRE_FALSE(made);
        CHECK_FALSE(made.error().rule.empty());
        CHECK_FALSE(made.error().instead.empty());
        return made.error();
    }
};

} // namespace

TEST_CASE("an adverse determination is issued when everything is there") {
    const auto made = Denial{}();
    REQUIRE(made);
    CHECK(made->content().reviewer.text == "physician");
    CHECK(made->content().level == PhysicianLevel);
    CHECK(is_adverse(*made));
    CHECK(granted_by(*made) == nullptr);
}

TEST_CASE("nobody but a reviewer issues one, whatever they hold") {
    for (std::size_t i = 0; i < roles; ++i) {
        Denial denial;
        denial.actor.role = static_cast<Role>(i);
        if (denial.actor.role == Role::Reviewer) continue;
        CHECK_MESSAGE(denial.refused().kind == RefusalKind::NotAllowed, to_text(denial.actor.role));
    }
    Denial nobody;
    nobody.actor.person = {};
    nobody.of.requests[0].reviewer = {};
    nobody.refused();
}

TEST_CASE("it is issued at a level whose words name it") {
    Denial denial;
    denial.of.requests[0].level = FirstLevel;
    CHECK(denial.refused().source == "must refer the request");
    denial.of.requests[0].level = PhysicianLevel;
    denial.content.kind = Adverse::Uphold;
    CHECK(denial.refused().kind == RefusalKind::NotAllowed);
}

TEST_CASE("each word of the reviewer's party must hold on the day") {
    for (const std::size_t place : {0U, 1U}) {
        Denial denial;
        denial.actor.credentials[place].valid.through = monday - std::chrono::days{1};
        CHECK(denial.refused().kind == RefusalKind::Unqualified);
        CHECK(denial.refused().source == "licensed physicians in active practice");
    }
}

TEST_CASE("the reviewer has the request, and signs it") {
    Denial denial;
    denial.of.requests[0].reviewer = {"another"};
    CHECK(denial.refused().kind == RefusalKind::NotTheirs);
    denial.of.requests[0].reviewer = {};
    CHECK(denial.refused().instead == "claim it first");
    Denial signed_by_another;
    signed_by_another.content.reviewer = {"another"};
    CHECK(signed_by_another.refused().kind == RefusalKind::NotTheirs);
}

TEST_CASE("a conflict keeps from it, even where the level's words do not say so") {
    Denial denial;
    denial.actor.conflicts = {{"doctor", "partner", {}}};
    CHECK(denial.refused().kind == RefusalKind::Unqualified);
    policy::Program lax = program();
    lax.parties[Physician].without_conflict = false;
    denial.rules = book(lax);
    CHECK(denial.refused().rule == "nobody with a conflict of interest decides against a member");
}

TEST_CASE("a reconsideration is decided by a physician without earlier part") {
    Denial denial;
    denial.of = denied();
    Request again;
    again.type = Reconsideration;
    again.about = 0;
    again.state = State::InReview;
    again.level = ReconsiderationLevel;
    again.reviewer = {"physician"};
    denial.of.requests.push_back(again);
    denial.content.kind = Adverse::Uphold;
    const auto upheld_by = [&](const char* id) {
        denial.of.requests[1].reviewer = {id};
        return Authority(denial.rules, denial.of, physician(id), noon)
            .adverse(1, denial.content, denial.sent);
    };
    CHECK_FALSE(upheld_by("physician"));
    CHECK(upheld_by("fresh"));
}

TEST_CASE("it gives a reason, and the criteria with their version") {
    const std::string blank = " \n";
    Denial unreasoned;
    unreasoned.content.rationale = blank;
    CHECK(unreasoned.refused().rule == "an adverse determination gives its reason");
    for (const auto part : {&Criteria::name, &Criteria::version}) {
        Denial denial;
        denial.content.criteria.*part = blank;
        CHECK(denial.refused().rule == "an adverse determination names its criteria and their version");
        CHECK(denial.refused().kind == RefusalKind::Incomplete);
    }
}

TEST_CASE("it follows the contact that the level demands, and none that is still to come") {
    Denial denial;
    denial.of.requests[0].facts.pop_back();
    CHECK(denial.refused().kind == RefusalKind::Guarded);
    CHECK(denial.refused().rule ==
          "physician level: to deny, this must hold, and does not: reached recorded");
    CHECK(denial.refused().source == "only a physician may deny");
    Denial early;
    early.content.contact = noon + std::chrono::seconds{1};
    CHECK(early.refused().kind == RefusalKind::Incomplete);
}

TEST_CASE("a rule that bars it is said to be not met, and one that nobody can tell yet to be not known") {
    policy::Program more = program();
    policy::CriterionDef& rule = more.criteria.emplace_back();
    rule.name = piece("within_order");
    const auto number = more.rules.add(policy::Op::Fact, 1, 1, {}, piece("reached"));
    const auto yes = more.rules.add(policy::Op::Constant, 0, 1, {}, piece("yes"));
    const std::vector both{number, yes};
    rule.root = more.rules.add(policy::Op::AtLeast, 0, 0, both, piece("reached"));
    const auto is_met = more.rules.add(policy::Op::Criterion, 0, 0, {}, piece("within_order"));
    more.levels[PhysicianLevel].before = {{set_of<policy::LevelActs>(policy::LevelAct::Deny), is_met,
                                           piece("deny within_order"), "within_order"}};
    Denial denial;
    denial.rules = book(more);
    CHECK(denial());
    denial.of.requests[0].facts.back().value = 0;
    CHECK(denial.refused().rule == "physician level: to deny, this must be met, and is not: within order");
    denial.of.requests[0].facts.pop_back();
    CHECK(denial.refused().rule ==
          "physician level: to deny, this must be met, and that is not known: within order");
}

TEST_CASE("a level without a name guards every level") {
    policy::Program more = program();
    policy::LevelDef unnamed;
    unnamed.before = more.levels[PhysicianLevel].before;
    unnamed.sources = quoted("a contract demands it");
    more.levels[PhysicianLevel].before.clear();
    more.levels.push_back(unnamed);
    Denial denial;
    denial.rules = book(more);
    CHECK(denial());
    denial.of.requests[0].facts.pop_back();
    CHECK(denial.refused().source == "a contract demands it");
}

TEST_CASE("it comes with a notice of such an outcome that says what the program's notice says") {
    Denial denial;
    denial.sent = notice(0); // of an approval
    CHECK(denial.refused().kind == RefusalKind::NoNotice);
    denial.sent = notice(7);
    CHECK(denial.refused().kind == RefusalKind::NoNotice);
    denial.sent = notice(1, {});
    CHECK(denial.refused().rule == "notice denial says reason");
    denial.sent = notice();
    CHECK(denial());
}

TEST_CASE("what is denied in part grants a part, and what is denied grants none") {
    Denial denial;
    denial.content.granted = Granted{12, 1, monday, monday};
    CHECK(denial.refused().rule == "a denial grants nothing");
    policy::Program more = program();
    more.notices[1].when = {{policy::Happening::PartiallyDenied, policy::any_object}};
    denial.rules = book(more);
    denial.content.kind = Adverse::PartiallyDeny;
    const auto made = denial();
    REQUIRE(made);
    const Determination determination = *made;
    REQUIRE(granted_by(determination));
    CHECK(granted_by(determination)->units == 12);
    denial.content.granted.reset();
    CHECK(denial.refused().kind == RefusalKind::Incomplete);
}

TEST_CASE("a held case and a request that is not in review have none") {
    Denial denial;
    denial.of.held = true;
    CHECK(denial.refused().kind == RefusalKind::NotNow);
    denial.of.held = false;
    denial.of.requests[0].state = State::Pended;
    CHECK(denial.refused().kind == RefusalKind::NotNow);
    denial.of.requests.clear();
    CHECK(denial.refused().kind == RefusalKind::Nothing);
}

TEST_CASE("a reduction of what was approved is issued at the level that may") {
    policy::Program more = program();
    more.notices[1].when = {{policy::Happening::Reduced, policy::any_object}};
    Denial denial;
    denial.rules = book(more);
    denial.of = denied(Overall::Approved);
    denial.of.requests[0].level = FirstLevel; // it was approved there
    denial.of.requests[0].reviewer = {"therapist"};
    denial.content.kind = Adverse::Reduce;
    denial.content.granted = Granted{6, 1, monday, monday};
    const auto made = denial();
    REQUIRE(made);
    CHECK(made->content().level == PhysicianLevel);
}

TEST_CASE("what others decided and what the software approved is told from a denial") {
    CHECK_FALSE(is_adverse(Approval{}));
    CHECK_FALSE(is_adverse(Yes{}));
    CHECK(granted_by(Yes{}) == nullptr);
    const Determination approved = Approval{Granted{3, 1, monday, monday}, true, false, {}, ""};
    REQUIRE(granted_by(approved));
    CHECK(granted_by(approved)->units == 3);
    CHECK(is_adverse(ReportedOutcome{true, std::nullopt, ""}));
    CHECK_FALSE(is_adverse(ReportedOutcome{false, std::nullopt, ""}));
    const Determination reported = ReportedOutcome{true, Granted{2, 1, monday, monday}, ""};
    REQUIRE(granted_by(reported));
    CHECK(granted_by(reported)->units == 2);
}
