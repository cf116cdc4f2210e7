#pragma once
// What became of the work of a program in a month: what was due and in time, late or not done, by each clock;
// pends, suspensions and referrals; determinations and what was overturned; notices due and sent; and how
// long the numbers of authorizations took. Figures are those that the store keeps of what the log says; each
// opens its cases. For whoever gives work to reviewers.

#include "portal/gate.hpp"

namespace assent::portal {

void add_reports(Gate& gate, const Services& services); // they live as long as the routes are used

} // namespace assent::portal
