#include "policy/limits.hpp"

#include <algorithm>

#include "policy/day.hpp"

namespace assent::policy {
namespace {

// The last day on which any of the request's codes holds without a break. A code that is not known
// may hold longer than those that are.
Interval last_day_of_list(const ListTable& table, const Evaluator& facts, std::uint16_t slot,
                          std::int64_t first) {
    const std::span<const Interval> codes = facts.facts().list(slot);
    const std::int64_t last = table.last_day(codes, first);
    const bool all = facts.facts().list_known(slot) &&
                     std::all_of(codes.begin(), codes.end(), [](Interval code) { return code.known(); });
    return {last, all ? last : Interval::highest};
}

Interval last_day_of_line(const ListTable& table, Interval code, std::int64_t first) {
    if (!code.known()) return Interval::anything();
    return Interval::exactly(table.last_day({&code, 1}, first));
}

// The service line whose code ends first ends the approval.
Interval last_day_of_lines(const ListTable& table, const Evaluator& facts, NodeId key_of_line,
                           std::int64_t first) {
    if (!facts.facts().lines_known()) return Interval::anything();
    std::int64_t last = Interval::highest;
    for (std::size_t line = 0; line < facts.facts().lines(); ++line) {
        const Interval here = last_day_of_line(table, facts.value(key_of_line, {line, {}}), first);
        if (!here.known()) return Interval::anything();
        last = std::min(last, here.least);
    }
    return Interval::exactly(last);
}

} // namespace

std::int64_t last_day(std::int64_t first, TimeSpan span) {
    if (span.unit == SpanUnit::Days || !is_day(first)) return first + span.count - 1;
    return days_of(calendar::last_day_of_period(as_date(first), static_cast<int>(span.count)));
}

Truth binds(const Evaluator& facts, const LimitDef& limit, std::size_t line) {
    Truth truth = limit.when == no_node ? Truth::Met : facts.truth(limit.when, {line, {}});
    if (limit.unless != no_node) truth = both(truth, negated(facts.truth(limit.unless, {line, {}})));
    return truth;
}

Interval bound_at(const Program& program, const Evaluator& facts, const Bound& bound, std::size_t line) {
    if (bound.form == BoundForm::AsRequested) return Interval::anything();
    const Interval value = facts.value(bound.date, {line, {}});
    if (!bounds_days(bound.what)) return value;
    if (!value.known() || value.is_nothing()) return Interval::anything();
    switch (bound.form) {
        case BoundForm::Value: return value;
        case BoundForm::Span: return Interval::exactly(last_day(value.least, bound.span));
        case BoundForm::DayOf: return Interval::exactly(value.least + bound.span.count - 1);
        case BoundForm::LastDayInList: {
            const ListTable& table = program.lists[bound.list].table;
            if (bound.many) return last_day_of_list(table, facts, *bound.many, value.least);
            if (line != Frame::any_line)
                return last_day_of_line(table, facts.value(bound.key, {line, {}}), value.least);
            return last_day_of_lines(table, facts, bound.key, value.least);
        }
        case BoundForm::AsRequested: break;
    }
    return Interval::anything();
}

} // namespace assent::policy
