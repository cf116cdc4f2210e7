#pragma once
// An account that cases share: so many units of a member in a period. It is a fold over its own events, which
// are written in the transaction of the case that causes them and guarded by the account's version, so that
// two approvals at once never spend what is there once. It grants nothing and refuses nothing by itself.

#include <cstdint>
#include <variant>
#include <vector>

#include "calendar/date.hpp"
#include "casework/ids.hpp"
#include "policy/definitions.hpp"

namespace assent::casework {

// What an entry is about: a line of a request of a case, so that releasing finds what was reserved.
struct LedgerLine {
    CaseId of;
    RequestNo request = 0;
    std::uint16_t line = 0;

    friend auto operator<=>(const LedgerLine&, const LedgerLine&) = default;
};

struct LedgerReserved {
    LedgerLine line;
    std::int32_t period = 0; // the calendar year
    std::int64_t units = 0;
};
struct LedgerReleased { // what is reserved on the line and not used, in every period
    LedgerLine line;
};
struct LedgerPosted { // used, as claims tell; it takes the place of as many reserved units
    LedgerLine line;
    std::int32_t period = 0;
    std::int64_t units = 0;
};
using LedgerEvent = std::variant<LedgerReserved, LedgerReleased, LedgerPosted>;

class Ledger {
public:
    struct Entry {
        LedgerLine line;
        std::int32_t period = 0;
        std::int64_t reserved = 0, posted = 0;
    };

    // Units that are reserved or used in the period.
    std::int64_t used(std::int32_t period) const;
    // What is left in the period of an account that holds so many; below 0 when more was posted than it
    // holds.
    std::int64_t left(const policy::LedgerDef& ledger, std::int32_t period) const {
        return ledger.holds - used(period);
    }
    std::uint32_t version() const { return version_; } // events so far: what a writer must have seen
    const std::vector<Entry>& entries() const { return entries_; }

    void apply(const LedgerEvent& event);

private:
    Entry& entry(const LedgerLine& line, std::int32_t period);

    std::vector<Entry> entries_;
    std::uint32_t version_ = 0;
};

// A reservation of these units on the period of the first day, or nothing when fewer are left.
std::vector<LedgerEvent> reserve(const Ledger&, const policy::LedgerDef&, const LedgerLine&,
                                 calendar::Date first_day, std::int64_t units);

} // namespace assent::casework
