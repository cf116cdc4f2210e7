#pragma once
// A business calendar read from its text. One line says one thing; a line that begins with `#` is a
// comment; indented lines belong to the `calendar` line above them:
//
//     calendar capital
//       title   Holidays of the capital
//       source  Office of Administration: list of holidays for 2026
//       assume  a holiday on a Saturday is kept on the Friday before
//       open    Monday to Friday                    or: Monday, Tuesday and Friday
//       keep    Saturday on the Friday before       where a holiday on a closed weekday is observed
//       keep    Sunday on the Monday after
//
//     holiday Truman Day        on 8 May
//     holiday Memorial Day      on the last Monday of May       first, second, third, fourth, last
//     holiday Thanksgiving Eve  on the day after the fourth Wednesday of November
//     holiday Juneteenth        on 19 June, since 2021          since and until: years, included
//     closed 2026-09-14 Hurricane closing
//     open   2026-11-27 Open by order of the director
//
// The reader goes on after a mistake and reports each with its place. It accepts no calendar without
// an open day in some year, so that every search ends. It opens no file.

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "calendar/business_calendar.hpp"

namespace assent::calendar {

// The calendar that `text` describes, or every mistake in it. `file` is the name to print before a mistake.
// Reads at most 200 holidays, 2000 dated lines and one megabyte.
base::Result<BusinessCalendar> parse_calendar(std::string_view text, const std::string& file);

} // namespace assent::calendar
