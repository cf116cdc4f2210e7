#pragma once
// The stream of what somebody told us that belongs to no case: "intake/contact:K3", among those of what came
// in and is not yet part of a case.

#include <string>
#include <string_view>

#include "store/stream_id.hpp"

namespace assent::desk {

inline constexpr std::string_view of_contacts = "contact:";

// Requires: a number that can be a key.
inline store::StreamId contact_stream(std::string_view number) {
    return store::StreamId::of_intake(std::string(of_contacts) + std::string(number));
}

inline bool is_contact(const store::StreamId& stream) {
    return stream.kind() == store::StreamKind::Intake && stream.placement().starts_with(of_contacts);
}

} // namespace assent::desk
