#pragma once
// Minutes of service as whole units and back. What is left over is not a unit: 45 and 50 minutes are
// both three units of fifteen (INTERPRETATION: part_units, rounded down). It never rounds up, and
// never overflows in silence.

#include <cstdint>

#include "base/result.hpp"

namespace assent::codes {

// "1 unit equaling 15 minutes", the unit of the timed therapies.
inline constexpr std::int64_t therapy_unit_minutes = 15;

// Whole units in `minutes`. Refused when there are fewer than 0 minutes, or fewer than 1 to a unit.
base::Result<std::int64_t> units_in(std::int64_t minutes,
                                    std::int64_t minutes_per_unit = therapy_unit_minutes);

// The minutes of `units` whole units. Refused for the same reasons, and when there are too many to
// count.
base::Result<std::int64_t> minutes_in(std::int64_t units,
                                      std::int64_t minutes_per_unit = therapy_unit_minutes);

} // namespace assent::codes
