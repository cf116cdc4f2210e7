#include "casework/ledger.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace assent::casework {
namespace {

using calendar::parse_date;

policy::LedgerDef holding(std::int64_t units) {
    policy::LedgerDef made;
    made.holds = units;
    return made;
}

LedgerLine line(std::uint16_t number) { return {CaseId{"case"}, 0, number}; }

void record(Ledger& ledger, const std::vector<LedgerEvent>& events) {
    for (const LedgerEvent& event : events) ledger.apply(event);
}

TEST_CASE("what is reserved is not there for the next approval") {
    Ledger ledger;
    const auto day = *parse_date("2026-03-02");
    record(ledger, reserve(ledger, holding(120), line(0), day, 100));
    CHECK(ledger.left(holding(120), 2026) == 20);
    CHECK(reserve(ledger, holding(120), line(1), day, 21).empty());
    CHECK(reserve(ledger, holding(120), line(1), day, 20).size() == 1);
}

TEST_CASE("each calendar year has units of its own") {
    Ledger ledger;
    record(ledger, reserve(ledger, holding(120), line(0), *parse_date("2026-12-31"), 120));
    CHECK(ledger.left(holding(120), 2026) == 0);
    CHECK(ledger.left(holding(120), 2027) == 120);
}

TEST_CASE("what was used takes the place of what was reserved for it") {
    Ledger ledger;
    record(ledger, reserve(ledger, holding(120), line(0), *parse_date("2026-03-02"), 40));
    ledger.apply(LedgerPosted{line(0), 2026, 30});
    CHECK(ledger.used(2026) == 40);
    ledger.apply(LedgerPosted{line(0), 2026, 30});
    CHECK(ledger.used(2026) == 60);
}

TEST_CASE("a release gives back what was not used, and nothing of another line") {
    Ledger ledger;
    record(ledger, reserve(ledger, holding(120), line(0), *parse_date("2026-03-02"), 40));
    record(ledger, reserve(ledger, holding(120), line(1), *parse_date("2026-03-02"), 50));
    ledger.apply(LedgerPosted{line(0), 2026, 10});
    ledger.apply(LedgerReleased{line(0)});
    CHECK(ledger.used(2026) == 60);
}

TEST_CASE("reservations never overspend, in whatever order they come") {
    rc::check([](const std::vector<std::uint8_t>& wishes) {
        Ledger ledger;
        for (std::size_t i = 0; i < wishes.size(); ++i) {
            const auto number = static_cast<std::uint16_t>(i % 7);
            record(ledger, reserve(ledger, holding(120), line(number), *parse_date("2026-06-01"), wishes[i]));
            if (i % 5 == 4) ledger.apply(LedgerReleased{line(number)});
            RC_ASSERT(ledger.left(holding(120), 2026) >= 0);
        }
    });
}

} // namespace
} // namespace assent::casework
