#include "letters/on_paper.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace assent::letters {
namespace {

std::chrono::seconds time_of_day(calendar::Instant moment, const calendar::Zone& zone) {
    const auto midnight = zone.local_date(moment).time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(zone.to_local(moment).time_since_epoch() -
                                                            midnight);
}

} // namespace

std::string on_paper(calendar::Date day) {
    constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                         "May",       "June",     "July",     "August",
                                                         "September", "October",  "November", "December"};
    const std::chrono::year_month_day date{day};
    return fmt::format("{} {}, {}", months[unsigned{date.month()} - 1], unsigned{date.day()},
                       int{date.year()});
}

bool has_hour(calendar::Instant moment, const calendar::Zone& zone) {
    return time_of_day(moment, zone) != std::chrono::hours{24} - std::chrono::seconds{1};
}

std::string on_paper(calendar::Instant moment, const calendar::Zone& zone) {
    const std::string day = on_paper(zone.local_date(moment));
    if (!has_hour(moment, zone)) return day;
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time_of_day(moment, zone)).count();
    const auto hour = minutes / 60;
    return fmt::format("{} at {}:{:02} {}", day, hour % 12 == 0 ? 12 : hour % 12, minutes % 60,
                       hour < 12 ? "AM" : "PM");
}

} // namespace assent::letters
