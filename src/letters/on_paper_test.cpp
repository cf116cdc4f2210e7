#include "letters/on_paper.hpp"

#include <doctest/doctest.h>

using namespace assent;
using namespace assent::letters;
using namespace std::chrono_literals;

TEST_CASE("a moment is told with its hour, and the end of a day as that day") {
    const calendar::Zone zone = calendar::Zone::utc();
    const calendar::Instant day{*calendar::parse_date("2026-11-04")};
    CHECK(on_paper(day, zone) == "November 4, 2026 at 12:00 AM");
    CHECK(on_paper(day + 9h + 5min, zone) == "November 4, 2026 at 9:05 AM");
    CHECK(on_paper(day + 12h, zone) == "November 4, 2026 at 12:00 PM");
    CHECK(on_paper(day + 16h + 15min, zone) == "November 4, 2026 at 4:15 PM");
    CHECK(on_paper(day + 24h - 2s, zone) == "November 4, 2026 at 11:59 PM");
    CHECK(on_paper(day + 24h - 1s, zone) == "November 4, 2026");
}
