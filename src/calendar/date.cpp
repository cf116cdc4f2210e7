#include "calendar/date.hpp"

#include <fmt/format.h>

#include <array>

namespace assent::calendar {

namespace {

// The number that `digits` spells; nothing unless each character is a decimal digit.
std::optional<int> number(std::string_view digits) {
    int value = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') return std::nullopt;
        value = value * 10 + (digit - '0');
    }
    return value;
}

} // namespace

std::optional<Date> parse_date(std::string_view text) {
    using namespace std::chrono;
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto in_year = number(text.substr(0, 4));
    const auto in_month = number(text.substr(5, 2));
    const auto in_day = number(text.substr(8, 2));
    if (!in_year || !in_month || !in_day || *in_year < first_year || *in_year > last_year)
        return std::nullopt;
    const year_month_day date{year{*in_year}, month{static_cast<unsigned>(*in_month)},
                              day{static_cast<unsigned>(*in_day)}};
    if (!date.ok()) return std::nullopt;
    return Date{date};
}

std::string to_text(Date date) {
    const std::chrono::year_month_day parts{date};
    return fmt::format("{:04}-{:02}-{:02}", int{parts.year()}, unsigned{parts.month()},
                       unsigned{parts.day()});
}

std::string to_long_text(Date date) {
    constexpr std::array weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::year_month_day parts{date};
    return fmt::format("{} {} {} {}", weekdays.at(std::chrono::weekday{date}.c_encoding()),
                       unsigned{parts.day()}, months.at(unsigned{parts.month()} - 1), int{parts.year()});
}

} // namespace assent::calendar
