#pragma once
// What tells an open page that there may be something new, so that nobody has to load it again to see. It
// says only that something has happened, never what: the page asks for itself then, as whoever looks at it
// may.

#include "portal/gate.hpp"
#include "portal/html.hpp"

namespace assent::portal {

// The place on a page of a list where that is said.
Html news();

void add_live(Gate& gate, const Services& services);

} // namespace assent::portal
