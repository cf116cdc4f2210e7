#pragma once
// A business calendar that counts working days without walking them: for the years in which cases live it
// keeps which day is the how many-th open one. It answers exactly as its calendar does, for every year the
// calendar knows; outside the kept years it asks the calendar. It never changes.

#include <cstdint>
#include <optional>
#include <vector>

#include "calendar/business_calendar.hpp"

namespace assent::casework {

class WorkingDays {
public:
    explicit WorkingDays(calendar::BusinessCalendar calendar);

    const calendar::BusinessCalendar& calendar() const { return calendar_; }

    // As BusinessCalendar::add_working_days: `date` is day 0; n below 0 counts back; n = 0 is the next open
    // day on or after it. Nothing when the calendar's years end first.
    std::optional<calendar::Date> add(calendar::Date date, int n) const;

    // How many open days lie after `from`, up to and with `through`; none when `through` is not later.
    // Requires: both lie in the years of the calendar.
    int open_days(calendar::Date from, calendar::Date through) const;

private:
    // The number of open days of the kept years before `date`; nothing outside them.
    std::optional<int> before(calendar::Date date) const;

    calendar::BusinessCalendar calendar_;
    std::vector<std::uint16_t> before_; // by day of the kept years
    std::vector<std::uint16_t> open_;   // the open days of the kept years, in order
};

} // namespace assent::casework
