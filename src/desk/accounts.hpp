#pragma once
// Accounts as lists: the people of an organization, who looks after it, and the organizations themselves; and
// the one way in which an account is changed by somebody who looks after it. Whether they may is asked of
// authority, of what the account is at that moment.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/account_authority.hpp"
#include "desk/standing.hpp"

namespace assent::desk {

// Its row in the list of its organization. Requires: an account is known by the standing.
store::AccountRow row_of(const store::StreamId& account, const Standing& standing);

// Whether it is the stream of an account.
bool is_account(const store::StreamId& standing);

// Requires: the stream of an account; of an organization.
casework::PersonId person_of(const store::StreamId& account);
casework::OrganizationId organization_of(const store::StreamId& organization);

casework::Position position_of(const Person& person);

// Calls `look` for the stream of every account.
void for_each_account(store::Store& store, const std::function<void(const store::StreamId&)>& look);

// The organizations by their identifiers, those behind `after` ("": from the first).
std::vector<casework::OrganizationId> organizations(store::Store& store, const std::string& after, int limit);

// What an account is to be, of what it is; or why it cannot be that.
using Change = std::function<base::Expected<Person, casework::Refusal>(const std::optional<Person>&)>;

// Makes or changes an account when the cause's actor may, by what it is when it is written. Requires: the
// identifier can be a key.
std::optional<casework::Refusal> manage(store::Store& store, const casework::Actor& by,
                                        const casework::PersonId& account, const Change& change,
                                        calendar::Instant now);

// A new secret by which a program signs in as that account, to be shown this once; one with the same name
// stops. Refused when `by` does not look after the account as it is when that is written.
struct TokenWish {
    std::string name;                           // what it is for
    std::optional<calendar::Instant> ends = {}; // until when it is good
};
bool is_token_name(std::string_view name); // of at most 100 bytes, not blank, and without a slash
base::Expected<std::string, casework::Refusal> give_token(store::Store& store, const casework::Actor& by,
                                                          const casework::PersonId& account,
                                                          const TokenWish& wish, calendar::Instant now);

// From then on it signs nobody in.
std::optional<casework::Refusal> end_token(store::Store& store, const casework::Actor& by,
                                           const casework::PersonId& account, const std::string& name,
                                           calendar::Instant now);

} // namespace assent::desk
