#include "calendar/deadline.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "base/text.hpp"
#include "calendar/calendar_files_test.hpp"
#include "calendar/yearly_clock_changes.hpp"

using namespace assent;
using namespace assent::calendar;
using namespace assent::calendar::testing;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

Zone zone_of(const char* name, const char* rule) {
    return Zone::make(name, yearly_clock_changes(rule, 1990, 2060).value()).value();
}

const Zone chicago = zone_of("America/Chicago", "CST6CDT,M3.2.0,M11.1.0");
const Zone new_york = zone_of("America/New_York", "EST5EDT,M3.2.0,M11.1.0");

// One program's surroundings, in which local times are written "2026-05-06 10:00" (the earlier reading).
struct Office {
    BusinessCalendar calendar;
    const Zone& zone;

    Instant at(const std::string& local) const {
        const int hour = std::stoi(local.substr(11, 2));
        const int minute = std::stoi(local.substr(14, 2));
        return zone.to_instant(on(local.substr(0, 10).c_str()), hours{hour} + minutes{minute},
                               Reading::Earlier);
    }
    base::Result<Deadline> count(const DeadlineRule& rule, const std::string& start) const {
        return deadline(rule, at(start), {calendar, zone});
    }
    std::string due_day(const DeadlineRule& rule, const std::string& start) const {
        const auto answer = count(rule, start);
        if (!answer) return base::to_text(answer.error());
        CHECK(zone.local_date(answer->due) == answer->date);
        return to_text(answer->date);
    }
    std::string due(const DeadlineRule& rule, const std::string& start) const {
        const auto answer = count(rule, start);
        return answer ? zone.to_text(answer->due) : base::to_text(answer.error());
    }
};

const Office& missouri() {
    static const Office office{calendar_file("missouri"), chicago};
    return office;
}
const Office& florida() {
    static const Office office{calendar_file("florida-medicaid"), new_york};
    return office;
}
const Office& federal() {
    static const Office office{calendar_file("federal"), chicago};
    return office;
}
const Office& plain() {
    static const Office office{calendar_file("monday-to-friday"), chicago};
    return office;
}

DeadlineRule before(DeadlineRule rule, DueTime due = DueTime::EndOfDay) {
    rule.direction = Direction::Before;
    rule.due_time = due;
    return rule;
}

DeadlineRule from_day_one(DeadlineRule rule) {
    rule.first_day = FirstDay::One;
    return rule;
}

DeadlineRule late(DeadlineRule rule, LateStart late_start) {
    rule.late_start = late_start;
    return rule;
}

using Steps = std::vector<std::string>;

} // namespace

TEST_CASE("Five working days in Missouri skip Truman Day and the weekend, EXC-18") {
    const auto answer = missouri().count(working_days_after(5), "2026-05-06 10:00").value();
    CHECK(chicago.to_text(answer.due) == "Thu 14 May 2026 23:59:59 CDT");
    CHECK(answer.date == on("2026-05-14"));
    CHECK(answer.counted_from == missouri().at("2026-05-06 10:00"));
    CHECK(answer.derivation ==
          Steps{"starts Wed 6 May 2026, day 0", "Thu 7 May is day 1", "skipped Fri 8 May 2026, Truman Day",
                "skipped Sat 9 May 2026, closed on Saturdays", "skipped Sun 10 May 2026, closed on Sundays",
                "Mon 11 May is day 2", "Tue 12 May is day 3", "Wed 13 May is day 4", "Thu 14 May is day 5",
                "due Thu 14 May 2026, end of day"});
    CHECK(missouri().due_day(working_days_after(5), "2026-02-11 09:00") == "2026-02-20");
    CHECK(missouri().due_day(working_days_after(5), "2026-11-09 09:00") == "2026-11-17"); // EXC-34
}

TEST_CASE("What arrives outside office hours counts as received at the next opening, EXC-19") {
    const DeadlineRule rule = late(working_days_after(5), LateStart::NextOpening);
    CHECK(missouri().due_day(rule, "2026-05-08 11:00") == "2026-05-18");
    CHECK(missouri().due_day(rule, "2026-05-06 17:01") == "2026-05-15");
    CHECK(missouri().due_day(rule, "2026-05-06 17:00") == "2026-05-14");
    CHECK(missouri().due_day(rule, "2026-05-06 06:30") == "2026-05-14");
    const auto answer = missouri().count(rule, "2026-05-08 11:00").value();
    CHECK(answer.counted_from == missouri().at("2026-05-11 08:00"));
    CHECK(answer.derivation[0] == "happened Fri 8 May 2026 11:00 CDT, Truman Day");
    CHECK(answer.derivation[1] == "counts as Mon 11 May 2026 08:00 CDT");
    CHECK(answer.derivation[2] == "starts Mon 11 May 2026, day 0");
    const auto early = missouri().count(rule, "2026-05-06 06:30").value();
    CHECK(early.counted_from == missouri().at("2026-05-06 08:00"));
    CHECK(early.derivation[0] == "happened Wed 6 May 2026 06:30 CDT, outside office hours");
}

TEST_CASE("Late starts have three readings") {
    const auto counted_from = [](LateStart late_start, const char* start) {
        return chicago.to_text(
            missouri().count(late(working_days_after(1), late_start), start)->counted_from);
    };
    CHECK(counted_from(LateStart::AsReceived, "2026-05-07 18:00") == "Thu 7 May 2026 18:00 CDT");
    CHECK(counted_from(LateStart::NextDay, "2026-05-07 18:00") == "Fri 8 May 2026 00:00 CDT");
    CHECK(counted_from(LateStart::NextDay, "2026-05-09 10:00") == "Sat 9 May 2026 10:00 CDT");
    CHECK(counted_from(LateStart::NextOpening, "2026-05-07 18:00") == "Mon 11 May 2026 08:00 CDT");
    CHECK(counted_from(LateStart::NextOpening, "2026-05-09 18:00") == "Mon 11 May 2026 08:00 CDT");
}

TEST_CASE("The cut-off may be another time than closing") {
    const OfficeHours until_three{hours{8}, hours{17}, hours{15}};
    const DeadlineRule rule = late(working_days_after(1), LateStart::NextOpening);
    const auto answer =
        deadline(rule, plain().at("2026-05-06 15:01"), {plain().calendar, chicago, until_three});
    CHECK(to_text(answer->date) == "2026-05-08");
}

TEST_CASE("A standard exception is followed up after 5 and overdue after 15 business days, MEX-25") {
    CHECK(federal().due_day(working_days_after(5), "2026-12-21 09:00") == "2026-12-29");
    CHECK(federal().due_day(working_days_after(15), "2026-12-21 09:00") == "2027-01-13");
}

TEST_CASE(
    "Hours are absolute, through nights, holidays and clock changes, MEX-26 UMX-19 UMX-57 UMX-62 XCT-03") {
    CHECK(federal().due(hours_after(72), "2026-11-25 16:30") == "Sat 28 Nov 2026 16:30 CST");
    CHECK(federal().due(hours_after(72), "2026-10-30 17:00") == "Mon 2 Nov 2026 16:00 CST");
    CHECK(plain().due(hours_after(48), "2026-11-28 13:00") == "Mon 30 Nov 2026 13:00 CST");
    CHECK(plain().due(hours_after(36), "2026-10-31 22:00") == "Mon 2 Nov 2026 09:00 CST");
    CHECK(plain().due(hours_after(24), "2026-03-07 12:00") == "Sun 8 Mar 2026 13:00 CDT");
    CHECK(plain().due(hours_after(24), "2027-03-13 12:00") == "Sun 14 Mar 2027 13:00 CDT");
    CHECK(plain().due(hours_after(24), "2027-11-06 12:00") == "Sun 7 Nov 2027 11:00 CST");
    CHECK(florida().due(hours_after(24), "2026-03-07 12:00") == "Sun 8 Mar 2026 13:00 EDT");
    CHECK(florida().due(hours_after(24), "2026-10-31 12:00") == "Sun 1 Nov 2026 11:00 EST");
    CHECK(florida().due(hours_after(24), "2027-03-13 12:00") == "Sun 14 Mar 2027 13:00 EDT");
    CHECK(florida().due(hours_after(24), "2027-11-06 12:00") == "Sun 7 Nov 2027 11:00 EST");
    const auto answer = plain().count(hours_after(36), "2026-10-31 22:00").value();
    CHECK(answer.derivation == Steps{"starts Sat 31 Oct 2026 22:00 CDT", "36 hours of elapsed time after",
                                     "the clocks change from CDT to CST", "due Mon 2 Nov 2026 09:00 CST"});
}

TEST_CASE("Hours may be counted back from a moment") {
    CHECK(plain().due(before(hours_after(4), DueTime::SameTime), "2026-03-08 04:00") ==
          "Sat 7 Mar 2026 23:00 CST");
    const auto answer = plain().count(before(hours_after(4), DueTime::SameTime), "2026-03-08 04:00").value();
    CHECK(answer.derivation[2] == "the clocks change from CST to CDT");
}

TEST_CASE("Continued stay is asked for 15 to 10 business days before the last day certified, THX-26") {
    const auto opens = before(working_days_after(15), DueTime::StartOfDay);
    const auto closes = before(working_days_after(10));
    CHECK(florida().due(opens, "2026-11-27 00:00") == "Wed 4 Nov 2026 00:00 EST");
    CHECK(florida().due(closes, "2026-11-27 00:00") == "Thu 12 Nov 2026 23:59:59 EST");
    CHECK(florida().due_day(opens, "2026-11-28 00:00") == "2026-11-05");
    CHECK(florida().due_day(closes, "2026-11-28 00:00") == "2026-11-13");
    CHECK(florida().due_day(before(calendar_days_after(15)), "2026-11-27 00:00") == "2026-11-12");
    CHECK(florida().due_day(before(calendar_days_after(10)), "2026-11-27 00:00") == "2026-11-17");
    const auto answer = florida().count(closes, "2026-11-27 00:00").value();
    CHECK(answer.derivation[0] == "counts back from Fri 27 Nov 2026, day 0");
    CHECK(answer.derivation[1] == "skipped Thu 26 Nov 2026, Thanksgiving Day");
    CHECK(answer.derivation[2] == "Wed 25 Nov is day 1");
}

TEST_CASE("Florida counts in its eight holidays, THX-31 THX-52 THX-59 THX-60 THX-61 THX-64") {
    CHECK(florida().due_day(working_days_after(5), "2026-11-04 12:00") == "2026-11-12");
    CHECK(florida().due(working_days_after(1), "2026-11-25 15:00") == "Fri 27 Nov 2026 23:59:59 EST");
    CHECK(florida().due_day(working_days_after(3), "2026-11-25 15:00") == "2026-12-01");
    CHECK(florida().due_day(working_days_after(3), "2026-12-23 15:00") == "2026-12-29");
    CHECK(florida().due_day(working_days_after(3), "2027-12-22 15:00") == "2027-12-28");
}

TEST_CASE("A span that begins with day 1 includes the day of the start, THX-51 CHP-16") {
    const auto answer = florida().count(from_day_one(calendar_days_after(180)), "2026-11-30 00:00").value();
    CHECK(to_text(answer.date) == "2027-05-28");
    CHECK(answer.derivation == Steps{"starts Mon 30 Nov 2026, day 1",
                                     "180 calendar days after end with Fri 28 May 2027",
                                     "due Fri 28 May 2027, end of day"});
    const DeadlineRule year = from_day_one(months_after(12));
    CHECK(missouri().due_day(year, "2027-02-15 11:00") == "2028-02-14");
    CHECK(missouri().due_day(year, "2026-11-30 11:00") == "2027-11-29");
    CHECK(missouri().due_day(year, "2028-02-29 11:00") == "2029-02-27");
    CHECK(plain().due_day(from_day_one(working_days_after(1)), "2026-11-30 11:00") == "2026-11-30");
    CHECK(plain().due_day(from_day_one(working_days_after(1)), "2026-11-28 11:00") == "2026-11-30");
    CHECK(plain().due_day(from_day_one(working_days_after(3)), "2026-11-30 11:00") == "2026-12-02");
    CHECK(plain().due_day(before(from_day_one(calendar_days_after(3))), "2026-11-30 11:00") == "2026-11-28");
}

TEST_CASE("Months with the start as day 0 end on the same day of the month, or its last, THX-30") {
    CHECK(florida().due_day(months_after(12), "2026-11-30 09:00") == "2027-11-30");
    CHECK(florida().due_day(months_after(1), "2026-01-31 09:00") == "2026-02-28");
    CHECK(florida().due_day(before(months_after(1)), "2026-03-31 09:00") == "2026-02-28");
    CHECK(florida().due_day(before(from_day_one(months_after(1))), "2026-03-15 09:00") == "2026-02-16");
}

TEST_CASE("Calendar days count weekends and holidays, UMX-17 UMX-44 UMX-47 UMX-85") {
    CHECK(plain().due_day(calendar_days_after(14), "2026-12-15 09:00") == "2026-12-29");
    CHECK(plain().due_day(calendar_days_after(90), "2026-09-15 09:00") == "2026-12-14");
    CHECK(plain().due_day(calendar_days_after(30), "2026-10-31 09:00") == "2026-11-30");
    CHECK(plain().due_day(calendar_days_after(2), "2026-12-24 09:00") == "2026-12-26");
    CHECK(plain().due(calendar_days_after(1), "2026-10-31 09:00") == "Sun 1 Nov 2026 23:59:59 CST");
}

TEST_CASE("Calendar days may be counted back, UMX-67 UMX-68 UMX-86") {
    CHECK(plain().due_day(before(calendar_days_after(3)), "2026-11-30 00:00") == "2026-11-27");
    CHECK(plain().due_day(before(calendar_days_after(2)), "2026-11-30 00:00") == "2026-11-28");
    CHECK(plain().due(before(calendar_days_after(2), DueTime::StartOfDay), "2026-12-29 11:00") ==
          "Sun 27 Dec 2026 00:00 CST");
}

TEST_CASE("Business days of a hospital's notices, UMX-32 UMX-34 UMX-42 UMX-45 UMX-83 UMX-93") {
    CHECK(plain().due_day(working_days_after(2), "2026-11-27 10:00") == "2026-12-01");
    CHECK(plain().due_day(working_days_after(2), "2026-11-29 10:00") == "2026-12-01");
    CHECK(plain().due_day(working_days_after(2), "2026-11-25 10:00") == "2026-11-27");
    CHECK(federal().due_day(working_days_after(2), "2026-11-25 10:00") == "2026-11-30");
    CHECK(plain().due_day(working_days_after(7), "2026-12-17 10:00") == "2026-12-28");
    CHECK(plain().due_day(working_days_after(10), "2026-12-17 10:00") == "2026-12-31");
    CHECK(plain().due_day(working_days_after(2), "2026-11-20 10:00") == "2026-11-24");
    CHECK(plain().due_day(working_days_after(2), "2026-11-28 10:00") == "2026-12-01");
}

TEST_CASE("Close of business of the same day holds on a Saturday too, UMX-84") {
    DeadlineRule rule = calendar_days_after(0);
    rule.due_time = DueTime::CloseOfBusiness;
    CHECK(plain().due(rule, "2026-12-04 14:20") == "Fri 4 Dec 2026 17:00 CST");
    CHECK(plain().due(rule, "2026-12-05 14:20") == "Sat 5 Dec 2026 17:00 CST");
    const auto too_late = plain().count(rule, "2026-12-04 18:00").value();
    CHECK(chicago.to_text(too_late.due) == "Fri 4 Dec 2026 18:00 CST");
    CHECK(too_late.derivation.back() == "close of business of Fri 4 Dec 2026 had passed: due at once");
}

TEST_CASE("No working day is the day itself when it is open, else the next, or the one before") {
    CHECK(plain().due_day(working_days_after(0), "2026-11-27 10:00") == "2026-11-27");
    CHECK(plain().due_day(working_days_after(0), "2026-11-28 10:00") == "2026-11-30");
    CHECK(plain().due_day(before(working_days_after(0)), "2026-11-28 10:00") == "2026-11-27");
}

TEST_CASE("A deadline falls at a named time of its last day") {
    const auto due = [](DueTime time, const char* start, Reading reading = Reading::Earlier) {
        DeadlineRule rule = calendar_days_after(1);
        rule.due_time = time;
        rule.reading = reading;
        return plain().due(rule, start);
    };
    CHECK(due(DueTime::StartOfDay, "2026-05-06 10:15") == "Thu 7 May 2026 00:00 CDT");
    CHECK(due(DueTime::Noon, "2026-05-06 10:15") == "Thu 7 May 2026 12:00 CDT");
    CHECK(due(DueTime::CloseOfBusiness, "2026-05-06 10:15") == "Thu 7 May 2026 17:00 CDT");
    CHECK(due(DueTime::EndOfDay, "2026-05-06 10:15") == "Thu 7 May 2026 23:59:59 CDT");
    CHECK(due(DueTime::SameTime, "2026-05-06 10:15") == "Thu 7 May 2026 10:15 CDT");
    CHECK(due(DueTime::SameTime, "2026-03-07 02:30") == "Sun 8 Mar 2026 03:00 CDT");
    CHECK(due(DueTime::SameTime, "2026-10-31 01:30") == "Sun 1 Nov 2026 01:30 CDT");
    CHECK(due(DueTime::SameTime, "2026-10-31 01:30", Reading::Later) == "Sun 1 Nov 2026 01:30 CST");
}

TEST_CASE("A last day that is closed stands, or moves to an open day") {
    const auto due = [](ClosedLastDay closed, const char* start) {
        DeadlineRule rule = calendar_days_after(10);
        rule.closed_last_day = closed;
        return missouri().due_day(rule, start);
    };
    CHECK(due(ClosedLastDay::Stands, "2026-04-28 10:00") == "2026-05-08");
    CHECK(due(ClosedLastDay::NextOpenDay, "2026-04-28 10:00") == "2026-05-11");
    CHECK(due(ClosedLastDay::PreviousOpenDay, "2026-04-28 10:00") == "2026-05-07");
    CHECK(due(ClosedLastDay::NextOpenDay, "2026-04-27 10:00") == "2026-05-07");
    DeadlineRule rule = calendar_days_after(10);
    rule.closed_last_day = ClosedLastDay::NextOpenDay;
    CHECK(missouri().count(rule, "2026-04-28 10:00")->derivation[2] ==
          "the last day, Fri 8 May 2026, is closed (Truman Day): moved to the next open day");
}

TEST_CASE("A long count is told by its sum") {
    const auto answer = missouri().count(working_days_after(200), "2026-05-06 10:00").value();
    CHECK(answer.derivation.size() == 3);
    CHECK(answer.date == missouri().calendar.add_working_days(on("2026-05-06"), 200));
}

TEST_CASE("Fields that contradict each other are refused, all of them at once") {
    const auto mistakes = [](const DeadlineRule& rule) {
        const auto answer = plain().count(rule, "2026-05-06 10:00");
        return answer ? std::size_t{0} : answer.error().errors();
    };
    DeadlineRule rule;
    rule.unit = Unit::Hours; // keeps the end of the day, which hours do not have
    CHECK(mistakes(rule) == 1);
    rule.first_day = FirstDay::One;
    rule.closed_last_day = ClosedLastDay::NextOpenDay;
    rule.direction = Direction::Before;
    rule.late_start = LateStart::NextDay;
    CHECK(mistakes(rule) == 5); // with a quantity of 0, which has no day 1
    rule = working_days_after(5);
    rule.closed_last_day = ClosedLastDay::NextOpenDay;
    CHECK(mistakes(rule) == 1);
    CHECK(mistakes(from_day_one(calendar_days_after(0))) == 1);
    CHECK(mistakes(calendar_days_after(0)) == 0);
}

TEST_CASE("Quantities, starts and office hours out of bounds are refused") {
    constexpr std::int32_t huge = 2'147'483'647;
    for (const auto& rule :
         {hours_after(huge), calendar_days_after(huge), working_days_after(huge), months_after(huge),
          hours_after(-1), calendar_days_after(-1), working_days_after(-huge), months_after(-huge - 1),
          hours_after(876'601), calendar_days_after(36'526), months_after(1'201)}) {
        CHECK_FALSE(plain().count(rule, "2026-05-06 10:00").has_value());
    }
    CHECK(plain().due_day(months_after(1'200), "2026-05-06 10:00") == "2126-05-06");
    CHECK(plain().count(working_days_after(36'525), "2026-05-06 10:00").has_value());
    const Setting setting{plain().calendar, chicago};
    CHECK_FALSE(deadline(hours_after(1), Instant::max(), setting).has_value());
    CHECK_FALSE(deadline(hours_after(1), Instant::min(), setting).has_value());
    CHECK_FALSE(deadline(working_days_after(36'525), on("2399-12-31"), setting).has_value());
    CHECK(deadline(before(calendar_days_after(36'525)), on("1800-01-01"), setting).has_value());
    for (const OfficeHours& wrong :
         {OfficeHours{hours{17}, hours{8}, hours{17}}, OfficeHours{hours{8}, hours{24}, hours{17}},
          OfficeHours{hours{-1}, hours{17}, hours{17}}, OfficeHours{hours{8}, hours{17}, hours{7}},
          OfficeHours{hours{8}, hours{17}, hours{25}}}) {
        CHECK_FALSE(
            deadline(hours_after(1), on("2026-05-06"), {plain().calendar, chicago, wrong}).has_value());
    }
}

TEST_CASE("A calendar that is never open refuses and does not search for ever") {
    const BusinessCalendar never{CalendarRules{}};
    const Setting setting{never, chicago};
    CHECK_FALSE(deadline(working_days_after(1), on("2026-05-06"), setting).has_value());
    CHECK_FALSE(
        deadline(late(hours_after(1), LateStart::NextOpening), on("2026-05-06"), setting).has_value());
    CHECK(deadline(hours_after(1), on("2026-05-06"), setting).has_value());
}

TEST_CASE("A working-day deadline always falls on an open day, in order, and agrees with the calendar") {
    CHECK(rc::check([] {
        const Office& office = **rc::gen::element(&missouri(), &florida(), &federal(), &plain());
        const Instant start = on("2020-01-01") + seconds{*rc::gen::inRange(0, 400'000'000)};
        DeadlineRule rule = working_days_after(*rc::gen::inRange(0, 60));
        rule.late_start =
            *rc::gen::element(LateStart::AsReceived, LateStart::NextOpening, LateStart::NextDay);
        rule.reading = *rc::gen::element(Reading::Earlier, Reading::Later);
        const auto answer = deadline(rule, start, {office.calendar, office.zone}).value();
        RC_ASSERT(office.calendar.is_open(answer.date));
        RC_ASSERT(office.zone.local_date(answer.due) == answer.date);
        RC_ASSERT(answer.due >= answer.counted_from);
        RC_ASSERT(answer.counted_from >= start);
        const Date first = office.zone.local_date(answer.counted_from);
        RC_ASSERT(answer.date == office.calendar.add_working_days(first, rule.quantity));
    }));
}

TEST_CASE("A longer deadline is never due earlier, and a later start never makes one earlier") {
    CHECK(rc::check([] {
        const Office& office = **rc::gen::element(&missouri(), &florida());
        const Instant start = on("2020-01-01") + seconds{*rc::gen::inRange(0, 400'000'000)};
        const Instant second_start = start + seconds{*rc::gen::inRange(0, 400'000)};
        DeadlineRule rule = (*rc::gen::element(&hours_after, &calendar_days_after, &working_days_after,
                                               &months_after))(*rc::gen::inRange(0, 40));
        rule.late_start =
            *rc::gen::element(LateStart::AsReceived, LateStart::NextOpening, LateStart::NextDay);
        DeadlineRule longer = rule;
        longer.quantity += *rc::gen::inRange(0, 10);
        const Setting setting{office.calendar, office.zone};
        const Instant due = deadline(rule, start, setting)->due;
        RC_ASSERT(due <= deadline(longer, start, setting)->due);
        RC_ASSERT(due <= deadline(rule, second_start, setting)->due);
    }));
}

TEST_CASE("Any rule at all is answered or refused") {
    CHECK(rc::check([] {
        DeadlineRule rule;
        rule.unit = *rc::gen::element(Unit::Hours, Unit::CalendarDays, Unit::WorkingDays, Unit::Months);
        rule.quantity = *rc::gen::arbitrary<std::int32_t>();
        if (*rc::gen::arbitrary<bool>()) rule.quantity = *rc::gen::inRange(0, 1200);
        rule.direction = *rc::gen::element(Direction::After, Direction::Before);
        rule.late_start =
            *rc::gen::element(LateStart::AsReceived, LateStart::NextOpening, LateStart::NextDay);
        rule.first_day = *rc::gen::element(FirstDay::Zero, FirstDay::One);
        rule.due_time = *rc::gen::element(DueTime::StartOfDay, DueTime::Noon, DueTime::CloseOfBusiness,
                                          DueTime::EndOfDay, DueTime::SameTime);
        rule.closed_last_day = *rc::gen::element(ClosedLastDay::Stands, ClosedLastDay::NextOpenDay,
                                                 ClosedLastDay::PreviousOpenDay);
        const Instant start = on("1800-01-01") - days{200} + days{*rc::gen::inRange(0, 220'000)} +
                              hours{*rc::gen::inRange(0, 24)};
        const auto answer = deadline(rule, start, {missouri().calendar, chicago});
        if (answer) {
            RC_ASSERT(!answer->derivation.empty());
            if (rule.direction == Direction::After) RC_ASSERT(answer->due >= start);
        } else {
            RC_ASSERT(answer.error().has_errors());
        }
    }));
}
