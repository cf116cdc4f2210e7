#pragma once
// The tokens by which programs sign in, for a plan: whose each is, since when and until when; a form that
// gives one, which is shown this once; and the end of one, which is asked again and holds at once.

#include "portal/gate.hpp"

namespace assent::portal {

void add_tokens(Gate& gate, const Services& services);

} // namespace assent::portal
