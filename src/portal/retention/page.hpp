#pragma once
// What is past retention, and the legal holds that keep it, for whoever looks after records. They are told
// numbers of cases and nothing of what is in one. Nothing is removed here.

#include "portal/gate.hpp"

namespace assent::portal {

void add_retention(Gate& gate, const Services& services);

} // namespace assent::portal
