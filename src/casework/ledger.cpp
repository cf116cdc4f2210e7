#include "casework/ledger.hpp"

#include <algorithm>

namespace assent::casework {

Ledger::Item& Ledger::item(const LedgerLine& line, std::int32_t period) {
    const auto found = std::find_if(items_.begin(), items_.end(), [&](const Item& one) {
        return one.line == line && one.period == period;
    });
    if (found != items_.end()) return *found;
    return items_.emplace_back(Item{line, period, 0, 0, {}});
}

void Ledger::apply(const LedgerEntry& entry) {
    ++version_;
    if (const auto* reserved = std::get_if<LedgerReserved>(&entry)) {
        Item& one = item(reserved->line, reserved->period);
        one.reserved = reserved->units;
        one.until = reserved->until;
    } else {
        const auto& posted = std::get<LedgerPosted>(entry);
        item(posted.line, posted.period).posted += posted.units;
    }
}

std::int64_t Ledger::used(std::int32_t period, calendar::Date on) const {
    std::int64_t units = 0;
    for (const Item& one : items_) {
        if (one.period != period) continue;
        const bool over = one.until && *one.until < on;
        units += over ? one.posted : std::max(one.reserved, one.posted);
    }
    return units;
}

std::optional<LedgerEntry> entry_of(const CaseId& of, const Event& event, std::uint16_t ledger) {
    const auto* reserved = std::get_if<Reserved>(&event.what);
    if (!reserved || reserved->ledger != ledger) return std::nullopt;
    return LedgerReserved{
        {of, reserved->request, reserved->line}, reserved->period, reserved->units, reserved->until};
}

} // namespace assent::casework
