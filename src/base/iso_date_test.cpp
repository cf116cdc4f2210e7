#include "base/iso_date.hpp"

#include <doctest/doctest.h>

using assent::base::iso_text;
using assent::base::parse_iso_date;
using std::chrono::sys_days;
using namespace std::chrono_literals;

TEST_CASE("an ISO date is the day that it names") {
    CHECK(parse_iso_date("2021-09-30") == sys_days{2021y / 9 / 30});
    CHECK(parse_iso_date("2024-02-29") == sys_days{2024y / 2 / 29});
    CHECK(parse_iso_date("1800-01-01") == sys_days{1800y / 1 / 1});
    CHECK(parse_iso_date("2399-12-31") == sys_days{2399y / 12 / 31});
}

TEST_CASE("a day that does not exist is no date") {
    for (const char* text :
         {"2023-02-29", "1900-02-29", "2021-09-31", "2021-00-10", "2021-13-01", "2021-01-00"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_iso_date(text));
    }
}

TEST_CASE("a year outside 1800 to 2399 is no date") {
    for (const char* text : {"1799-12-31", "2400-01-01", "0021-09-30", "9999-12-31"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_iso_date(text));
    }
}

TEST_CASE("any other way to write a day is no date") {
    for (const char* text : {"", "2021-9-30", "20210930", "09/30/2021", "2021/09/30", " 2021-09-30",
                             "2021-09-30 ", "2021-09-30T00:00", "+021-09-30", "2021-09--1", "2O21-09-30"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_iso_date(text));
    }
}

TEST_CASE("every day of the range is written as it is read") {
    for (sys_days day{1800y / 1 / 1}; day <= sys_days{2399y / 12 / 31}; day += std::chrono::days{17}) {
        REQUIRE(parse_iso_date(iso_text(day)) == day);
    }
    CHECK(iso_text(sys_days{2021y / 1 / 2}) == "2021-01-02");
    CHECK(iso_text(sys_days{2400y / 1 / 1}) == "2400-01-01");
}
