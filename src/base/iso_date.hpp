#pragma once
// A day as ISO 8601 writes it in full: 2021-09-30. Only this one form is read, and only days that
// exist, in the years 1800 to 2399: what lies outside is a typing mistake in this house. It knows no
// time zone and never asks what day it is.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace assent::base {

// The day that exactly `YYYY-MM-DD` names; nothing for any other text, blanks included.
std::optional<std::chrono::sys_days> parse_iso_date(std::string_view text);

// The same form back, also for a day that was reckoned and lies outside what is read. Requires: a day
// in the years 0 to 9999.
std::string iso_text(std::chrono::sys_days day);

} // namespace assent::base
