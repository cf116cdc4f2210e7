#include "policy/facts.hpp"

#include <algorithm>

namespace assent::policy {

Facts::Facts(const Program& program)
    : line_slots_(program.line_slots),
      first_list_(program.request_slots),
      unknown_request_(first_list_ + program.list_slots, unknown_list),
      unknown_line_(program.line_slots) {
    for (const FactDef& fact : program.facts) {
        if (fact.is_derived || fact.judged || fact.type.many) continue;
        (fact.per_line ? unknown_line_ : unknown_request_)[fact.slot] = fact.type.bounds;
    }
    for (const LedgerDef& ledger : program.ledgers) unknown_request_[ledger.slot] = {0, Interval::highest};
    request_ = unknown_request_;
}

void Facts::clear() {
    std::copy(unknown_request_.begin(), unknown_request_.end(), request_.begin());
    items_.clear();
    lines_ = 0;
    lines_known_ = false;
}

void Facts::set_list(const FactDef& fact, std::span<const Interval> items) {
    request_[first_list_ + fact.slot] = {static_cast<std::int64_t>(items_.size()),
                                         static_cast<std::int64_t>(items.size())};
    items_.insert(items_.end(), items.begin(), items.end());
}

void Facts::set_lines(std::size_t count) {
    lines_known_ = true;
    lines_ = count;
    line_values_.resize(std::max(line_values_.size(), count * line_slots_));
    for (std::size_t line = 0; line < count; ++line) {
        std::copy(unknown_line_.begin(), unknown_line_.end(),
                  line_values_.begin() + static_cast<std::ptrdiff_t>(line * line_slots_));
    }
}

} // namespace assent::policy
