#pragma once
// What a stream consists of: what was recorded, where it stands, and the hash that ties it to the event
// before. The store gives the words (kind, role, payload) back as they came and never reads them.

#include <cstdint>
#include <optional>
#include <string>

#include "base/sha256.hpp"
#include "calendar/zone.hpp"

namespace assent::store {

// An event as it is handed in.
struct Record {
    calendar::Instant at; // when it was recorded
    std::string actor;    // who acted, by a number of our own
    std::string role;
    std::string kind;
    std::int64_t version = 1; // of the kind, by which older payloads are lifted
    std::string payload;      // JSON

    friend bool operator==(const Record&, const Record&) = default;
};

// An event as it stands in its stream.
struct Event {
    std::int64_t sequence = 0; // from 1, without a gap
    calendar::Instant at;
    std::string actor;
    std::string role;
    std::string kind;
    std::int64_t version = 1;
    std::optional<std::string> payload; // nothing when it was removed after retention
    base::Digest payload_hash{};
    base::Digest hash{};

    friend bool operator==(const Event&, const Event&) = default;
};

// The last event of a stream; sequence 0 and a hash of zeros when there is none.
struct Head {
    std::int64_t sequence = 0;
    base::Digest hash{};

    friend bool operator==(const Head&, const Head&) = default;
};

} // namespace assent::store
