#pragma once
// What rows that were read would add to the store. A row that says what its stream says already adds nothing,
// so that a file may come every night and only what changed in it is written. Reads, and never writes; the
// appends hold the store to what was read.

#include <vector>

#include "desk/row_entry.hpp"
#include "store/store.hpp"

namespace assent::desk {

struct Fresh {
    std::vector<store::Append> appends;           // one for each stream that grows
    std::size_t records = 0;                      // in all of them
    std::vector<store::AccountRow> accounts = {}; // of those that were reported
    std::vector<store::StreamId> woken = {};      // whose cases are to be looked at again (wake.hpp)
};

// In the order of the entries: a later one sees what an earlier one says. What was used of an account is
// recorded as the difference from what was carried over for that year before.
Fresh fresh_records(store::Store& store, const std::vector<Entry>& entries, const Cause& cause);

} // namespace assent::desk
