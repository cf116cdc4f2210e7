#pragma once
// A signed statement of what the log held at a moment: how many events, and the digest over all of
// them, which covers the head of every stream. A stream or a tail that is taken away afterwards, and
// anything rewritten with new hashes, no longer agrees with it. Whoever keeps a copy elsewhere also sees
// when the checkpoints themselves were taken away. Pure.

#include <cstdint>

#include "base/sha256.hpp"
#include "calendar/zone.hpp"
#include "store/signature.hpp"

namespace assent::store {

struct Checkpoint {
    std::int64_t number = 0; // from 1, without a gap
    calendar::Instant at;
    std::int64_t position = 0; // of the last event that it covers
    base::Digest log{};        // the digest of the log up to that event
    Signature signature{};

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// Sets the signature over everything else.
void sign(Checkpoint& checkpoint, const SigningKey& key);

bool is_signed(const Checkpoint& checkpoint, const PublicKey& key);

} // namespace assent::store
