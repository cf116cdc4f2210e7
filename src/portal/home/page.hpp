#pragma once
// What somebody sees first: an office the status of everything it asked for, a reviewer what waits for review
// and what they have. What needs the reader stands first; every line says what is happening and what comes
// next.

#include "portal/gate.hpp"

namespace assent::portal {

void add_home(Gate& gate, const Services& services);

} // namespace assent::portal
