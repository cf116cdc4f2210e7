#include "casework/account_authority.hpp"

#include <fmt/format.h>

#include "casework/authority.hpp"

namespace assent::casework {
namespace {

// The program itself acts as these.
bool is_ours(Role role) { return role == Role::System || role == Role::Timer; }

bool is_of_their_office(const Actor& actor, const Position& position) {
    return position.role == Role::Provider && !actor.organization.empty() &&
           position.organization == actor.organization;
}

} // namespace

std::optional<Refusal> refusal_to_manage(const Actor& actor, const std::optional<Position>& now,
                                         const Position& then) {
    if (auto no = refused_by_table(CaseAct::ManageUsers, actor.role)) return no;
    if (is_ours(then.role) || (now && is_ours(now->role)))
        return Refusal{RefusalKind::NotAllowed, "the program itself acts as this, and no account does", "",
                       "give the account the role of a person"};
    const bool whole = cell(CaseAct::ManageUsers, actor.role) == Cell::Yes;
    if (whole) return std::nullopt;
    if (now && !is_of_their_office(actor, *now))
        return Refusal{RefusalKind::NotTheirs,
                       "an office looks after its own providers, and this is another's", "",
                       "choose another identifier, or ask a plan administrator"};
    if (is_of_their_office(actor, then)) return std::nullopt;
    return Refusal{RefusalKind::NotAllowed, "an office makes providers of its own, and no other accounts", "",
                   "ask a plan administrator"};
}

std::string own_prefix(const Actor& actor) {
    const bool office = cell(CaseAct::ManageUsers, actor.role) == Cell::Office;
    return office ? actor.organization.text + "." : std::string();
}

std::optional<Refusal> refusal_to_call(const Actor& actor, const PersonId& account) {
    const std::string prefix = own_prefix(actor);
    if (account.text.starts_with(prefix) && account.text.size() > prefix.size()) return std::nullopt;
    return Refusal{RefusalKind::NotAllowed,
                   fmt::format("the accounts of an office are called by its name first: {}...", prefix), "",
                   fmt::format("call it {}{}", prefix, account.text)};
}

bool may_look_up(const Actor& actor, const PersonId& account, const Position& position) {
    const bool assigns = cell(CaseAct::Assign, actor.role) == Cell::Yes;
    const bool manages_all = cell(CaseAct::ManageUsers, actor.role) == Cell::Yes;
    return account == actor.person || manages_all || !refusal_to_manage(actor, position, position) ||
           (assigns && position.role == Role::Reviewer);
}

bool may_list_people(const Actor& actor, const OrganizationId& of) {
    if (of.empty()) return false;
    const Cell manages = cell(CaseAct::ManageUsers, actor.role);
    return manages == Cell::Yes || (manages == Cell::Office && actor.organization == of);
}

std::optional<Refusal> refusal_to_record_absence(const Actor& actor, const Position& of) {
    if (auto no = refused_by_table(CaseAct::Assign, actor.role)) return no;
    const bool own = !actor.organization.empty() && of.organization == actor.organization;
    if (own && of.role == Role::Reviewer) return std::nullopt;
    return Refusal{RefusalKind::NotTheirs, "absences are recorded of the reviewers of one's own organization",
                   "", "leave it to a supervisor of theirs"};
}

std::optional<Refusal> refusal_to_declare_conflict(const Actor& actor, const PersonId& of) {
    if (auto no = refused_by_table(CaseAct::DeclareConflict, actor.role)) return no;
    if (cell(CaseAct::DeclareConflict, actor.role) == Cell::Yes || actor.person == of) return std::nullopt;
    return Refusal{RefusalKind::NotTheirs, "a reviewer declares a conflict of their own", "",
                   "leave it to that reviewer, or to a supervisor"};
}

} // namespace assent::casework
