#include "base/iso_date.hpp"

#include <fmt/format.h>

#include "base/expects.hpp"

namespace assent::base {
namespace {

constexpr unsigned first_year = 1800;
constexpr unsigned last_year = 2399;

// Nothing when one of them is not a decimal digit. Requires: at most four of them.
std::optional<unsigned> digits(std::string_view text) {
    unsigned value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value;
}

} // namespace

std::optional<std::chrono::sys_days> parse_iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day || *year < first_year || *year > last_year) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                           std::chrono::month{*month}, std::chrono::day{*day}};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date};
}

std::string iso_text(std::chrono::sys_days day) {
    const std::chrono::year_month_day date{day};
    const int year = static_cast<int>(date.year());
    expects(year >= 0 && year <= 9999, "a year of four digits");
    return fmt::format("{:04}-{:02}-{:02}", year, static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

} // namespace assent::base
