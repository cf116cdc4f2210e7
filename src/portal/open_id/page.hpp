#pragma once
// Signing in by a house elsewhere: the browser is sent there with a word that it alone can bring back, once
// and within ten minutes, and comes back with a code for which the provider tells us who it was. Who has an
// account here is signed in to it; no account is made, and nothing of what the provider said is kept.

#include "portal/gate.hpp"
#include "portal/open_id/provider.hpp"

namespace assent::portal {

// The provider lives as long as the routes are used.
void add_open_id(Gate& gate, const Services& services, OpenIdProvider& provider);

} // namespace assent::portal
