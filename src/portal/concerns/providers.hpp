#pragma once
// What the agency directed for whole providers, and the form by which it does: the second part of the page of
// concerns. Whoever may not hear of a program's directions is shown none of them.

#include "portal/gate.hpp"
#include "portal/html.hpp"

namespace assent::portal {

// Those of the programs of which this visitor may hear, the latest first.
Html providers_directed(const Visit& visit, const Services& services);

// What the form that was sent directs; nothing when it is done.
std::optional<casework::Refusal> direct_provider(const Visit& visit, const Services& services);

} // namespace assent::portal
