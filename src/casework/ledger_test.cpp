#include "casework/ledger.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace assent::casework {
namespace {

using calendar::parse_date;

const calendar::Date today = *parse_date("2026-03-02");

LedgerLine line(std::uint16_t number) { return {CaseId{"case"}, 0, number}; }
LedgerReserved reserved(std::uint16_t number, std::int64_t units, std::int32_t period = 2026) {
    return {line(number), period, units, {}};
}

TEST_CASE("each line sets aside what it said last") {
    Ledger ledger;
    ledger.apply(reserved(0, 100));
    ledger.apply(reserved(1, 20));
    CHECK(ledger.used(2026, today) == 120);
    ledger.apply(reserved(0, 60));
    CHECK(ledger.used(2026, today) == 80);
    ledger.apply(reserved(0, 0));
    CHECK(ledger.used(2026, today) == 20);
    CHECK(ledger.version() == 4);
}

TEST_CASE("each calendar year has units of its own") {
    Ledger ledger;
    ledger.apply(reserved(0, 120));
    CHECK(ledger.used(2026, today) == 120);
    CHECK(ledger.used(2027, today) == 0);
}

TEST_CASE("what was used takes the place of what was reserved for it") {
    Ledger ledger;
    ledger.apply(reserved(0, 40));
    ledger.apply(LedgerPosted{line(0), 2026, 30});
    CHECK(ledger.used(2026, today) == 40);
    ledger.apply(LedgerPosted{line(0), 2026, 30});
    CHECK(ledger.used(2026, today) == 60);
}

TEST_CASE("what is given back is what was not used, and nothing of another line") {
    Ledger ledger;
    ledger.apply(reserved(0, 40));
    ledger.apply(reserved(1, 50));
    ledger.apply(LedgerPosted{line(0), 2026, 10});
    ledger.apply(reserved(0, 0));
    CHECK(ledger.used(2026, today) == 60);
}

TEST_CASE("a reservation with a last day holds through that day") {
    Ledger ledger;
    ledger.apply(LedgerReserved{line(0), 2026, 40, today});
    ledger.apply(LedgerPosted{line(0), 2026, 15});
    CHECK(ledger.used(2026, today) == 40);
    CHECK(ledger.used(2026, today + std::chrono::days{1}) == 15);
}

TEST_CASE("an event of a case writes to the account that it names, and no other") {
    const Event event{{}, {}, Role::System, Reserved{3, 1, 2, 2026, 12, today}};
    CHECK_FALSE(entry_of({"case"}, event, 1));
    const auto entry = entry_of({"case"}, event, 2);
    REQUIRE(entry);
    Ledger ledger;
    ledger.apply(*entry);
    REQUIRE(ledger.items().size() == 1);
    CHECK(ledger.items()[0].line == LedgerLine{{"case"}, 3, 1});
    CHECK(ledger.used(2026, today) == 12);
}

TEST_CASE("a line never counts less than was used of it, in whatever order it came") {
    rc::check([](const std::vector<std::pair<bool, std::uint8_t>>& entries) {
        Ledger ledger;
        std::int64_t posted = 0;
        for (const auto& [uses, units] : entries) {
            if (uses)
                ledger.apply(LedgerPosted{line(0), 2026, units});
            else
                ledger.apply(reserved(0, units));
            posted += uses ? units : 0;
            RC_ASSERT(ledger.used(2026, today) >= posted);
        }
    });
}

} // namespace
} // namespace assent::casework
