#include "policy/facts.hpp"

#include <algorithm>

namespace assent::policy {

Facts::Facts(const Program& program)
    : first_list_(program.request_slots),
      first_line_(first_list_ + program.list_slots),
      line_slots_(program.line_slots),
      unknown_request_(first_line_, unknown_list),
      unknown_line_(program.line_slots) {
    for (const FactDef& fact : program.facts) {
        if (fact.is_derived || fact.judged || fact.type.many) continue;
        (fact.per_line ? unknown_line_ : unknown_request_)[fact.slot] = fact.type.bounds;
    }
    for (const LedgerDef& ledger : program.ledgers) unknown_request_[ledger.slot] = {0, Interval::highest};
    values_ = unknown_request_;
}

void Facts::clear() {
    values_.assign(unknown_request_.begin(), unknown_request_.end());
    lines_ = 0;
    lines_known_ = false;
}

void Facts::set_list(const FactDef& fact, std::span<const Interval> items) {
    const std::size_t first_item = first_line_ + lines_ * line_slots_;
    values_[first_list_ + fact.slot] = {static_cast<std::int64_t>(values_.size() - first_item),
                                        static_cast<std::int64_t>(items.size())};
    values_.insert(values_.end(), items.begin(), items.end());
}

void Facts::set_lines(std::size_t count) {
    const auto first = values_.begin() + static_cast<std::ptrdiff_t>(first_line_);
    const auto place = values_.erase(first, first + static_cast<std::ptrdiff_t>(lines_ * line_slots_));
    const auto offset = place - values_.begin();
    values_.insert(place, count * line_slots_, Interval{});
    for (std::size_t line = 0; line < count; ++line) {
        std::copy(unknown_line_.begin(), unknown_line_.end(),
                  values_.begin() + offset + static_cast<std::ptrdiff_t>(line * line_slots_));
    }
    lines_ = count;
    lines_known_ = true;
}

void Facts::forget_lines() {
    set_lines(0);
    lines_known_ = false;
}

} // namespace assent::policy
