#include <doctest/doctest.h>

#include "casework/small_desk_test.hpp"

using namespace assent;
using namespace assent::casework;
using namespace assent::casework::desk;
using policy::Channel;

namespace {

struct Asking {
    RuleBook rules = book();
    Case of = denied();

    base::Expected<std::uint16_t, Refusal> operator()(const Actor& actor, std::uint16_t type, RequestNo about,
                                                      Channel channel,
                                                      const std::vector<Known>& facts = {}) const {
        return Authority(rules, of, actor, noon).asker(type, about, channel, facts);
    }
    base::Expected<std::uint16_t, Refusal> again(const Actor& actor, Channel channel) const {
        return (*this)(actor, Reconsideration, 0, channel);
    }
    Refusal refused(const Actor& actor = office(), Channel channel = Channel::Portal) const {
        const auto made = again(actor, channel);
        REQUIRE_FALSE(made);
        return made.error();
    }
};

const std::vector<Known> physical = {{Discipline, -1, 1, "", false}};
const std::vector<Known> occupational = {{Discipline, -1, 0, "", false}};

} // namespace

TEST_CASE("a request is asked by the parties that its words name, each by its channel") {
    const Asking ask;
    CHECK(ask(office(), Admission, no_request, Channel::Portal) == Therapy);
    CHECK(ask.again(office(), Channel::Portal) == Therapy);
    for (const Channel channel : {Channel::Fax, Channel::Phone, Channel::Mail}) {
        CHECK(ask.again(guardian(), channel) == Family);
        CHECK(ask.again(person("doctor", Role::Provider), channel) == Ordering);
    }
    const auto fax = ask(office(), Admission, no_request, Channel::Fax);
    REQUIRE_FALSE(fax);
    CHECK(fax.error().kind == RefusalKind::WrongChannel);
    CHECK(fax.error().instead == "submit it by portal");
    CHECK(fax.error().source == "submit before services");
    const auto email = ask.again(guardian(), Channel::Email);
    REQUIRE_FALSE(email);
    CHECK(email.error().instead == "submit it by fax, phone or mail");
}

TEST_CASE("who is no party of a request is refused with what is missing") {
    const Asking ask;
    const Refusal neighbour = ask.refused(person("n", Role::MemberSide), Channel::Phone);
    CHECK(neighbour.kind == RefusalKind::NotEntitled);
    CHECK(neighbour.rule.find("family needs member or legal guardian") != std::string::npos);
    CHECK(neighbour.rule.find("therapy office by portal, or ordering provider or family by fax, phone or "
                              "mail") != std::string::npos);
    CHECK_FALSE(ask(physician(), Admission, no_request, Channel::Fax)); // a reviewer asks nothing
    Actor loose = guardian();
    loose.credentials[0].towards.clear(); // of nobody in particular
    CHECK(ask.refused(loose, Channel::Phone).kind == RefusalKind::NotEntitled);
    policy::Program open = program();
    open.requests[Reconsideration].by = {asked({policy::anyone}), asked({policy::requester})};
    const Asking anyone{book(open), denied()};
    CHECK(anyone.again(person("n", Role::MemberSide), Channel::Portal) == policy::anyone);
}

TEST_CASE("the requester is who asked the earlier request") {
    policy::Program own = program();
    own.requests[Reconsideration].by = {asked({policy::requester})};
    const Asking ask{book(own), denied()};
    CHECK(ask.again(office(), Channel::Email) == policy::requester);
    CHECK(ask.refused(guardian()).kind == RefusalKind::NotEntitled);
}

TEST_CASE("a credential of a fact is held against what the request tells, or what it is about told") {
    const Asking ask;
    CHECK(ask(office(), Admission, no_request, Channel::Portal, physical) == Therapy);
    const auto other = ask(office(), Admission, no_request, Channel::Portal, occupational);
    REQUIRE_FALSE(other);
    CHECK(other.error().rule.find("but for another request.discipline") != std::string::npos);
    Actor occupational_office = office();
    occupational_office.credentials[0].scope = "occupational";
    CHECK(ask.refused(occupational_office).kind == RefusalKind::NotEntitled);
}

// THX-03 THX-90 THX-91 THX-92
TEST_CASE("As what somebody asks is told by whoever keys it in, and the channel is that party's") {
    const RuleBook rules = book();
    const Case of = denied();
    const auto keyed = [&](Role role, Channel channel, std::uint16_t as) {
        return Authority(rules, of, person("k", role), noon).asker(Reconsideration, 0, channel, {}, as);
    };
    CHECK(keyed(Role::CustomerService, Channel::Phone, Family) == Family);
    CHECK(keyed(Role::Intake, Channel::Fax, Ordering) == Ordering);
    const auto office = keyed(Role::Intake, Channel::Phone, Therapy);
    REQUIRE_FALSE(office);
    CHECK(office.error().kind == RefusalKind::WrongChannel);
    CHECK(office.error().instead == "tell whoever asks to do it by portal, and log the contact");
    const auto neighbour = keyed(Role::Intake, Channel::Phone, policy::anyone);
    REQUIRE_FALSE(neighbour);
    CHECK(neighbour.error().kind == RefusalKind::NotEntitled);
    const auto letter = keyed(Role::CustomerService, Channel::Mail, Family);
    REQUIRE_FALSE(letter);
    CHECK(letter.error().instead == "hand to intake what came by mail");
    CHECK(keyed(Role::Intake, Channel::Mail, policy::any_object) == Ordering); // the first that may ask so
}

TEST_CASE("intake keys in paper and calls, customer service what was said to it, and neither the portal") {
    const Asking ask;
    const Actor intake = person("i", Role::Intake), service = person("s", Role::CustomerService);
    CHECK(ask(intake, Admission, no_request, Channel::Fax) == Outside);
    CHECK(ask.again(intake, Channel::Mail) == Ordering);
    CHECK(ask.again(service, Channel::Phone) == Ordering);
    for (const auto& [actor, channel] : {std::pair{intake, Channel::Portal},
                                         {intake, Channel::Email},
                                         {service, Channel::Fax},
                                         {service, Channel::Portal}}) {
        CHECK(ask.refused(actor, channel).kind == RefusalKind::WrongChannel);
    }
}

TEST_CASE("what is about an outcome needs one, and what opens a case is about none") {
    Asking ask;
    CHECK_FALSE(ask(office(), Admission, 0, Channel::Portal));
    CHECK(ask(office(), Reconsideration, no_request, Channel::Portal).error().kind == RefusalKind::Nothing);
    CHECK(ask(office(), Reconsideration, 5, Channel::Portal).error().kind == RefusalKind::Nothing);
    CHECK(ask(office(), 9, 0, Channel::Portal).error().kind == RefusalKind::Nothing);
    ask.of = in_review(FirstLevel, "");
    CHECK(ask.refused().kind == RefusalKind::NotNow);
    for (const auto& [outcome, may] :
         {std::pair{Overall::Denied, true}, {Overall::PartiallyDenied, true}, {Overall::Approved, false}}) {
        ask.of = denied(outcome);
        CHECK(ask.again(office(), Channel::Portal).has_value() == may);
    }
}

TEST_CASE("a technical denial and a determination of another kind have no reconsideration") {
    Asking ask;
    ask.of.requests[0].state = State::Ended;
    ask.of.requests[0].outcome.reset();
    ask.of.requests[0].ended = EndedAs::TechnicallyDenied;
    CHECK(ask.refused().kind == RefusalKind::NotEntitled);
    CHECK(ask.refused().rule == "reconsideration is not about technical denial");
    CHECK(ask.refused().source == "review by another physician");
    ask.of = denied(Overall::No);
    ask.of.requests[0].type = Respiratory;
    CHECK(ask.refused().rule == "reconsideration is not about respiratory");
}

TEST_CASE("after a reconsideration there is no further one") {
    Asking ask;
    Request first;
    first.type = Reconsideration;
    first.about = 0;
    first.state = State::InReview;
    ask.of.requests.push_back(first);
    CHECK(ask.refused().kind == RefusalKind::Duplicate);
    ask.of.requests[1].state = State::Decided;
    ask.of.requests[1].outcome = Overall::Upheld;
    CHECK(ask.refused().kind == RefusalKind::NotEntitled);
    CHECK(ask.refused().rule == "after reconsideration there is no further reconsideration");
    const auto about_it = ask(office(), Reconsideration, 1, Channel::Portal);
    REQUIRE_FALSE(about_it);
    CHECK(about_it.error().rule == "there is no further reconsideration");
    ask.of.requests[1].state = State::Ended;
    ask.of.requests[1].outcome.reset();
    ask.of.requests[1].ended = EndedAs::Withdrawn;
    CHECK(ask.again(office(), Channel::Portal) == Therapy);
}

TEST_CASE("a request about an authorization is asked after a reconsideration too") {
    policy::Program more = program();
    policy::RequestDef& next = more.requests.emplace_back(more.requests[Admission]);
    next.opens_case = false;
    next.about = set_of<policy::SubjectSet>(policy::Subject::Authorization);
    Asking ask{book(more), denied(Overall::Reversed)};
    ask.of.requests[0].type = Reconsideration;
    CHECK_FALSE(ask(office(), 3, 0, Channel::Portal)); // nothing was granted
    ask.of.requests[0].lines[0].granted = Granted{};
    CHECK(ask(office(), 3, 0, Channel::Portal) == Therapy);
    ask.of.requests[0].voided = true;
    CHECK_FALSE(ask(office(), 3, 0, Channel::Portal));
}

TEST_CASE("a clock that counts as a denial opens what is about one") {
    Asking ask;
    ask.of = in_review(PhysicianLevel, "physician");
    CHECK_FALSE(ask.again(office(), Channel::Portal));
    policy::Program more = program();
    more.terms[2].effects = {{policy::EffectKind::CountsAsDenial, policy::any_object, ""}};
    ask.rules = book(more);
    ask.of.passed = {{2, 0, 0}};
    CHECK(ask.again(office(), Channel::Portal) == Therapy);
}
