#include "codes/service_units.hpp"

#include <limits>
#include <string>

namespace assent::codes {
namespace {

base::Diagnostics mistakes(std::int64_t quantity, std::int64_t minutes_per_unit, const std::string& too_few) {
    base::Diagnostics wrong;
    if (quantity < 0) wrong.error({}, too_few, "write 0 or more");
    if (minutes_per_unit < 1)
        wrong.error({}, "a unit lasts at least one minute", "write 15 for units of 15 minutes");
    return wrong;
}

} // namespace

base::Result<std::int64_t> units_in(std::int64_t minutes, std::int64_t minutes_per_unit) {
    base::Diagnostics wrong =
        mistakes(minutes, minutes_per_unit, "a service does not last less than no time");
    if (wrong.has_errors()) return base::refused(std::move(wrong));
    return minutes / minutes_per_unit;
}

base::Result<std::int64_t> minutes_in(std::int64_t units, std::int64_t minutes_per_unit) {
    base::Diagnostics wrong = mistakes(units, minutes_per_unit, "there are no fewer than 0 units");
    if (wrong.has_errors()) return base::refused(std::move(wrong));
    if (units > std::numeric_limits<std::int64_t>::max() / minutes_per_unit) {
        return base::refused({}, "so many units last longer than can be counted in minutes",
                             "check the units");
    }
    return units * minutes_per_unit;
}

} // namespace assent::codes
