#pragma once
// Clock changes that come back every year. A time zone file lists its changes up to some year and then
// gives one rule for ever after, "CST6CDT,M3.2.0,M11.1.0": standard and summer time, and when each
// begins (POSIX.1-2017 chapter 8.3, with the wider hours of RFC 8536 section 3.3.1). Only the
// month.week.weekday form is read; the day-of-year forms are not used by any present zone.

#include <optional>
#include <string_view>
#include <vector>

#include "calendar/zone.hpp"

namespace assent::calendar {

// Every change that `rule` makes in the years `from` to `through`, in order; none when `rule` has no summer
// time; nothing when it cannot be read.
std::optional<std::vector<Transition>> yearly_clock_changes(std::string_view rule, int from, int through);

} // namespace assent::calendar
