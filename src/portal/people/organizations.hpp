#pragma once
// The organizations, for a plan: who looks after the people of each, and a form that makes one together with
// its first administrator.

#include "portal/gate.hpp"

namespace assent::portal {

void add_organizations(Gate& gate, const Services& services);

} // namespace assent::portal
