#pragma once
// What the agency of a program directed for everything in which a provider has a part: that it is held, goes
// on, or is handled in another way. The latest of a provider in a program is the one. Each provider has a
// stream of them, and each case that is read bears those of whoever has a part in it: so a direction holds
// from the moment in which it is given, for every case that there is and that comes. It writes nothing into a
// case.

#include <optional>
#include <string>
#include <vector>

#include "casework/actor.hpp"
#include "casework/outcome.hpp"
#include "casework/refusal.hpp"
#include "desk/rules.hpp"
#include "store/store.hpp"

namespace assent::desk {

struct ProviderDirection {
    std::string program, provider; // the program's id; an organization, or a person who is a provider
    casework::Direction direction = casework::Direction::Continue;
    std::string words;
    casework::PersonId by = {};
    calendar::Instant at = {};
    std::optional<calendar::Instant> until = {}; // another one took its place
};

// All that were ever given, in their order.
std::vector<ProviderDirection> provider_directions(store::Store& store);

// Nothing when they may hear of the directions of that program; and the agency may then give one.
std::optional<casework::Refusal> refusal_to_hear(const Rules& rules, const casework::Actor& who,
                                                 calendar::Instant now);

// Nothing when it was recorded. `rules` is any version of the program that it names.
std::optional<casework::Refusal> direct_provider(store::Store& store, const Rules& rules,
                                                 const ProviderDirection& direction,
                                                 const casework::Actor& by, calendar::Instant now);

// Those that concern a case of that program in which these have a part: of each provider the latest.
std::vector<ProviderDirection> directions_on(store::Store& store, const std::string& program,
                                             const std::vector<std::string>& providers);

} // namespace assent::desk
