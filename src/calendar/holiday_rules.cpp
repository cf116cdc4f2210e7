#include "calendar/holiday_rules.hpp"

#include <array>

namespace assent::calendar {

namespace {

using std::chrono::year_month_day;

bool matches(std::chrono::month_day rule, year_month_day date) {
    return rule.month() == date.month() && rule.day() == date.day();
}

bool matches(std::chrono::month_weekday rule, year_month_day date) {
    const auto wanted = rule.weekday_indexed();
    return rule.month() == date.month() && wanted.index() == (unsigned{date.day()} - 1) / 7 + 1 &&
           wanted.weekday() == std::chrono::weekday{Date{date}};
}

bool matches(std::chrono::month_weekday_last rule, year_month_day date) {
    const auto length = (date.year() / date.month() / std::chrono::last).day();
    return rule.month() == date.month() && unsigned{date.day()} + 7 > unsigned{length} &&
           rule.weekday_last().weekday() == std::chrono::weekday{Date{date}};
}

} // namespace

bool falls_on(const Holiday& holiday, Date date) {
    const year_month_day day{holiday.day_after ? date - std::chrono::days{1} : date};
    const int in_year{day.year()};
    if (in_year < holiday.since || in_year > holiday.until) return false;
    return std::visit([&](const auto& rule) { return matches(rule, day); }, holiday.day);
}

std::string_view name_of(std::chrono::weekday day) {
    constexpr std::array<std::string_view, 7> names{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                    "Thursday", "Friday", "Saturday"};
    return names.at(day.c_encoding());
}

std::string_view name_of(std::chrono::month month) {
    constexpr std::array<std::string_view, 12> names{"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};
    return names.at(unsigned{month} - 1);
}

} // namespace assent::calendar
