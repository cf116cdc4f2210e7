#pragma once
// One case: what is happening, what it is about, what was decided and why, what was sent, what happened; and
// the acts that whoever looks may do to it, each a short form. An act that the desk refuses is told with what
// to do instead, and keeps what was typed.

#include "portal/gate.hpp"

namespace assent::portal {

void add_case_page(Gate& gate, const Services& services);

} // namespace assent::portal
