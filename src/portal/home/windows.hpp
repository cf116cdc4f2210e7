#pragma once
// What an office may still ask for about requests that are over, while the window for it is open: to go on
// with a service, or to have a decision looked at again. The one that closes next stands first.

#include "portal/html.hpp"
#include "portal/visit.hpp"

namespace assent::portal {

// As a table; nothing when no window is open.
Html open_windows(const Visit& visit, const Services& services);

} // namespace assent::portal
