#pragma once
// On which days somebody works. A calendar is a value made of rules: the open weekdays, the holidays,
// where a holiday on a closed weekday is observed, and single dates that were closed or opened by
// decree. It answers for the years 1800 to 2399 straight from the rules, so nothing is computed ahead
// and nothing has to be maintained yearly. Every search is bounded by those years. It never knows today.

#include <array>
#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/holiday_rules.hpp"

namespace assent::calendar {

// One date that is closed or open whatever the rules say: a hurricane, a working Saturday.
struct DatedException {
    Date date;
    bool open = false;
    std::string reason;
};

struct CalendarRules {
    std::string name;                     // "federal", as programs refer to it
    std::string title;                    // for readers
    std::vector<std::string> sources;     // where the holidays are listed
    std::vector<std::string> assumptions; // what was assumed where the sources are silent
    std::bitset<7> open_weekdays;         // by weekday::c_encoding(), Sunday is 0
    std::array<int, 7> observed{};        // by weekday: how many days later a holiday on it is kept, -6..6
    std::vector<Holiday> holidays;
    std::vector<DatedException> exceptions;
};

class BusinessCalendar {
public:
    explicit BusinessCalendar(CalendarRules rules);

    const CalendarRules& rules() const { return rules_; }
    const std::string& name() const { return rules_.name; }

    // Whether `date` is a working day. Allocates nothing.
    bool is_open(Date date) const;

    // "Truman Day", "Independence Day, observed", "Saturday", or the reason of a decree; nothing when open.
    std::optional<std::string> why_closed(Date date) const;

    // The nearest open day, `date` itself included; nothing when the years end before one is found.
    std::optional<Date> next_open_on_or_after(Date date) const;
    std::optional<Date> previous_open_on_or_before(Date date) const;

    // The n-th open day after `date`, or before it when n is negative; `date` is day 0 and is never counted.
    // With n = 0, next_open_on_or_after. Nothing when the years end first.
    std::optional<Date> add_working_days(Date date, int n) const;

    // The calendar after one more decree; it replaces an earlier one for the same date.
    BusinessCalendar with(DatedException decree) const;

    // The first year in which no day is open: such a calendar would answer no search.
    std::optional<int> first_year_without_open_day() const;

private:
    struct Kept {
        const Holiday* holiday = nullptr;
        bool observed = false; // kept on this date instead of its own
    };

    const DatedException* decree_for(Date date) const;
    const Holiday* holiday_falling_on(Date date) const;
    Kept holiday_kept_on(Date date) const;
    std::optional<Date> nearest_open(Date date, std::chrono::days step) const;

    CalendarRules rules_; // exceptions sorted by date; the last given for a date counts
};

} // namespace assent::calendar
