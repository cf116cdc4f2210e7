#include "desk/provider_directions.hpp"

#include <doctest/doctest.h>

#include "casework/authority.hpp"
#include "desk/small_office_test.hpp"

namespace assent::desk {
namespace {

using casework::Actor;
using casework::Direction;
using casework::RefusalKind;
using casework::Role;

const Actor inspector{{"inspector"}, Role::Agency, {"agency"}, {}, {}};

struct Directing : OpenOffice {
    Directing() {
        for (const char* id : {"clinic", "elsewhere"})
            report(store, stream_of(casework::OrganizationId{id}), Organization{id}, {monday, {"import"}});
        report(store, stream_of(inspector.person), Person{"Inspector", Role::Agency, {"agency"}},
               {monday, {"import"}});
    }

    std::optional<casework::Refusal> direct(const std::string& provider, Direction direction,
                                            const Actor& by = inspector, const std::string& words = "") {
        return direct_provider(store, therapy_rules(), {therapy_rules().id(), provider, direction, words}, by,
                               monday);
    }

    std::optional<casework::Refusal> claim(const store::StreamId& of) {
        const auto answer = office.desk().handle({{"therapist"}, of, casework::Claim{0}}, monday);
        return answer ? std::nullopt : std::optional(answer.error());
    }
};

} // namespace

// THX-105: the hold is on the provider; whoever else asks goes on.
TEST_CASE("A provider on hold holds every case in which they have a part, also those that come") {
    Directing house;
    const auto before = house.office.done(SmallOffice::admission("M1"));
    Order other = SmallOffice::admission("M1");
    other.by = {"stranger"};
    const auto elsewhere = house.office.done(other);
    REQUIRE_FALSE(house.direct("clinic", Direction::Hold, inspector, "Until we were there."));
    const auto coming = house.office.desk().foresee(SmallOffice::admission("M1"), monday);
    REQUIRE(coming.has_value());
    CHECK(coming->file.now.held); // before a rule could approve it
    const auto after = house.office.done(SmallOffice::admission("M1"));
    for (const auto& one : {before, after}) {
        CHECK(house.office.file(one).now.held);
        const auto refused = house.claim(one);
        REQUIRE(refused.has_value());
        CHECK(refused->rule == "the case is on hold by direction of the agency");
    }
    CHECK(house.office.file(before).directions.at(0).words == "Until we were there.");
    CHECK_FALSE(house.office.file(elsewhere).now.held);
    CHECK_FALSE(house.claim(elsewhere));
    REQUIRE_FALSE(house.direct("clinic", Direction::Alter, inspector, "Check every visit."));
    CHECK_FALSE(house.claim(before));
    CHECK(house.office.file(before).directions.at(0).words == "Check every visit.");
    const auto all = provider_directions(house.store);
    REQUIRE(all.size() == 2);
    CHECK(all[0].until == monday);
    CHECK_FALSE(all[1].until);
}

TEST_CASE("A hold on a case stays when that on its provider is lifted") {
    Directing house;
    const auto stream = house.office.done(SmallOffice::admission("M1"));
    house.office.done("therapist", stream, casework::Flag{0, "Two signatures are alike.", true});
    house.office.done("inspector", stream, casework::Direct{Direction::Hold, ""});
    REQUIRE_FALSE(house.direct("clinic", Direction::Hold));
    REQUIRE_FALSE(house.direct("clinic", Direction::Continue));
    CHECK(house.office.file(stream).now.held);
    house.office.done("inspector", stream, casework::Direct{Direction::Continue, ""});
    CHECK_FALSE(house.office.file(stream).now.held);
}

TEST_CASE("The doctor who ordered is a provider, too, and a direction is of one program") {
    Directing house;
    const auto stream = house.office.done(SmallOffice::admission("M1"));
    report(house.store, stream_of(casework::PersonId{"dr-hill"}), Person{"Hill", Role::Provider, {}},
           {monday, {"import"}});
    REQUIRE_FALSE(house.direct("dr-hill", Direction::Hold));
    CHECK(house.office.file(stream).now.held);
    CHECK(directions_on(house.store, "another/program", {"dr-hill"}).empty());
    CHECK(directions_on(house.store, therapy_rules().id(), {"clinic"}).empty());
}

TEST_CASE("The agency alone directs, and only a provider who is known") {
    Directing house;
    for (const Role role : {Role::Supervisor, Role::Reviewer, Role::PlanAdministrator, Role::Auditor,
                            Role::Provider, Role::System}) {
        const auto refused = house.direct("clinic", Direction::Hold, {{"x"}, role, {"us"}, {}, {}});
        REQUIRE(refused.has_value());
        CHECK(refused->kind == RefusalKind::NotAllowed);
    }
    for (const char* nobody : {"clinc", "therapist", "a b", ""}) {
        const auto refused = house.direct(nobody, Direction::Hold);
        REQUIRE(refused.has_value());
        CHECK(refused->kind == RefusalKind::Nothing);
    }
    CHECK(provider_directions(house.store).empty());
    for (const Role role : {Role::PlanAdministrator, Role::Auditor, Role::Agency})
        CHECK_FALSE(refusal_to_hear(therapy_rules(), {{"x"}, role, {}, {}, {}}, monday));
    CHECK(refusal_to_hear(therapy_rules(), {{"x"}, Role::Provider, {"clinic"}, {}, {}}, monday));
}

} // namespace assent::desk
