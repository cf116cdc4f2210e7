#pragma once
// Looks at everything in a store and tells all that is not as it was recorded, by name: damage to the
// file, an event that was changed, is missing or follows the wrong one, a head that lies, a checkpoint
// that is not signed, does not agree or covers more than there is. It never repairs and never writes.
// It may run beside a serving program; meanwhile the WAL cannot begin anew.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/checkpoint.hpp"
#include "store/database.hpp"

namespace assent::store {

struct Verification {
    std::vector<std::string> findings; // "case/M7/C12 event 7: its payload is not what was recorded"
    std::int64_t events = 0;
    std::int64_t streams = 0;
    std::int64_t checkpoints = 0;
    std::int64_t removed_payloads = 0; // after retention; their hashes were looked at

    bool is_clean() const { return findings.empty(); }
};

// `key` is that of the checkpoints. `kept` is a checkpoint that somebody keeps outside of the store: with
// it, a tail shows that was cut together with its checkpoints. Throws Failure when the file cannot be
// opened as a store of the present version.
Verification verify(const DatabaseFile& file, const PublicKey& key, const std::optional<Checkpoint>& kept);

} // namespace assent::store
