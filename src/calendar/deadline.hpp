#pragma once
// A deadline as data: from when it counts, how much of which unit, in which direction, and when on its
// last day it ends. Nothing about it is decided in code: every reading that a manual can leave open is
// a field with a name, and the answer carries its derivation in plain words. Hours run on absolute
// time, so 72 hours are 72 hours on the night of a clock change too. It never knows the present moment.

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "calendar/business_calendar.hpp"
#include "calendar/zone.hpp"

namespace assent::calendar {

enum class Unit : std::uint8_t { Hours, CalendarDays, WorkingDays, Months };

// Before: 2 calendar days before a last covered day, 10 business days before an approval ends.
enum class Direction : std::uint8_t { After, Before };

// What becomes of a start outside office hours.
enum class LateStart : std::uint8_t {
    AsReceived,  // it counts when it happened
    NextOpening, // on a closed day, before opening or after the cut-off: the next moment the office opens
    NextDay,     // after the cut-off: the start of the next calendar day, open or not
};

// Whether the day of the start is day 0 (the next one is day 1) or itself day 1.
enum class FirstDay : std::uint8_t { Zero, One };

// When on its date a deadline falls. SameTime: the time of day of the start.
enum class DueTime : std::uint8_t { StartOfDay, Noon, CloseOfBusiness, EndOfDay, SameTime };

// What becomes of a last day that is closed, for calendar days and months.
enum class ClosedLastDay : std::uint8_t { Stands, NextOpenDay, PreviousOpenDay };

struct DeadlineRule {
    Unit unit = Unit::CalendarDays;
    std::int32_t quantity = 0;
    Direction direction = Direction::After;
    LateStart late_start = LateStart::AsReceived;
    FirstDay first_day = FirstDay::Zero;
    DueTime due_time = DueTime::EndOfDay; // end of the day is 23:59:59 local time
    ClosedLastDay closed_last_day = ClosedLastDay::Stands;
    Reading reading = Reading::Earlier; // of a local time that the clocks show twice
};

// Rules with the usual readings: days and months end with their last day, hours to the second.
DeadlineRule hours_after(std::int32_t quantity);
DeadlineRule calendar_days_after(std::int32_t quantity);
DeadlineRule working_days_after(std::int32_t quantity);
DeadlineRule months_after(std::int32_t quantity);

// Local times of day, as time since midnight. What arrives at the cut-off itself is in time.
struct OfficeHours {
    std::chrono::seconds opens = std::chrono::hours{8};
    std::chrono::seconds closes = std::chrono::hours{17};
    std::chrono::seconds cut_off = std::chrono::hours{17};
};

// Where a deadline is counted. Both references must outlive the call only.
struct Setting {
    const BusinessCalendar& calendar;
    const Zone& zone;
    OfficeHours hours = {};
};

struct Deadline {
    Instant counted_from; // the start, or the moment it counts as
    Instant due;          // still in time at this very second; for an opening, the first second
    Date date;            // the local date of `due`
    std::vector<std::string> derivation; // "skipped Fri 8 May 2026, Truman Day"; no member data
};

// When `rule` falls due for something that happened at `start`. Never earlier than `counted_from`, for a span
// after it. Refuses a quantity below 0 or beyond a hundred years, a start outside the years of the
// calendar, office hours that are not hours of a day, and fields that contradict each other; and a
// working day that the calendar does not have.
base::Result<Deadline> deadline(const DeadlineRule& rule, Instant start, const Setting& setting);

} // namespace assent::calendar
