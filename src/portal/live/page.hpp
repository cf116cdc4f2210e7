#pragma once
// What tells an open page that there may be something new, so that nobody has to load it again to see. It
// says only that something has happened, never what: the page asks for itself then, as whoever looks at it
// may.

#include "portal/gate.hpp"
#include "portal/html.hpp"

namespace assent::portal {

// The place on a page of a list where that is said. It bears what was known when the page was made, so that
// nothing is missed between that and the moment in which the page begins to listen.
Html news(const Visit& visit);

void add_live(Gate& gate, const Services& services);

} // namespace assent::portal
