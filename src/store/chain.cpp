#include "store/chain.hpp"

#include <algorithm>
#include <array>

#include "store/encoding.hpp"

namespace assent::store {

base::Digest hash_of(const base::Digest& previous, std::string_view stream, const Event& event) {
    Encoding all("assent event 1");
    all.bytes(previous).text(stream).number(event.sequence).number(event.at.time_since_epoch().count());
    all.text(event.actor).text(event.role).text(event.kind).number(event.version).bytes(event.payload_hash);
    return base::sha256(all.done());
}

Event chained(const Head& head, std::string_view stream, const Record& record) {
    Event event{head.sequence + 1,
                record.at,
                record.actor,
                record.role,
                record.kind,
                record.version,
                record.payload,
                base::sha256(record.payload),
                {}};
    event.hash = hash_of(head.hash, stream, event);
    return event;
}

// Two hashes of fixed size need no lengths.
base::Digest log_with(const base::Digest& log, const base::Digest& event) {
    std::array<char, 64> both{};
    std::copy(log.begin(), log.end(), both.begin());
    std::copy(event.begin(), event.end(), both.begin() + 32);
    return base::sha256({both.data(), both.size()});
}

} // namespace assent::store
