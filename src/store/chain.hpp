#pragma once
// The hashes that tie the log together. An event's hash covers the hash before it in its stream, its
// place and everything recorded of it; of its payload only the hash, so that a payload can be removed
// after retention and the chain still holds. The digest of the log ties the hashes of all streams in the
// order in which they were committed. Pure.

#include <cstdint>
#include <string_view>

#include "store/event.hpp"

namespace assent::store {

// What `event.hash` must be behind `previous`, the hash before it (zeros for the first). Reads neither
// event.payload nor event.hash.
base::Digest hash_of(const base::Digest& previous, std::string_view stream, const Event& event);

// The event that `record` becomes behind `head`.
Event chained(const Head& head, std::string_view stream, const Record& record);

// The digest of the log with one event more. It begins with zeros.
base::Digest log_with(const base::Digest& log, const base::Digest& event);

} // namespace assent::store
