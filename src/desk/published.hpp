#pragma once
// Programs as they were published into the store: each version with everything its hash covers, so that a
// server needs no folder of programs, and a case can be read under its rules though the folder has changed
// since. What was published stays; a version with the same first day that is published later governs the
// cases that begin from then on.

#include "desk/rule_shelf.hpp"
#include "store/store.hpp"

namespace assent::desk {

// True when it was not there yet. Whoever calls has seen to it that `by` may.
bool publish(store::Store& store, const catalog::Version& version, const casework::PersonId& by,
             calendar::Instant now);

// Every version that was ever published. Refused when one cannot be read any more, with what is wrong in it.
base::Result<RuleShelf> published_rules(store::Store& store, const letters::NameOf& name_of);

// How people, organizations and members are called in letters, by their standing; an identifier that nobody
// has stands for itself. Looks at the store for as long as it lives.
letters::NameOf names_in(store::Store& store);

} // namespace assent::desk
