#include <doctest/doctest.h>

#include "casework/small_desk_test.hpp"

using namespace assent;
using namespace assent::casework;
using namespace assent::casework::desk;

namespace {

struct Desk {
    RuleBook rules = book();
    Case of = in_review(FirstLevel, "therapist");

    std::optional<Refusal> operator()(const Actor& actor, CaseAct act, RequestNo request = 0) const {
        return Authority(rules, of, actor, noon).refusal(act, request);
    }
};

RefusalKind kind_of(const std::optional<Refusal>& refusal) {
    REQUIRE(refusal);
    CHECK_FALSE(refusal->rule.empty());
    CHECK_FALSE(refusal->instead.empty());
    return refusal->kind;
}

const CaseAct all_level_acts[] = {CaseAct::Pend,    CaseAct::Refer, CaseAct::Return, CaseAct::TechnicallyDeny,
                                  CaseAct::Approve, CaseAct::Deny};

} // namespace

TEST_CASE("what the table does not allow is refused for every account, with who may") {
    const Desk desk;
    for (std::size_t a = 0; a < case_acts; ++a) {
        for (std::size_t r = 0; r < roles; ++r) {
            const auto act = static_cast<CaseAct>(a);
            const Actor actor = person("x", static_cast<Role>(r));
            const auto refusal = desk(actor, act);
            if (cell(act, actor.role) == Cell::Yes) CHECK_FALSE(refusal);
            if (cell(act, actor.role) != Cell::No) continue;
            CHECK(kind_of(refusal) == RefusalKind::NotAllowed);
            CHECK(refusal->instead.starts_with("leave it to an account with the role "));
        }
    }
    CHECK(rule_of(desk(person("", Role::System), CaseAct::Deny)) ==
          "the role system may not deny: the software never says no to care");
}

TEST_CASE("an act on a request needs one that the case has") {
    const Desk desk;
    CHECK(kind_of(desk(person("s", Role::Supervisor), CaseAct::Assign, 7)) == RefusalKind::Nothing);
    CHECK(kind_of(desk(person("s", Role::Supervisor), CaseAct::Assign, no_request)) == RefusalKind::Nothing);
    CHECK(kind_of(desk(therapist(), CaseAct::See, 7)) == RefusalKind::Nothing);
    CHECK_FALSE(desk(therapist(), CaseAct::See, no_request));
}

TEST_CASE("a provider acts on what their organization asked and where the case names them") {
    const Desk desk;
    Actor colleague = office();
    colleague.person = {"colleague"};
    for (const CaseAct act : {CaseAct::See, CaseAct::Supply, CaseAct::Report, CaseAct::Correct}) {
        CHECK_FALSE(desk(office(), act));
        CHECK_FALSE(desk(colleague, act));
        CHECK_FALSE(desk(person("doctor", Role::Provider), act));
        Actor stranger = office();
        stranger.person = {"stranger"};
        stranger.organization = {"another office"};
        CHECK(kind_of(desk(stranger, act)) == RefusalKind::NotTheirs);
        CHECK(kind_of(desk(person("nobody", Role::Provider), act)) == RefusalKind::NotTheirs);
    }
    CHECK_FALSE(desk(office(), CaseAct::See, no_request));
    CHECK_FALSE(desk(office(), CaseAct::Message)); // anyone may ask, but not about another office's request
    CHECK(kind_of(desk(person("nobody", Role::Provider), CaseAct::Message)) == RefusalKind::NotTheirs);
}

TEST_CASE("the member's side acts on that member's case while the relation holds") {
    const Desk desk;
    CHECK_FALSE(desk(guardian(), CaseAct::See));
    Actor lapsed = guardian(), other = guardian();
    lapsed.credentials[0].valid.through = monday - std::chrono::days{1};
    other.credentials[0].towards = "m2";
    CHECK(kind_of(desk(lapsed, CaseAct::See)) == RefusalKind::NotTheirs);
    CHECK(kind_of(desk(other, CaseAct::See)) == RefusalKind::NotTheirs);
    CHECK(kind_of(desk(person("x", Role::MemberSide), CaseAct::Supply)) == RefusalKind::NotTheirs);
}

TEST_CASE("nobody withdraws what somebody else asked") {
    Desk desk;
    CHECK_FALSE(desk(office(), CaseAct::Withdraw));
    CHECK_FALSE(desk(person("i", Role::Intake), CaseAct::Withdraw));
    CHECK(kind_of(desk(person("doctor", Role::Provider), CaseAct::Withdraw)) == RefusalKind::NotTheirs);
    CHECK(kind_of(desk(guardian(), CaseAct::Withdraw)) == RefusalKind::NotTheirs);
    desk.of.requests[0].by_party = Family;
    desk.of.requests[0].asked_by = {"another guardian"};
    desk.of.requests[0].asked_for = {};
    CHECK_FALSE(desk(guardian(), CaseAct::Withdraw)); // asked for the same member
    CHECK(kind_of(desk(office(), CaseAct::Withdraw)) == RefusalKind::NotTheirs);
}

TEST_CASE("facts are told by whom they come from") {
    Desk desk;
    CHECK_FALSE(desk(person("fa", Role::FiscalAgent), CaseAct::Report));
    CHECK(kind_of(desk(person("a", Role::Agency), CaseAct::Report)) == RefusalKind::NotAllowed);
    CHECK(kind_of(desk(person("", Role::System), CaseAct::Report)) == RefusalKind::NotAllowed);
    policy::Program more = program();
    more.facts[Reached].from = "eligibility system";
    desk.rules = book(more);
    CHECK_FALSE(desk(person("", Role::System), CaseAct::Report));
}

TEST_CASE("the software acts under a rule of the program or not at all") {
    Desk desk;
    const Actor system = person("", Role::System), timer = person("", Role::Timer);
    CHECK(kind_of(desk(system, CaseAct::Approve)) == RefusalKind::NotAllowed);
    CHECK(kind_of(desk(timer, CaseAct::Approve)) == RefusalKind::NotAllowed);
    CHECK(kind_of(desk(system, CaseAct::Return)) == RefusalKind::NotAllowed);
    CHECK_FALSE(desk(system, CaseAct::Refer)); // a request goes to a level
    policy::Program more = program();
    policy::DecisionLine line;
    line.act = policy::Act::Approve;
    more.decisions.push_back({piece("entry"), {line}, {}});
    more.terms[2].effects = {{policy::EffectKind::ApproveAsAsked, policy::any_object, ""}};
    desk.rules = book(more);
    CHECK_FALSE(desk(system, CaseAct::Approve));
    CHECK_FALSE(desk(timer, CaseAct::Approve));
}

TEST_CASE("a right is used by its party") {
    Desk desk;
    const Actor agency = person("a", Role::Agency);
    CHECK_FALSE(desk(agency, CaseAct::Direct));
    CHECK_FALSE(desk(agency, CaseAct::See));
    CHECK(kind_of(desk(office(), CaseAct::Extend)) == RefusalKind::NotAllowed); // no such right at all
    CHECK(kind_of(desk(therapist(), CaseAct::Extend)) == RefusalKind::NotAllowed);
    policy::Program more = program();
    more.parties[Agency].all = {{holding("the agency")}};
    more.terms[2].kind = policy::TermKind::Right; // we may extend
    desk.rules = book(more);
    const auto refused = desk(agency, CaseAct::Direct);
    CHECK(kind_of(refused) == RefusalKind::NotEntitled);
    CHECK(refused->source == "may direct the review");
    CHECK(kind_of(desk(agency, CaseAct::See)) ==
          RefusalKind::NotEntitled); // that anyone may ask shows no case
    CHECK_FALSE(desk(therapist(), CaseAct::Extend));
    CHECK(kind_of(desk(office(), CaseAct::Extend)) == RefusalKind::NotEntitled);
}

TEST_CASE("whoever is asked to expedite records it for the one who may ask") {
    Desk desk;
    CHECK(kind_of(desk(person("i", Role::Intake), CaseAct::Expedite)) == RefusalKind::NotAllowed);
    policy::Program more = program();
    more.terms[1].act.deed = policy::Deed::AskToExpedite;
    more.terms[1].parties = {Family};
    desk.rules = book(more);
    CHECK_FALSE(desk(person("i", Role::Intake), CaseAct::Expedite));
    CHECK_FALSE(desk(therapist(), CaseAct::RefuseToExpedite));
    CHECK_FALSE(desk(guardian(), CaseAct::Expedite));
    CHECK(kind_of(desk(office(), CaseAct::Expedite)) == RefusalKind::NotEntitled);
}

TEST_CASE("a provider records contacts where we ask, delivers what is theirs, and manages their own users") {
    Desk desk;
    CHECK(kind_of(desk(office(), CaseAct::Contact)) == RefusalKind::NotAllowed);
    CHECK(kind_of(desk(office(), CaseAct::Deliver)) == RefusalKind::NotAllowed);
    const Actor administrator = person("o", Role::OfficeAdministrator);
    CHECK(kind_of(desk(administrator, CaseAct::ManageUsers)) == RefusalKind::NotAllowed);
    policy::Program more = program();
    more.header.asking = true;
    more.terms[2].notice = 0;
    more.terms[2].parties = {Therapy};
    more.parties[Outside].manages_own_users = true;
    desk.rules = book(more);
    CHECK_FALSE(desk(office(), CaseAct::Contact));
    CHECK_FALSE(desk(office(), CaseAct::Deliver));
    CHECK_FALSE(desk(administrator, CaseAct::ManageUsers));
}

TEST_CASE("at a level only that is done which its words allow") {
    const Desk desk;
    for (const CaseAct act : all_level_acts) {
        const bool can_be_done = act != CaseAct::Return && act != CaseAct::Deny;
        CHECK_MESSAGE(!desk(therapist(), act).has_value() == can_be_done, to_text(act));
    }
    const auto denial = desk(therapist(), CaseAct::Deny);
    CHECK(kind_of(denial) == RefusalKind::NotAllowed);
    CHECK(denial->rule == "first level may approve as requested, technically deny, pend and refer");
    CHECK(denial->source == "must refer the request");
    CHECK(denial->instead == "refer it to physician level");
    const Actor actor = therapist();
    const Authority exact(desk.rules, desk.of, actor, noon);
    CHECK(exact.refusal_at_level(policy::LevelAct::Approve, 0)); // only exactly as requested
    CHECK_FALSE(exact.refusal_at_level(policy::LevelAct::ApproveAsRequested, 0));
}

TEST_CASE("only the reviewer who has the request decides it") {
    Desk desk;
    desk.of.requests[0].reviewer = {};
    const auto unclaimed = desk(therapist(), CaseAct::Pend);
    CHECK(kind_of(unclaimed) == RefusalKind::NotNow);
    CHECK(unclaimed->instead == "claim it first");
    desk.of.requests[0].reviewer = {"another"};
    CHECK(kind_of(desk(therapist(), CaseAct::Pend)) == RefusalKind::NotTheirs);
    CHECK(kind_of(desk(therapist(), CaseAct::Claim)) == RefusalKind::NotTheirs);
}

TEST_CASE("a request is decided while it is in review, in no other state") {
    Desk desk;
    for (const State state : {State::Draft, State::Received, State::InReview, State::Pended, State::Suspended,
                              State::Decided, State::Ended, State::Closed}) {
        desk.of.requests[0].state = state;
        for (const CaseAct act : {CaseAct::Pend, CaseAct::Refer, CaseAct::Approve})
            CHECK_MESSAGE(!desk(therapist(), act).has_value() == (state == State::InReview), to_text(state));
        desk.of.requests[0].reviewer = {};
        CHECK(!desk(therapist(), CaseAct::Claim).has_value() == (state == State::InReview));
        desk.of.requests[0].reviewer = {"therapist"};
        CHECK_FALSE(desk(therapist(), CaseAct::Claim)); // to give it back
    }
}

TEST_CASE("credentials are looked at when a request is claimed and again when it is decided") {
    Desk desk;
    Actor lapsed = therapist();
    lapsed.credentials[0].valid.through = monday - std::chrono::days{1};
    CHECK(kind_of(desk(lapsed, CaseAct::Approve)) == RefusalKind::Unqualified);
    desk.of.requests[0].reviewer = {};
    const auto refused = desk(lapsed, CaseAct::Claim);
    CHECK(kind_of(refused) == RefusalKind::Unqualified);
    CHECK(refused->rule ==
          "first level is reviewed by therapist: therapist needs licensed therapist of "
          "request.discipline, which does not hold today");
    CHECK(refused->source == "review in their discipline");
    CHECK_FALSE(desk(therapist(), CaseAct::Claim));
}

TEST_CASE("of several parties the nearest tells what is missing") {
    Desk desk;
    policy::Program more = program();
    more.levels[FirstLevel].reviewers = {Physician, Therapist};
    desk.rules = book(more);
    const auto refused =
        Authority(desk.rules, desk.of, person("x", Role::Reviewer), noon).unfit(FirstLevel, 0);
    CHECK(kind_of(refused) == RefusalKind::Unqualified);
    CHECK(refused->source == "review in their discipline"); // one word is missing, and of a physician two
    CHECK_FALSE(Authority(desk.rules, desk.of, physician(), noon).unfit(FirstLevel, 0));
    CHECK(Authority(desk.rules, desk.of, person("x", Role::Supervisor, physician().credentials), noon)
              .unfit(FirstLevel, 0));
    CHECK(Authority(desk.rules, desk.of, physician(), noon).unfit(9, 0));
}

TEST_CASE("a thread is for whoever opened it, their organization, and the house") {
    Desk desk;
    const Thread theirs{policy::Happening::QuestionAsked, 0, false, {"clerk"}, {"office"}};
    const Thread alone{policy::Happening::ComplaintMade, 0, false, {"guardian"}, {}};
    const auto shown = [&](const Actor& actor, const Thread& thread) {
        return Authority(desk.rules, desk.of, actor, noon).is_shown(thread);
    };
    Actor colleague = person("colleague", Role::Provider);
    colleague.organization = {"office"};
    CHECK(shown(colleague, theirs));
    CHECK(shown(person("clerk", Role::Provider), theirs)); // who moved on sees what they wrote
    CHECK_FALSE(shown(colleague, alone));
    CHECK_FALSE(shown(guardian(), theirs));
    CHECK(shown(guardian(), alone));
    CHECK_FALSE(shown(person("x", Role::MemberSide), alone)); // no organization is not a common one
    CHECK(shown(therapist(), theirs));
    CHECK(shown(therapist(), alone));
}

TEST_CASE("a hold stops reviewers and rules; seeing, contacting and flagging go on") {
    Desk desk;
    desk.of.held = true;
    for (std::size_t a = 0; a < case_acts; ++a) {
        const auto act = static_cast<CaseAct>(a);
        if (cell(act, Role::Reviewer) == Cell::No) continue;
        const bool goes_on = act == CaseAct::See || act == CaseAct::Contact || act == CaseAct::Flag ||
                             act == CaseAct::DeclareConflict;
        const auto refused = desk(therapist(), act);
        CHECK_MESSAGE(!refused.has_value() == goes_on, to_text(act));
        if (refused) CHECK(refused->source == "may direct the review");
    }
    CHECK(kind_of(desk(person("", Role::System), CaseAct::Approve)) == RefusalKind::NotNow);
    CHECK_FALSE(desk(office(), CaseAct::Supply));
    CHECK_FALSE(desk(person("", Role::Timer), CaseAct::Pass));
    CHECK_FALSE(desk(person("a", Role::Agency), CaseAct::Direct));
}

TEST_CASE("what is decided is reduced at a level that may, by a reviewer who fits it, unless it was voided") {
    Desk desk;
    desk.of = denied(Overall::Approved);
    const auto reduce = [&](const Actor& actor) {
        return Authority(desk.rules, desk.of, actor, noon).refusal_at_level(policy::LevelAct::Reduce, 0);
    };
    CHECK_FALSE(reduce(physician("another")));
    CHECK(kind_of(reduce(therapist())) == RefusalKind::Unqualified);
    desk.of.requests[0].voided = true;
    CHECK(kind_of(reduce(physician())) == RefusalKind::NotNow);
}
