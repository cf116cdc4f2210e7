#include "calendar/calendar_files_test.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "calendar/calendar_text.hpp"

namespace assent::calendar::testing {

Date on(const char* text) { return parse_date(text).value(); }

BusinessCalendar calendar_file(const std::string& name) {
    std::ifstream file(std::string{ASSENT_SOURCE_DIR} + "/programs/calendars/" + name + ".calendar",
                       std::ios::binary);
    REQUIRE(file);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto calendar = parse_calendar(text, name + ".calendar");
    INFO((calendar ? std::string{} : base::to_text(calendar.error())));
    REQUIRE(calendar.has_value());
    return std::move(*calendar);
}

} // namespace assent::calendar::testing
