#pragma once
// A case found by the few facts that a caller has: the number of the case or the authorization, the member's
// identifier, or a birth date with a name or a provider. Less fits too many people, and is said to. What is
// looked for is sent and never stands in an address; who opens what was found has read it, and that is kept.

#include "portal/gate.hpp"

namespace assent::portal {

void add_find(Gate& gate, const Services& services);

} // namespace assent::portal
