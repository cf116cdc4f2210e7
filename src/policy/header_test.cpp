// The program block: hours, arrivals outside them, and whose outcomes they are.

#include <doctest/doctest.h>

#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

std::string program_block(const std::string& lines) {
    return "program small\n  cite law\n  effective 2021-01-01 onward\n" + lines;
}

Header header_of(const std::string& lines) {
    ProgramText text;
    text.policy = {"small.policy", program_block(lines)};
    base::Diagnostics warnings;
    return whole(read_program(text, warnings)).header;
}

std::string header_mistakes(const std::string& lines) {
    ProgramText text;
    text.policy = {"small.policy", program_block(lines)};
    base::Diagnostics warnings;
    const auto read = read_program(text, warnings);
    return read ? "" : mistakes(read.error());
}

} // namespace

TEST_CASE("hours give opening, closing and the zone, and the cut-off is closing") {
    using std::chrono::hours;
    using std::chrono::minutes;
    const Header header = header_of("  hours 8:00 to 16:30 Monday to Friday in America/Chicago\n");
    CHECK(header.hours.opens == hours{8});
    CHECK(header.hours.closes == hours{16} + minutes{30});
    CHECK(header.hours.cut_off == header.hours.closes);
    CHECK(header.zone == "America/Chicago");
    CHECK(header_of("  hours 00:00 to 23:59 Monday, Tuesday to Thursday and Sunday in UTC\n").zone == "UTC");
    CHECK(header_of("").zone.empty());
}

TEST_CASE("hours that are not read whole are a mistake that teaches the form") {
    for (const char* hours :
         {"8 to 17:00 Monday to Friday in America/New_York", "8:00 to 24:00 Monday to Friday in UTC",
          "8:00 to 17:60 Monday to Friday in UTC", "17:00 to 8:00 Monday to Friday in UTC",
          "8:00 to 8:00 Monday to Friday in UTC", "8:00 to 17:00 in UTC", "8:00 to 17:00 Monday to Friday",
          "8:00 to 17:00 Moonday to Friday in UTC", "8:00 to 17:00 Monday to in UTC",
          "8:00 to 17:00 Monday to Friday in New York", "8:00 to 17:00 Monday to Friday in UTC later",
          "-1:00", "8:-1 to 17:00 Monday in UTC", ""}) {
        CAPTURE(hours);
        CHECK(header_mistakes(fmt::format("  hours {}\n", hours)).find("when is the program open?") !=
              std::string::npos);
    }
}

TEST_CASE("what comes outside hours is received at the next opening, or when it comes") {
    const std::string hours = "  hours 8:00 to 17:00 Monday to Friday in America/New_York\n";
    CHECK(header_of(hours).late_arrival == calendar::LateStart::AsReceived);
    CHECK(header_of(hours + "  received when it comes\n").late_arrival == calendar::LateStart::AsReceived);
    CHECK(header_of(hours + "  received at the next opening when it comes outside hours\n").late_arrival ==
          calendar::LateStart::NextOpening);
    CHECK(header_mistakes(hours + "  received tomorrow\n") == "5:12 when is it received?\n");
    CHECK(header_mistakes("  received at the next opening when it comes outside hours\n") ==
          "4:12 outside which hours?\n");
}

TEST_CASE("the asking seat only reports outcomes") {
    CHECK(header_of("  seat asking\n").asking);
    CHECK_FALSE(header_of("  seat deciding\n").asking);
    CHECK_FALSE(header_of("  seat deciding for the Agency\n").asking);
    CHECK_FALSE(header_of("").asking);
}

TEST_CASE("a program is its own first origin") {
    const Program program = small_program({"", {}, {}});
    REQUIRE(program.origins.size() == 1);
    CHECK(program.origins[0].id == "small");
    CHECK(program.origins[0].file == "small.policy");
    CHECK(program.origins[0].effective == program.header.effective);
}
