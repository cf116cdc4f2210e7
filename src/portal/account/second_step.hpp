#pragma once
// The second step of signing in, as somebody turns it on for themselves: they give an app the secret, prove
// that it shows the right codes, and are shown their recovery codes this once. To turn it off or to have new
// recovery codes both the password and a code are asked for.

#include "portal/gate.hpp"
#include "portal/html.hpp"

namespace assent::portal {

// Of the page of the account: whether it is on, and what can be done about it.
Html second_step_part(const Visit& visit, const desk::Standing& standing);

void add_second_step(Gate& gate, const Services& services);

} // namespace assent::portal
