#include "casework/account_authority.hpp"

#include <doctest/doctest.h>

#include "casework/authority.hpp"

namespace assent::casework {
namespace {

Actor actor(Role role, std::string organization = {}) {
    return {{"a"}, role, {std::move(organization)}, {}, {}};
}

const Position provider{Role::Provider, {"clinic"}};
const Position elsewhere{Role::Provider, {"elsewhere"}};
const Position reviewer{Role::Reviewer, {"us"}};

TEST_CASE("an office administrator makes and changes providers of the own office, and nothing else") {
    const Actor office = actor(Role::OfficeAdministrator, "clinic");
    CHECK_FALSE(refusal_to_manage(office, std::nullopt, provider));
    CHECK_FALSE(refusal_to_manage(office, provider, provider));
    CHECK(refusal_to_manage(office, std::nullopt, elsewhere));
    CHECK(refusal_to_manage(office, provider, elsewhere)); // nobody is moved out
    CHECK(refusal_to_manage(office, elsewhere, provider)); // nor in
    CHECK(refusal_to_manage(office, reviewer, provider));
    for (std::size_t r = 0; r < roles; ++r) {
        const auto role = static_cast<Role>(r);
        const bool fine = role == Role::Provider;
        CHECK_MESSAGE(!refusal_to_manage(office, std::nullopt, {role, {"clinic"}}) == fine, to_text(role));
        CHECK_MESSAGE(!refusal_to_manage(office, provider, {role, {"clinic"}}) == fine, to_text(role));
        CHECK_MESSAGE(!refusal_to_manage(office, Position{role, {"clinic"}}, provider) == fine,
                      to_text(role));
    }
    // Without an organization of their own they have no office.
    CHECK(refusal_to_manage(actor(Role::OfficeAdministrator), std::nullopt, {Role::Provider, {}}));
}

TEST_CASE("a plan administrator makes every account, save those that the program itself acts as") {
    const Actor plan = actor(Role::PlanAdministrator, "us");
    for (std::size_t r = 0; r < roles; ++r) {
        const auto role = static_cast<Role>(r);
        const bool ours = role == Role::System || role == Role::Timer;
        CHECK_MESSAGE(refusal_to_manage(plan, std::nullopt, {role, {"us"}}).has_value() == ours,
                      to_text(role));
        CHECK_MESSAGE(refusal_to_manage(plan, Position{role, {"us"}}, reviewer).has_value() == ours,
                      to_text(role));
    }
}

TEST_CASE("nobody else manages accounts, whatever they are") {
    for (std::size_t r = 0; r < roles; ++r) {
        const auto role = static_cast<Role>(r);
        if (role == Role::OfficeAdministrator || role == Role::PlanAdministrator) continue;
        CHECK_MESSAGE(refusal_to_manage(actor(role, "clinic"), provider, provider), to_text(role));
    }
}

TEST_CASE("an account is looked up by itself, by whoever manages it, and a reviewer's by supervisors") {
    CHECK(may_look_up(actor(Role::Provider, "clinic"), {"a"}, provider));
    CHECK_FALSE(may_look_up(actor(Role::Provider, "clinic"), {"b"}, provider));
    CHECK(may_look_up(actor(Role::OfficeAdministrator, "clinic"), {"b"}, provider));
    CHECK_FALSE(may_look_up(actor(Role::OfficeAdministrator, "clinic"), {"b"}, elsewhere));
    CHECK(may_look_up(actor(Role::Supervisor, "us"), {"b"}, reviewer));
    CHECK_FALSE(may_look_up(actor(Role::Supervisor, "us"), {"b"}, provider));
    CHECK_FALSE(may_look_up(actor(Role::Reviewer, "us"), {"b"}, reviewer));
    CHECK(may_look_up(actor(Role::PlanAdministrator, "us"), {"b"}, reviewer));
    CHECK(may_look_up(actor(Role::PlanAdministrator, "us"), {"b"}, {Role::System, {"us"}}));
}

TEST_CASE("who the people of an organization are is for whoever looks after it, or after all") {
    for (std::size_t r = 0; r < roles; ++r) {
        const auto role = static_cast<Role>(r);
        const bool all = role == Role::PlanAdministrator, own = all || role == Role::OfficeAdministrator;
        CHECK_MESSAGE(may_list_people(actor(role, "clinic"), {"clinic"}) == own, to_text(role));
        CHECK_MESSAGE(may_list_people(actor(role, "clinic"), {"elsewhere"}) == all, to_text(role));
        CHECK_MESSAGE(!may_list_people(actor(role), {""}), to_text(role));
    }
}

TEST_CASE("a conflict is declared by the reviewer who has it, by supervisors and by the plan") {
    CHECK_FALSE(refusal_to_declare_conflict(actor(Role::Reviewer), {"a"}));
    CHECK(refusal_to_declare_conflict(actor(Role::Reviewer), {"b"}));
    CHECK_FALSE(refusal_to_declare_conflict(actor(Role::Supervisor), {"b"}));
    CHECK_FALSE(refusal_to_declare_conflict(actor(Role::PlanAdministrator), {"b"}));
    CHECK(refusal_to_declare_conflict(actor(Role::Provider, "clinic"), {"a"}));
    CHECK(refusal_to_declare_conflict(actor(Role::OfficeAdministrator, "clinic"), {"b"}));
}

TEST_CASE("an absence is recorded by whoever gives work, of the reviewers of their own house") {
    for (std::size_t r = 0; r < roles; ++r) {
        const auto role = static_cast<Role>(r);
        const bool may = role == Role::Supervisor || role == Role::System;
        CHECK_MESSAGE(!refusal_to_record_absence(actor(role, "us"), reviewer) == may, to_text(role));
    }
    CHECK(refusal_to_record_absence(actor(Role::Supervisor, "them"), reviewer));
    CHECK(refusal_to_record_absence(actor(Role::Supervisor, ""), {Role::Reviewer, {""}}));
    CHECK(refusal_to_record_absence(actor(Role::Supervisor, "us"), {Role::Provider, {"us"}}));
}

} // namespace
} // namespace assent::casework
