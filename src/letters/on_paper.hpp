#pragma once
// Days and moments in the words of a letter. A moment that is the last second of its day is that day: only
// a time that runs in hours, or ends at one, has an hour to tell.

#include <string>

#include "calendar/zone.hpp"

namespace assent::letters {

std::string on_paper(calendar::Date day);                              // "November 4, 2026"
std::string on_paper(calendar::Instant moment, const calendar::Zone&); // "November 4, 2026 at 4:15 PM"
bool has_hour(calendar::Instant moment, const calendar::Zone&);

} // namespace assent::letters
