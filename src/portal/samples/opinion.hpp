#pragma once
// What a reviewer is asked of decisions of others: a request as it stood before it was decided, and what they
// would have decided. The page is made from that and from nothing else.

#include "portal/gate.hpp"

namespace assent::portal {

void add_opinions(Gate& gate, const Services& services);

} // namespace assent::portal
