#pragma once
// The request that a reviewer turns to next: of what they have the one that is due first; or, when they have
// nothing else, of what nobody has yet.

#include "portal/html.hpp"
#include "portal/visit.hpp"

namespace assent::portal {

// A link to it, for a paragraph `as-ways`, by the key n as well; nothing for whoever reviews nothing, or when
// nothing waits. `but` is the one that they are at.
Html next_work(const Visit& visit, const Services& services, const std::optional<store::StreamId>& but);

} // namespace assent::portal
