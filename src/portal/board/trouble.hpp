#pragma once
// What is late already, with its cause as far as the case tells it, and what may become late, with the
// reason. No more than so many of either are read for a page; the figures beside them open all.

#include "portal/reports/figure.hpp"

namespace assent::portal {

Html late_now(const Visit& visit, const Services& services, const Team& team, const desk::Rules& rules);
Html at_risk(const Visit& visit, const Services& services, const Team& team, const desk::Rules& rules);

} // namespace assent::portal
