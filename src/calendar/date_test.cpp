#include "calendar/date.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "calendar/calendar_files_test.hpp"

using namespace assent::calendar;
using namespace assent::calendar::testing;
using std::chrono::days;

namespace {

Date any_date() { return on("1800-01-01") + days{*rc::gen::inRange(0, 200'000)}; }

} // namespace

TEST_CASE("A date is read only in its one form and only when it exists") {
    CHECK(to_text(on("2026-11-28")) == "2026-11-28");
    CHECK(on("2028-02-29") == on("2028-02-28") + days{1});
    for (const char* wrong :
         {"", "2026-02-30", "2026-2-3", "2026-02-03 ", " 2026-02-03", "2026-02-03x", "2026-02-03T10:00",
          "2027-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "1799-12-31", "2400-01-01", "20260203",
          "2026/02/03", "+026-02-03", "2026-0a-03", "-026-02-03", "2026--2-03"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_date(wrong).has_value());
    }
    CHECK_FALSE(parse_date(std::string_view{"2026-02-03\0", 11}).has_value());
    CHECK(parse_date("1800-01-01").has_value());
    CHECK(parse_date("2399-12-31").has_value());
}

TEST_CASE("A date is written short and long") {
    CHECK(to_text(on("1805-03-01")) == "1805-03-01");
    CHECK(to_long_text(on("2026-11-28")) == "Sat 28 Nov 2026");
    CHECK(to_long_text(on("2026-05-06")) == "Wed 6 May 2026");
}

TEST_CASE("Every date survives being written and read") {
    CHECK(rc::check([] {
        const Date date = any_date();
        RC_ASSERT(parse_date(to_text(date)) == date);
    }));
}

TEST_CASE("Age counts completed years") {
    CHECK(age_on(on("2005-11-28"), on("2026-11-27")) == 20);
    CHECK(age_on(on("2005-11-28"), on("2026-11-28")) == 21);
    CHECK(age_on(on("2005-11-28"), on("2005-11-28")) == 0);
    CHECK(age_on(on("2005-11-28"), on("2006-11-27")) == 0);
    CHECK(age_on(on("2005-11-28"), on("2005-11-27")) == -1);
    CHECK(age_on(on("2005-12-31"), on("2027-01-01")) == 21);
    static_assert(age_on(Date{std::chrono::year{2000} / 1 / 1}, Date{std::chrono::year{2021} / 1 / 1}) == 21);
}

TEST_CASE("Somebody born on 29 February grows older on 1 March, or on 28 February where a rule says so") {
    const Date birth = on("2004-02-29");
    CHECK(age_on(birth, on("2025-02-28")) == 20);
    CHECK(age_on(birth, on("2025-03-01")) == 21);
    CHECK(age_on(birth, on("2025-02-27"), LeapBirthday::FebruaryLast) == 20);
    CHECK(age_on(birth, on("2025-02-28"), LeapBirthday::FebruaryLast) == 21);
    for (const auto leap : {LeapBirthday::MarchFirst, LeapBirthday::FebruaryLast}) {
        CHECK(age_on(birth, on("2024-02-28"), leap) == 19);
        CHECK(age_on(birth, on("2024-02-29"), leap) == 20);
    }
    CHECK(age_on(on("2004-02-28"), on("2025-02-27"), LeapBirthday::FebruaryLast) == 20);
    CHECK(age_on(on("1896-02-29"), on("1900-02-28")) == 3); // 1900 was no leap year
    CHECK(age_on(on("1896-02-29"), on("1900-02-28"), LeapBirthday::FebruaryLast) == 4);
}

TEST_CASE("Age rises by one on exactly one day of each year of life") {
    CHECK(rc::check([] {
        const Date birth = any_date();
        const int years = *rc::gen::inRange(1, 120);
        const auto leap = *rc::gen::element(LeapBirthday::MarchFirst, LeapBirthday::FebruaryLast);
        int rises = 0;
        const Date about = birth + days{365 * years + years / 4 - 5};
        for (int i = 0; i < 12; ++i) {
            rises += age_on(birth, about + days{i}, leap) - age_on(birth, about + days{i - 1}, leap);
        }
        RC_ASSERT(rises == 1);
    }));
}

TEST_CASE("A month without the date gives its last day") {
    CHECK(add_months(on("2026-01-31"), 1) == on("2026-02-28"));
    CHECK(add_months(on("2028-01-31"), 1) == on("2028-02-29"));
    CHECK(add_months(on("2026-03-31"), -1) == on("2026-02-28"));
    CHECK(add_months(on("2026-05-31"), 1) == on("2026-06-30"));
    CHECK(add_months(on("2026-11-30"), 3) == on("2027-02-28"));
    CHECK(add_months(on("2026-01-15"), -1) == on("2025-12-15"));
    CHECK(add_months(on("2026-12-15"), 1) == on("2027-01-15"));
    CHECK(add_years(on("2028-02-29"), 1) == on("2029-02-28"));
    CHECK(add_years(on("2028-02-29"), 4) == on("2032-02-29"));
    CHECK(add_years(on("2028-02-29"), -1) == on("2027-02-28"));
}

TEST_CASE("Twelve months end on the day before the anniversary") {
    CHECK(last_day_of_period(on("2027-02-15"), 12) == on("2028-02-14"));
    CHECK(last_day_of_period(on("2026-11-30"), 12) == on("2027-11-29"));
    CHECK(last_day_of_period(on("2028-02-29"), 12) == on("2029-02-27"));
    CHECK(last_day_of_period(on("2026-01-01"), 12) == on("2026-12-31"));
    CHECK(last_day_of_period(on("2026-03-01"), 12) == on("2027-02-28"));
    CHECK(last_day_of_period(on("2027-03-01"), 12) == on("2028-02-29"));
}

TEST_CASE("Adding any number of months stays within the calendar") {
    CHECK(to_text(add_months(on("2026-01-31"), 2'147'483'647)) == "9999-12-31");
    CHECK(to_text(add_months(on("2026-01-31"), -2'147'483'647 - 1)) == "0001-01-31");
    CHECK(to_text(add_years(on("2026-01-31"), 2'147'483'647)) == "9999-12-31");
    CHECK(to_text(add_years(on("2026-01-31"), -2'147'483'647 - 1)) == "0001-01-31");
    CHECK(rc::check([] {
        const Date date = any_date();
        const int months = *rc::gen::inRange(-2400, 2400);
        const std::chrono::year_month_day from{date};
        const std::chrono::year_month_day to{add_months(date, months)};
        RC_ASSERT((to.year() / to.month()) - (from.year() / from.month()) == std::chrono::months{months});
        RC_ASSERT(to.day() <= from.day());
        const bool last = std::chrono::month_day_last{to.month()} / to.year() == to;
        RC_ASSERT(to.day() == from.day() || last);
    }));
}
