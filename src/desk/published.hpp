#pragma once
// Programs as they were published into the store: each version with everything its hash covers, so that a
// server needs no folder of programs, and a case can be read under its rules though the folder has changed
// since. What was published stays; a version with the same first day that is published later governs the
// cases that begin from then on.

#include <map>
#include <string>
#include <vector>

#include "desk/rule_shelf.hpp"
#include "store/store.hpp"

namespace assent::desk {

// True when it was not there yet. Whoever calls has seen to it that `by` may.
bool publish(store::Store& store, const catalog::Version& version, const casework::PersonId& by,
             calendar::Instant now);

// A version as it was published: when, by whom, and every text that its hash covers, by name.
struct Publication {
    std::string hash;
    calendar::Instant at;
    casework::PersonId by;
    std::map<std::string, std::string> parts;
};

// Those of a program, the earliest first; and how many there are, which costs nothing.
std::vector<Publication> publications(store::Store& store, const std::string& program);
std::int64_t publication_count(store::Store& store, const std::string& program);

// Every version that was ever published. Refused when one cannot be read any more, with what is wrong in it.
base::Result<RuleShelf> published_rules(store::Store& store, const letters::NameOf& name_of);

// How people, organizations and members are called in letters, by their standing; an identifier that nobody
// has stands for itself. Looks at the store for as long as it lives.
letters::NameOf names_in(store::Store& store);

} // namespace assent::desk
