#pragma once
// A case as it is read from the store: what its events make of it, under the rules it began with, and the
// member's accounts that those rules count on. A value; it never writes. It is as current as the sequences
// that it bears, and whoever writes holds the store to them.

#include <functional>
#include <optional>
#include <vector>

#include "casework/case.hpp"
#include "casework/decide.hpp"
#include "desk/provider_directions.hpp"
#include "desk/record.hpp"
#include "desk/rule_shelf.hpp"
#include "store/store.hpp"

namespace assent::desk {

struct AccountFile {
    std::uint16_t ledger = 0; // among the program's
    store::StreamId stream;
    Account account;
    bool own = true; // false: that of another identifier of the same member, which is only reckoned with
};

struct CaseFile {
    store::StreamId stream;
    const Rules* rules; // as long as the shelf
    casework::Case now;
    std::int64_t sequence = 0; // of the last record; 0: nothing is written yet
    std::vector<AccountFile> accounts = {};
    std::vector<ProviderDirection> directions = {}; // of the agency, on providers who have a part in it

    // What is known of each account in the years around that day.
    std::vector<casework::Balance> balances(calendar::Date today) const;
};

// Calls `look` for every stream of a kind, in the order of their texts.
void for_each_stream(store::Store& store, store::StreamKind kind,
                     const std::function<void(const store::StreamId&)>& look);

// A case that is about to begin.
CaseFile new_file(store::Store& store, const Rules& rules, const casework::MemberId& member,
                  const std::string& number);

// What somebody tells us that belongs to no case: the same without a member, and never with a request.
CaseFile new_contact(const Rules& rules, const std::string& number);

// Adds what the agency directed for these providers, beside those who have a part in the case already. One
// that holds them holds the case.
void direct_as_told(store::Store& store, CaseFile& file, std::vector<std::string> providers = {});

// The case or contact in that stream; nothing when there is none, or none any more after retention. Throws
// Failure when it cannot be read, or began under rules that are not on the shelf.
std::optional<CaseFile> read_file(store::Store& store, const RuleShelf& shelf, const store::StreamId& stream);

// The same as it stood at a moment that is past; without accounts.
std::optional<CaseFile> read_file_as_of(store::Store& store, const RuleShelf& shelf,
                                        const store::StreamId& stream, calendar::Instant moment);

// The same as it stood when it had so many records; without accounts.
std::optional<CaseFile> read_file_at(store::Store& store, const RuleShelf& shelf,
                                     const store::StreamId& stream, std::int64_t sequence);

} // namespace assent::desk
