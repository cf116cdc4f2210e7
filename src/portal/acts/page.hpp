#pragma once
// Who did what when to which case, for auditors: of a case, by a person, of a kind, between two days. A page
// looks at a bounded piece of the log and says how far back it got. What it tells of a case is a reading of
// that case, and noted as one.

#include "portal/gate.hpp"

namespace assent::portal {

void add_acts(Gate& gate, const Services& services);

} // namespace assent::portal
