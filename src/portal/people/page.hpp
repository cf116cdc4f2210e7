#pragma once
// The people of an office on one plain screen, for whoever looks after them: who they are, what they may act
// as and since when, and a form to add somebody. /users is the visitor's own office, /organizations/{id} any
// that a plan looks after.

#include "portal/gate.hpp"

namespace assent::portal {

void add_people(Gate& gate, const Services& services);

} // namespace assent::portal
