#pragma once
// Days as the rules count them, since 1970-01-01, and as the calendar knows them. Arithmetic on days
// has no end, but the calendar has: what lies beyond it is no day, and never reaches the calendar.

#include <chrono>
#include <cstdint>

#include "calendar/date.hpp"

namespace assent::policy {

// Within the years that have four digits.
constexpr bool is_day(std::int64_t days) { return days > -719'000 && days < 2'932'000; }

// Requires: is_day(days).
constexpr calendar::Date as_date(std::int64_t days) { return calendar::Date{std::chrono::days{days}}; }

// Moments are counted in seconds of local time since the start of 1970-01-01.
constexpr std::int64_t seconds_of_day = 86'400;

// The day a moment lies in.
constexpr std::int64_t day_of(std::int64_t moment) {
    return moment / seconds_of_day - (moment % seconds_of_day < 0 ? 1 : 0);
}

constexpr std::int64_t days_of(calendar::Date date) { return date.time_since_epoch().count(); }

} // namespace assent::policy
