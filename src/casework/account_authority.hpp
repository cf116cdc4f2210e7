#pragma once
// Who may make what of an account: the rows of the authority table that are about people and no case. Whoever
// looks after an office looks after its providers and nothing else; there is no way from one office into
// another, nor up to another role.

#include <optional>

#include "casework/actor.hpp"
#include "casework/refusal.hpp"

namespace assent::casework {

// What an account is: its kind, and whom it acts for.
struct Position {
    Role role = Role::Provider;
    OrganizationId organization;
};

// Whether the actor may make, change, end or give a token to an account that is `now` (nothing: there is none
// yet) and will be `then`.
std::optional<Refusal> refusal_to_manage(const Actor&, const std::optional<Position>& now,
                                         const Position& then);

// What the identifiers of accounts begin with that this actor can make: those of an office with the office's
// own, so that nobody takes one by which a case names somebody else. "" for whoever makes any.
std::string own_prefix(const Actor& actor);

// Whether they may make a new account of that identifier.
std::optional<Refusal> refusal_to_call(const Actor& actor, const PersonId& account);

// Whether the actor may look the account up: their own; whom they may manage; and reviewers, by whoever gives
// them work.
bool may_look_up(const Actor&, const PersonId& account, const Position& position);

// Whether the actor may read who the people of that organization are: whoever looks after it, or after all.
bool may_list_people(const Actor&, const OrganizationId&);

// Whether the actor may record when whoever has that position is away: whoever gives work records it of the
// reviewers of their own house.
std::optional<Refusal> refusal_to_record_absence(const Actor&, const Position& of);

// Whether the actor may record a conflict of interest of that account.
std::optional<Refusal> refusal_to_declare_conflict(const Actor&, const PersonId& of);

} // namespace assent::casework
