#pragma once
// An account that cases share: so many units of a member in a period. It is a fold over its own entries,
// which follow from the events of cases and from claims, and are written in the transaction that causes them
// and guarded by the account's version, so that two approvals at once never spend what is there once. It
// grants nothing and refuses nothing by itself.

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "calendar/date.hpp"
#include "casework/event.hpp"

namespace assent::casework {

// What an entry is about: a line of a request of a case.
struct LedgerLine {
    CaseId of;
    RequestNo request = 0;
    std::uint16_t line = 0;

    friend auto operator<=>(const LedgerLine&, const LedgerLine&) = default;
};

struct LedgerReserved { // what the line sets aside from now on, instead of what it did before
    LedgerLine line;
    std::int32_t period = 0; // the calendar year
    std::int64_t units = 0;
    std::optional<calendar::Date> until; // its last day; none: until it is given back
};
struct LedgerPosted { // used, as claims tell; it takes the place of as many reserved units
    LedgerLine line;
    std::int32_t period = 0;
    std::int64_t units = 0;
};
using LedgerEntry = std::variant<LedgerReserved, LedgerPosted>;

class Ledger {
public:
    struct Item {
        LedgerLine line;
        std::int32_t period = 0;
        std::int64_t reserved = 0, posted = 0;
        std::optional<calendar::Date> until;
    };

    // Units that are reserved or used in the period, as of that day.
    std::int64_t used(std::int32_t period, calendar::Date on) const;
    std::uint32_t version() const { return version_; } // entries so far: what a writer must have seen
    const std::vector<Item>& items() const { return items_; }

    void apply(const LedgerEntry& entry);

private:
    Item& item(const LedgerLine& line, std::int32_t period);

    std::vector<Item> items_;
    std::uint32_t version_ = 0;
};

// What an event of a case writes to the account of that number, if anything.
std::optional<LedgerEntry> entry_of(const CaseId& of, const Event& event, std::uint16_t ledger);

} // namespace assent::casework
