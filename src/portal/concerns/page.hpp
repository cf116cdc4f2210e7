#pragma once
// What no provider is told: concerns that were raised about cases, and what the agency directed, the latest
// first, each with what became of it. For a plan, the agencies of its programs and auditors, as authority
// says case by case; whoever may not see a case is told its number alone. It decides nothing.

#include "portal/gate.hpp"

namespace assent::portal {

void add_concerns(Gate& gate, const Services& services);

} // namespace assent::portal
