#pragma once
// A holiday as a rule that holds for any year: 1 January, the last Monday of May, the day after the
// fourth Thursday of November. A rule can have a first and a last year. It says on which day the
// holiday falls; that a holiday on a Saturday is kept on the Friday before is the calendar's business.

#include <chrono>
#include <string>
#include <variant>

#include "calendar/date.hpp"

namespace assent::calendar {

// 1 January; the third Monday of January; the last Monday of May.
using YearlyDay =
    std::variant<std::chrono::month_day, std::chrono::month_weekday, std::chrono::month_weekday_last>;

struct Holiday {
    std::string name;
    YearlyDay day;
    bool day_after = false; // the holiday is the day after `day`
    int since = first_year; // first and last year of the day itself, both included;
    int until = last_year;  // an observed day in the neighbouring year counts with its holiday
};

// Whether the holiday itself falls on `date`. Allocates nothing.
bool falls_on(const Holiday& holiday, Date date);

std::string_view name_of(std::chrono::weekday day); // "Monday"
std::string_view name_of(std::chrono::month month); // "January"

} // namespace assent::calendar
