#pragma once
// One person who is known as two members. To merge says so in the standings of both, with a reason; nothing
// else moves: each case, letter and account stays under the identifier it was begun with, for there it was
// decided, and is found under either. To undo says that they are two after all, and then nothing has to be
// moved back. Reading is cheap where nobody was merged. Whoever may is asked of the table.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/refusal.hpp"
#include "desk/standing.hpp"

namespace assent::desk {

// The identifiers of that person, that one first: those that were merged with it, and with those.
std::vector<casework::MemberId> known_as(store::Store& store, const casework::MemberId& member);

// What a record of kind "Merged" says; nothing when the text is none.
std::optional<Merged> merged_of(std::string_view payload);

struct Merge {
    casework::MemberId kept, set_aside;
    std::string reason;
};

// Nothing when it is done; both say so from then on, or neither.
std::optional<casework::Refusal> merge(store::Store& store, const Merge& what, const casework::Actor& by,
                                       calendar::Instant now);
std::optional<casework::Refusal> undo_merge(store::Store& store, const Merge& what, const casework::Actor& by,
                                            calendar::Instant now);

} // namespace assent::desk
