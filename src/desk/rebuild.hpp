#pragma once
// What is made from the log, made again: the rows and alarms of cases and what is counted of them, the rows
// of accounts, and what waits to be sent. Comparing tells whether the store has what the log says; rebuilding
// writes it anew. Neither changes the log, and nothing is sent. While a store is rebuilt, nobody else may
// write to it.

#include <functional>
#include <string>
#include <vector>

#include "base/sha256.hpp"
#include "desk/case_file.hpp"
#include "store/store.hpp"

namespace assent::desk {

struct Comparison {
    std::vector<std::string> findings; // "case/M7/C12: its row in the worklists is not what its events say"
    std::int64_t cases = 0;
    std::int64_t waiting = 0; // notices that were composed and not yet sent
};

// Whether a document is kept, whole or damaged.
using IsKept = std::function<bool(const base::Digest&)>;

// Reads every case. A case that cannot be read is a finding, and so is a document that one names and nobody
// keeps.
Comparison compare(store::Store& store, const RuleShelf& shelf, const IsKept& is_kept);

// How many cases there are. Throws Failure when one cannot be read; then it must be run again.
std::int64_t rebuild(store::Store& store, const RuleShelf& shelf);

} // namespace assent::desk
