#pragma once
// Who has read what of a case, and what somebody has read: for auditors, as authority says. Looking here is
// reading of a case, too, and stands among the readings.

#include "portal/gate.hpp"

namespace assent::portal {

void add_readings(Gate& gate, const Services& services); // they live as long as the routes are used

} // namespace assent::portal
