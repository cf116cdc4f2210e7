#pragma once
// Civil dates: read, written, compared in years and months. A Date is a day on the calendar and knows
// no time zone. Nothing here allocates except the two texts, and age_on and the periods are inline
// because millions of rows a second ask them. Nothing reads a clock or a locale.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assent::calendar {

using Date = std::chrono::sys_days; // a civil date

inline constexpr int first_year = 1800; // the years that are read from text and that calendars answer for
inline constexpr int last_year = 2399;

// A real date written "2026-11-28", of the years first_year to last_year; nothing for any other text.
std::optional<Date> parse_date(std::string_view text);

std::string to_text(Date date);      // "2026-11-28"
std::string to_long_text(Date date); // "Sat 28 Nov 2026"

// When somebody born on 29 February grows older in a year without that day.
enum class LeapBirthday : std::uint8_t { MarchFirst, FebruaryLast };

// Completed years of somebody born on `birth`; negative before birth.
constexpr int age_on(Date birth, Date on, LeapBirthday leap = LeapBirthday::MarchFirst) {
    using namespace std::chrono;
    const year_month_day born{birth};
    const year_month_day today{on};
    const auto in_year = [](year_month_day day) { return unsigned{day.month()} * 32 + unsigned{day.day()}; };
    const unsigned leap_day = 2 * 32 + 29;
    const bool early =
        leap == LeapBirthday::FebruaryLast && in_year(born) == leap_day && !today.year().is_leap();
    const unsigned birthday = in_year(born) - (early ? 1U : 0U);
    return int{today.year()} - int{born.year()} - (in_year(today) < birthday ? 1 : 0);
}

// The same day `months` later, or earlier when negative. A month without that day gives its last day:
// 31 January and one month is the last of February. Stops at the years 1 and 9999.
constexpr Date add_months(Date date, int months) {
    using namespace std::chrono;
    const year_month_day from{date};
    const std::int64_t first = 12;
    const std::int64_t last = std::int64_t{9999} * 12 + 11;
    std::int64_t count = std::int64_t{int{from.year()}} * 12 + unsigned{from.month()} - 1 + months;
    count = count < first ? first : count > last ? last : count;
    const year_month target{year{static_cast<int>(count / 12)}, month{static_cast<unsigned>(count % 12 + 1)}};
    const year_month_day same_day = target / from.day();
    return same_day.ok() ? Date{same_day} : Date{target / std::chrono::last};
}

// add_months for whole years: 29 February and one year is 28 February.
constexpr Date add_years(Date date, int years) {
    const int limit = 20000; // more than the calendar has, and twelve times it still fits
    const int within = years < -limit ? -limit : years > limit ? limit : years;
    return add_months(date, within * 12);
}

// The last day of a period of `months` that begins on `first`: twelve months end on the day before
// the anniversary.
constexpr Date last_day_of_period(Date first, int months) {
    return add_months(first, months) - std::chrono::days{1};
}

} // namespace assent::calendar
