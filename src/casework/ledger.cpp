#include "casework/ledger.hpp"

#include <algorithm>

namespace assent::casework {

Ledger::Entry& Ledger::entry(const LedgerLine& line, std::int32_t period) {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& one) {
        return one.line == line && one.period == period;
    });
    if (found != entries_.end()) return *found;
    return entries_.emplace_back(Entry{line, period, 0, 0});
}

void Ledger::apply(const LedgerEvent& event) {
    ++version_;
    if (const auto* reserved = std::get_if<LedgerReserved>(&event)) {
        entry(reserved->line, reserved->period).reserved += reserved->units;
    } else if (const auto* posted = std::get_if<LedgerPosted>(&event)) {
        Entry& one = entry(posted->line, posted->period);
        one.posted += posted->units;
        one.reserved = std::max<std::int64_t>(0, one.reserved - posted->units);
    } else {
        const LedgerLine& line = std::get<LedgerReleased>(event).line;
        for (Entry& one : entries_) {
            if (one.line == line) one.reserved = 0;
        }
    }
}

std::int64_t Ledger::used(std::int32_t period) const {
    std::int64_t units = 0;
    for (const Entry& one : entries_) {
        if (one.period == period) units += one.reserved + one.posted;
    }
    return units;
}

std::vector<LedgerEvent> reserve(const Ledger& ledger, const policy::LedgerDef& definition,
                                 const LedgerLine& line, calendar::Date first_day, std::int64_t units) {
    const auto period = static_cast<int>(std::chrono::year_month_day(first_day).year());
    if (units > ledger.left(definition, period)) return {};
    return {LedgerReserved{line, period, units}};
}

} // namespace assent::casework
