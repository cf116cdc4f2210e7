#pragma once
// The reviewers of a supervisor's house: what each has and closes, which of their credentials end, what
// conflicts they have declared, and when they are away. And one of them: absences are recorded here, and what
// they have is given to others.

#include "portal/gate.hpp"

namespace assent::portal {

void add_reviewers(Gate& gate, const Services& services); // they live as long as the routes are used

} // namespace assent::portal
