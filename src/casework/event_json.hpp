#pragma once
// Events as text for a log, and back. What was written is read for ever: a kind has a version, its fields are
// only added to, and what a later version needs of an earlier one is lifted when it is read. A text that is
// not such an event is refused with every mistake; no message repeats a value.

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "casework/event.hpp"

namespace assent::casework {

constexpr std::uint16_t event_version = 1; // that is written today

// What happened, as one JSON object. The kind, the moment and the actor stand beside it in a log. Nothing
// that a field holds by itself is written: no empty text, no empty list, no absent value.
std::string to_json(const What& what);

// Appends nothing and keeps nothing. Requires of the kind: one of kind_of(); any other is a mistake too.
base::Result<What> read_event(std::string_view kind, std::uint16_t version, std::string_view json);

} // namespace assent::casework
