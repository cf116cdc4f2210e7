#pragma once
// What waits for somebody, the earliest due first: requests that no reviewer has yet, at the levels where
// this one may take them or give them to somebody; and what a reviewer has. Lists are read page by page from
// the index of their level or reviewer; each case that is shown was read, and authority was asked of it, so
// that nobody is offered what they could not take. It never writes.

#include <optional>
#include <string>
#include <vector>

#include "casework/authority.hpp"
#include "casework/term.hpp"
#include "desk/case_file.hpp"

namespace assent::desk {

// One request that waits, with what puts it at its place.
struct Waits {
    store::CaseRow row;
    CaseFile file;
    casework::RequestNo request = 0;
    std::optional<casework::Term> owed;     // what is to be done first, and by when
    std::optional<calendar::Instant> since; // it has been in its state
};

struct WaitingList {
    std::vector<Waits> all;
    bool more = false; // there is more than was asked for, or looked at
};

class Worklist {
public:
    // Looks at all of them for as long as it lives.
    Worklist(store::Store& store, const RuleShelf& shelf, const casework::Actor& actor, calendar::Instant now)
        : store_(store), shelf_(shelf), actor_(actor), now_(now) {}

    // Whether there can be one for such an account.
    static std::optional<casework::Refusal> refusal(casework::Role role);

    // What they may take, or give to a reviewer.
    WaitingList open(std::size_t most) const;

    // What colleagues have, for whom they may step in.
    WaitingList of_colleagues(std::size_t most) const;

    // What they have taken: in review, pended and suspended.
    WaitingList held(std::size_t most) const;

private:
    std::vector<std::string> levels() const;
    std::optional<Waits> looked_at(const store::CaseRow& row) const;
    WaitingList at_levels(casework::CaseAct act, std::size_t most) const;

    store::Store& store_;
    const RuleShelf& shelf_;
    const casework::Actor& actor_;
    calendar::Instant now_;
};

} // namespace assent::desk
