#pragma once
// One account, for whoever looks after it: its name and what it acts as, what it holds, a new password that
// is shown once, and its end, which is asked again and stops every session at once.

#include "portal/gate.hpp"

namespace assent::portal {

void add_person(Gate& gate, const Services& services);

} // namespace assent::portal
