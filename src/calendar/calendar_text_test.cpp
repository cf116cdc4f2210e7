#include "calendar/calendar_text.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "base/text.hpp"
#include "calendar/calendar_files_test.hpp"

using namespace assent;
using namespace assent::calendar;
using namespace assent::calendar::testing;

namespace {

const std::string head = "calendar test\n  title Test\n  source a list\n  open Monday to Friday\n";

std::string mistakes(const std::string& text) {
    const auto parsed = parse_calendar(text, "t");
    return parsed ? "" : base::to_text(parsed.error());
}

BusinessCalendar good(const std::string& more) {
    INFO(mistakes(head + more));
    return parse_calendar(head + more, "t").value();
}

std::size_t count_of_mistakes(const std::string& text) {
    const auto parsed = parse_calendar(text, "t");
    return parsed ? 0 : parsed.error().errors();
}

} // namespace

TEST_CASE("A calendar has a name, a title, sources and assumptions") {
    const auto calendar = good("  source another\n  assume something: with #5, commas\n");
    CHECK(calendar.name() == "test");
    CHECK(calendar.rules().title == "Test");
    CHECK(calendar.rules().sources == std::vector<std::string>{"a list", "another"});
    CHECK(calendar.rules().assumptions == std::vector<std::string>{"something: with #5, commas"});
}

TEST_CASE("Each form of a yearly day is read") {
    const auto calendar = good(
        "holiday A on 8 May\nholiday B on the last Monday of May\nholiday Day on the Lake on the first "
        "Friday of June\n"
        "holiday C on the day after the fourth Thursday of November, since 2021, until 2026\n");
    CHECK(calendar.why_closed(on("2026-05-08")) == "A");
    CHECK(calendar.why_closed(on("2026-05-25")) == "B");
    CHECK(calendar.is_open(on("2026-05-18")));
    CHECK(calendar.why_closed(on("2026-06-05")) == "Day on the Lake");
    CHECK(calendar.why_closed(on("2026-11-27")) == "C");
    CHECK(calendar.why_closed(on("2021-11-26")) == "C");
    CHECK(calendar.is_open(on("2020-11-27")));
    CHECK(calendar.is_open(on("2027-11-26")));
}

TEST_CASE("The last weekday of a month is the fourth or the fifth") {
    const auto calendar =
        good("holiday A on the last Monday of February\nholiday B on the last Monday of March\n");
    CHECK(calendar.why_closed(on("2026-02-23")) == "A");
    CHECK(calendar.why_closed(on("2026-03-30")) == "B");
    CHECK(calendar.is_open(on("2026-03-23")));
}

TEST_CASE("Weekdays are a range, which may pass the weekend, or a list") {
    const auto list =
        parse_calendar("calendar t\n  title T\n  source s\n  open Monday, Wednesday and Saturday\n", "t");
    REQUIRE(list.has_value());
    CHECK(list->rules().open_weekdays.to_string() == "1001010");
    const auto range = parse_calendar("calendar t\n  title T\n  source s\n  open Saturday to Monday\n", "t");
    REQUIRE(range.has_value());
    CHECK(range->rules().open_weekdays.to_string() == "1000011");
}

TEST_CASE("Single dates are closed or opened by decree") {
    const auto calendar = good(
        "holiday A on the day after the fourth Thursday of November\n"
        "closed 2026-09-14 Hurricane closing\nopen   2026-11-27 Open by order\n");
    CHECK(calendar.why_closed(on("2026-09-14")) == "Hurricane closing");
    CHECK(calendar.is_open(on("2026-11-27")));
    CHECK_FALSE(calendar.is_open(on("2027-11-26")));
}

TEST_CASE("Comments, empty lines, tabs and either line end change nothing") {
    const auto calendar = parse_calendar(
        "# first\r\n\r\ncalendar test\r\n\ttitle\tTest\r\n  # in between\r\n  source s\r\n  open Monday to "
        "Friday\r\n",
        "t");
    INFO((calendar ? std::string{} : base::to_text(calendar.error())));
    REQUIRE(calendar.has_value());
    CHECK(calendar->rules().title == "Test");
}

TEST_CASE("A mistake is told with its place and what to write instead") {
    CHECK(mistakes(head + "holiday A on 31 April\n") ==
          "t:5:14: error: April has no day 31\n    write a day that exists\n");
    CHECK(mistakes(head + "holiday A on the last Tusday of May\n") ==
          "t:5:23: error: `Tusday` is not a weekday\n    did you mean `Tuesday`?\n");
    CHECK(mistakes(head + "holidy A on 1 May\n") ==
          "t:5:1: error: `holidy` is not a word that begins a line\n    did you mean `holiday`?\n");
    CHECK(mistakes(head + "  keep Saturday on the Sunday after\n") ==
          "t:5:3: error: Sunday is not an open day\n    name a day that is open\n");
    CHECK(mistakes(head + "open 2026-11-27 Anyway\n") ==
          "t:5:1: error: 2026-11-27 is open anyway\n    remove the line\n");
}

TEST_CASE("Every mistake of a file is reported in one run") {
    const std::string text =
        head +
        "holiday on\nholiday A on\nholiday A on 0 May\nholiday A on 1 Mai\nholiday A on the fifth Monday of "
        "May\n"
        "holiday A on the last Monday in May\nholiday A on 1 May, since 1500\nholiday A on 1 May, from 2020\n"
        "holiday A on 1 May since 2020\nholiday A on 1 May, since 2030, until 2020\nclosed 2026-02-30 X\n"
        "closed 2026-03-01\nbegin\n  begin\n  keep Monday on the Tuesday after\n  keep Sunday on the Sunday "
        "after\n"
        "  keep Sunday\n  title\n  source\n  open Tuesday\n";
    const auto parsed = parse_calendar(text, "t");
    REQUIRE_FALSE(parsed.has_value());
    for (std::uint32_t line = 5; line <= 24; ++line) {
        CAPTURE(line);
        CHECK(std::count_if(parsed.error().begin(), parsed.error().end(),
                            [&](const auto& mistake) { return mistake.place.line == line; }) == 1);
    }
    for (const auto& mistake : parsed.error()) {
        CHECK_FALSE(mistake.hint.empty());
        CHECK(mistake.place.column > 0);
    }
}

TEST_CASE("What a calendar must have is missed") {
    CHECK(count_of_mistakes("") == 4);
    CHECK(count_of_mistakes("calendar t\n") == 3);
    CHECK(count_of_mistakes("  title T\n" + head) == 1);
    CHECK(count_of_mistakes(head + "calendar other\n") == 1);
    CHECK(count_of_mistakes("calendar Two Words\n  title T\n  source s\n  open Monday\n") == 1);
    CHECK(count_of_mistakes(head + "holiday A on 1 May\nholiday A on 2 May\n") == 1);
    CHECK(count_of_mistakes(head + "holiday A on 1 May, until 2020\nholiday A on 2 May, since 2021\n") == 0);
    CHECK(count_of_mistakes(head + "holiday A on 1 May, until 2021\nholiday A on 2 May, since 2021\n") == 1);
    CHECK(count_of_mistakes(head + "holiday A on 2 May, since 2021\nholiday A on 1 May, until 2021\n") == 1);
    CHECK(count_of_mistakes(head + "closed 2026-05-01 A\nopen 2026-05-01 B\n") == 1);
    CHECK(count_of_mistakes(head + "# \xff\n") == 1);
    CHECK(count_of_mistakes(std::string(1'000'001, '#')) == 1);
}

TEST_CASE("A calendar without an open day in some year is refused") {
    std::string text = "calendar t\n  title T\n  source s\n  open Monday\n";
    const std::vector<std::string> months{"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
    int number = 0;
    for (const auto& month : months) {
        for (const char* which : {"first", "second", "third", "fourth", "last"}) {
            text += "holiday H" + std::to_string(++number) + " on the " + which + " Monday of " + month +
                    ", since 2030\n";
        }
    }
    CHECK(mistakes(text) ==
          "t:1:1: error: no day of 2030 is open\n    leave at least one open day in every year\n");
}

TEST_CASE("There are bounds on holidays and on single dates") {
    std::string holidays = head;
    for (int i = 0; i < 250; ++i) holidays += "holiday H" + std::to_string(i) + " on 1 May\n";
    CHECK(count_of_mistakes(holidays) == 1);
    std::string dates = head;
    for (int i = 0; i < 2100; ++i)
        dates += "closed " + to_text(on("2026-01-01") + std::chrono::days{i}) + " X\n";
    CHECK(count_of_mistakes(dates) == 1);
}

TEST_CASE("Any text of the calendar's own words is read or refused, never worse") {
    const std::vector<std::string> words{"calendar", "holiday", "closed", "open", "keep",  "on",
                                         "the",      "last",    "Monday", "of",   "May",   "31",
                                         "since",    "2021",    ",",      "\n",   "\n  ",  "to",
                                         "after",    "day",     "title",  "x",    "first", "2026-09-14"};
    CHECK(rc::check([&] {
        const auto chosen = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(words));
        const auto parsed = parse_calendar(head + base::join(chosen, " "), "t");
        RC_ASSERT(parsed.has_value() || parsed.error().has_errors());
    }));
}
