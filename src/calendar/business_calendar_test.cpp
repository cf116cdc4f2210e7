#include "calendar/business_calendar.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <map>
#include <vector>

#include "calendar/calendar_files_test.hpp"

using namespace assent::calendar;
using namespace assent::calendar::testing;
using std::chrono::days;

namespace {

const std::vector<std::string> all_files{"florida-medicaid", "federal", "missouri", "monday-to-friday"};

// The closed dates of 2026 and 2027 as they are observed, and who keeps them: Florida, federal, Missouri.
struct Row {
    const char* holiday;
    const char* date_2026;
    const char* date_2027;
    const char* kept_by;
};

const std::vector<Row> rows{
    {"New Year's Day", "2026-01-01", "2027-01-01", "FUM"},
    {"Martin Luther King Day", "2026-01-19", "2027-01-18", "FUM"},
    {"Lincoln's Birthday", "2026-02-12", "2027-02-12", "M"},
    {"Washington's Birthday", "2026-02-16", "2027-02-15", "UM"},
    {"Truman Day", "2026-05-08", "2027-05-07", "M"},
    {"Memorial Day", "2026-05-25", "2027-05-31", "FUM"},
    {"Juneteenth", "2026-06-19", "2027-06-18", "UM"},
    {"Independence Day", "2026-07-03", "2027-07-05", "FUM"},
    {"Labor Day", "2026-09-07", "2027-09-06", "FUM"},
    {"Columbus Day", "2026-10-12", "2027-10-11", "UM"},
    {"Veterans Day", "2026-11-11", "2027-11-11", "FUM"},
    {"Thanksgiving Day", "2026-11-26", "2027-11-25", "FUM"},
    {"Christmas Day", "2026-12-25", "2027-12-24", "FUM"},
    {"New Year's Day", "", "2027-12-31", "FUM"},
};

// Date to holiday, for the weekdays that `keeper` closes in the two years.
std::map<Date, std::string> closed_weekdays(char keeper) {
    std::map<Date, std::string> closed;
    for (const Row& row : rows) {
        if (std::string_view{row.kept_by}.find(keeper) == std::string_view::npos) continue;
        for (const char* date : {row.date_2026, row.date_2027}) {
            if (*date != '\0') closed[on(date)] = row.holiday;
        }
    }
    return closed;
}

bool is_weekend(Date date) { return std::chrono::weekday{date}.iso_encoding() > 5; }

BusinessCalendar weekdays_only() {
    CalendarRules rules;
    rules.name = "plain";
    for (unsigned day = 1; day <= 5; ++day) rules.open_weekdays.set(day);
    return BusinessCalendar{rules};
}

} // namespace

TEST_CASE("Each calendar closes exactly its own weekdays of 2026 and 2027, with the holiday's name") {
    const std::map<std::string, char> keepers{
        {"florida-medicaid", 'F'}, {"federal", 'U'}, {"missouri", 'M'}, {"monday-to-friday", '-'}};
    for (const auto& [file, keeper] : keepers) {
        CAPTURE(file);
        const BusinessCalendar calendar = calendar_file(file);
        CHECK(calendar.name() == file);
        const auto closed = closed_weekdays(keeper);
        for (Date date = on("2026-01-01"); date <= on("2027-12-31"); date += days{1}) {
            CAPTURE(to_text(date));
            const bool holiday = closed.contains(date);
            REQUIRE(calendar.is_open(date) == (!is_weekend(date) && !holiday));
            const auto why = calendar.why_closed(date);
            REQUIRE(why.has_value() == !calendar.is_open(date));
            if (holiday) REQUIRE(why->starts_with(closed.at(date)));
        }
    }
}

TEST_CASE("Every date of the table is closed where it is listed and open where it is not") {
    const BusinessCalendar florida = calendar_file("florida-medicaid");
    const BusinessCalendar federal = calendar_file("federal");
    const BusinessCalendar missouri = calendar_file("missouri");
    const BusinessCalendar plain = calendar_file("monday-to-friday");
    for (const Row& row : rows) {
        for (const char* date : {row.date_2026, row.date_2027}) {
            if (*date == '\0') continue;
            CAPTURE(date);
            const std::string_view keepers = row.kept_by;
            CHECK(florida.is_open(on(date)) == (keepers.find('F') == std::string_view::npos));
            CHECK(federal.is_open(on(date)) == (keepers.find('U') == std::string_view::npos));
            CHECK(missouri.is_open(on(date)) == (keepers.find('M') == std::string_view::npos));
            CHECK(plain.is_open(on(date)));
        }
    }
}

TEST_CASE("The same date may be open in one calendar and closed in another, XCT-02") {
    const BusinessCalendar missouri = calendar_file("missouri");
    const BusinessCalendar florida = calendar_file("florida-medicaid");
    const BusinessCalendar plain = calendar_file("monday-to-friday");
    CHECK_FALSE(missouri.is_open(on("2026-06-19")));
    CHECK(florida.is_open(on("2026-06-19")));
    CHECK(plain.is_open(on("2026-06-19")));
    for (const auto* calendar : {&missouri, &florida, &plain}) CHECK(calendar->is_open(on("2026-11-27")));
}

TEST_CASE("A closed day says why") {
    const BusinessCalendar missouri = calendar_file("missouri");
    CHECK(missouri.why_closed(on("2026-05-08")) == "Truman Day");
    CHECK(missouri.why_closed(on("2027-05-07")) == "Truman Day, observed");
    CHECK(missouri.why_closed(on("2026-05-09")) == "Saturday");
    CHECK(missouri.why_closed(on("2026-07-03")) == "Independence Day, observed");
    CHECK(missouri.why_closed(on("2026-07-04")) == "Independence Day");
    CHECK(missouri.why_closed(on("2027-07-05")) == "Independence Day, observed");
    CHECK_FALSE(missouri.why_closed(on("2026-05-07")).has_value());
}

TEST_CASE("A holiday on a Saturday may close the last day of the year before") {
    for (const char* file : {"missouri", "federal", "florida-medicaid"}) {
        const BusinessCalendar calendar = calendar_file(file);
        CHECK(calendar.why_closed(on("2027-12-31")) == "New Year's Day, observed");
        CHECK(calendar.is_open(on("2026-12-31")));
        CHECK(calendar.why_closed(on("2023-01-02")) == "New Year's Day, observed"); // a Sunday
    }
    CHECK(calendar_file("monday-to-friday").is_open(on("2027-12-31")));
}

TEST_CASE("Juneteenth is a holiday since 2021") {
    const BusinessCalendar federal = calendar_file("federal");
    CHECK(federal.is_open(on("2020-06-19")));
    CHECK(federal.why_closed(on("2021-06-18")) == "Juneteenth, observed");
    CHECK_FALSE(federal.is_open(on("2023-06-19")));
}

TEST_CASE("The years of a holiday are those of its own day, not of the day it is observed") {
    CalendarRules rules = weekdays_only().rules();
    rules.observed[6] = -1;
    rules.holidays.push_back({"New Year's Day", std::chrono::January / 1, false, 2028, 2028});
    const BusinessCalendar calendar{rules};
    CHECK_FALSE(calendar.is_open(on("2027-12-31")));
    CHECK(calendar.is_open(on("2027-01-01")));
}

TEST_CASE("A decree closes or opens one date, and a later one replaces it") {
    const BusinessCalendar before = calendar_file("florida-medicaid");
    const BusinessCalendar closed = before.with({on("2026-09-14"), false, "Hurricane closing"});
    CHECK(before.is_open(on("2026-09-14")));
    CHECK(closed.why_closed(on("2026-09-14")) == "Hurricane closing");
    CHECK(closed.is_open(on("2026-09-15")));
    const BusinessCalendar again = closed.with({on("2026-09-14"), true, "The hurricane turned"});
    CHECK(again.is_open(on("2026-09-14")));
    CHECK_FALSE(again.why_closed(on("2026-09-14")).has_value());
    CHECK(again.rules().exceptions.size() == 1);
    CHECK(before.with({on("2026-11-28"), true, "Working Saturday"}).is_open(on("2026-11-28")));
}

TEST_CASE("Working days are counted over holidays and weekends, in both directions") {
    const BusinessCalendar missouri = calendar_file("missouri");
    const BusinessCalendar florida = calendar_file("florida-medicaid");
    CHECK(missouri.add_working_days(on("2026-05-06"), 5) == on("2026-05-14"));
    CHECK(missouri.add_working_days(on("2026-02-11"), 5) == on("2026-02-20"));
    CHECK(florida.add_working_days(on("2026-11-27"), -15) == on("2026-11-04"));
    CHECK(florida.add_working_days(on("2026-11-27"), -10) == on("2026-11-12"));
    CHECK(florida.add_working_days(on("2026-11-28"), 0) == on("2026-11-30"));
    CHECK(florida.next_open_on_or_after(on("2026-11-26")) == on("2026-11-27"));
    CHECK(florida.previous_open_on_or_before(on("2026-11-29")) == on("2026-11-27"));
}

TEST_CASE("Searches end with the years of the calendar") {
    const BusinessCalendar plain = weekdays_only();
    CHECK(plain.add_working_days(on("2399-12-30"), 1) == on("2399-12-31"));
    CHECK(plain.add_working_days(on("1800-01-02"), -1) == on("1800-01-01"));
    CHECK_FALSE(plain.add_working_days(on("2399-12-31"), 1).has_value());
    CHECK_FALSE(plain.add_working_days(on("1800-01-01"), -1).has_value());
    CHECK_FALSE(plain.add_working_days(on("2026-01-01"), 2'147'483'647).has_value());
    CHECK_FALSE(plain.add_working_days(on("2026-01-01"), -2'147'483'647).has_value());
    CHECK_FALSE(plain.next_open_on_or_after(on("2399-12-31") + days{400'000}).has_value());
    const BusinessCalendar never{CalendarRules{}};
    CHECK_FALSE(never.next_open_on_or_after(on("2026-01-01")).has_value());
    CHECK_FALSE(never.add_working_days(on("2026-01-01"), 3).has_value());
    CHECK(never.first_year_without_open_day() == first_year);
    CHECK_FALSE(plain.first_year_without_open_day().has_value());
}

TEST_CASE("Working days add up: n and then m are n plus m, and going back returns to an open day") {
    std::vector<BusinessCalendar> calendars;
    for (const auto& file : all_files) calendars.push_back(calendar_file(file));
    CHECK(rc::check([&] {
        const auto& calendar = calendars[*rc::gen::inRange<std::size_t>(0, calendars.size())];
        const Date start = on("2020-01-01") + days{*rc::gen::inRange(0, 9000)};
        const int n = *rc::gen::inRange(1, 300);
        const int m = *rc::gen::inRange(1, 300);
        const Date first = calendar.add_working_days(start, n).value();
        RC_ASSERT(calendar.is_open(first));
        RC_ASSERT(first > start);
        RC_ASSERT(calendar.add_working_days(first, m) == calendar.add_working_days(start, n + m));
        RC_ASSERT(calendar.add_working_days(first, -n) == calendar.previous_open_on_or_before(start));
    }));
}

TEST_CASE("The count of working days is the count of open days passed over") {
    const BusinessCalendar missouri = calendar_file("missouri");
    CHECK(rc::check([&] {
        const Date start = on("2020-01-01") + days{*rc::gen::inRange(0, 9000)};
        const int n = *rc::gen::inRange(1, 100);
        const Date last = missouri.add_working_days(start, n).value();
        int open = 0;
        for (Date date = start + days{1}; date <= last; date += days{1})
            open += missouri.is_open(date) ? 1 : 0;
        RC_ASSERT(open == n);
    }));
}
