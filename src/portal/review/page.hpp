#pragma once
// Where a reviewer works on one request: what is asked for, the rules and what is known of each, the papers,
// and the form of the decision. Beside it stands what the decision still owes before it can be sent, and the
// letter as its reader will see it. Nothing is decided here; the desk does, and looks at all of it again.

#include "portal/gate.hpp"

namespace assent::portal {

void add_review(Gate& gate, const Services& services); // they live as long as the routes are used

} // namespace assent::portal
