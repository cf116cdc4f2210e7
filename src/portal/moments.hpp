#pragma once
// Days and moments as pages show them: with the weekday, by the clocks of the program, and as a <time> that a
// browser understands.

#include "calendar/zone.hpp"
#include "portal/html.hpp"

namespace assent::portal {

Html shown(calendar::Date day);                                // Fri 27 Nov 2026
Html shown(const calendar::Zone& zone, calendar::Instant at);  // Fri 27 Nov 2026 16:55 EST
Html until(const calendar::Zone& zone, calendar::Instant due); // Fri 27 Nov 2026, end of day

} // namespace assent::portal
