#include "policy/evaluate.hpp"

#include <optional>

#include "base/expects.hpp"
#include "calendar/date.hpp"

namespace assent::policy {
namespace {

calendar::Date as_date(std::int64_t days) { return calendar::Date{std::chrono::days{days}}; }

bool is_day(std::int64_t days) { return days > -1'000'000 && days < 1'000'000; }

// "Some" is the best of many, "every" the worst. Of none at all neither is met: nothing was shown.
Truth quantified(bool every, std::size_t count, const Tally& tally) {
    if (count == 0) return Truth::NotMet;
    return tally.at_least(every ? count : 1);
}

} // namespace

Interval Evaluator::left_in(const LedgerDef& ledger) const {
    const Interval used = facts_.value(ledger.slot);
    return {std::max<std::int64_t>(0, ledger.holds - used.most),
            std::max<std::int64_t>(0, ledger.holds - used.least)};
}

// The values that need no work are read here, where they are asked for.
inline Interval Evaluator::read(NodeId id, const Frame& frame) const {
    const Node* node = &rules_[id];
    while (node->op == Op::Derived) node = &rules_[rules_.child(*node, 0)];
    switch (node->op) {
        case Op::Constant: return Interval::exactly(node->number);
        case Op::Fact: return facts_.value(node->ref);
        case Op::LineFact: return facts_.line_value(frame.line, node->ref);
        case Op::Element: return frame.element;
        default: return worked_out(*node, frame);
    }
}

Interval Evaluator::value(NodeId id, const Frame& frame) const { return read(id, frame); }

Interval Evaluator::worked_out(const Node& node, const Frame& frame) const {
    switch (node.op) {
        case Op::Nothing: return Interval::nothing();
        case Op::Age: return age(node, frame);
        case Op::Left: return left_in(program_.ledgers[node.ref]);
        case Op::Lookup: return lookup(node, frame);
        case Op::Sum: return sum(node);
        case Op::Plus: return plus(read(rules_.child(node, 0), frame), read(rules_.child(node, 1), frame));
        case Op::Minus: return minus(read(rules_.child(node, 0), frame), read(rules_.child(node, 1), frame));
        case Op::Times: return times(read(rules_.child(node, 0), frame), read(rules_.child(node, 1), frame));
        case Op::DaysAfter:
        case Op::MonthsAfter: return later(node, frame);
        case Op::Choose: return choose(node, frame);
        default: base::impossible("a node with a value");
    }
}

Truth Evaluator::truth(NodeId id, const Frame& frame) const {
    const Node& node = rules_[id];
    switch (node.op) {
        case Op::Same: return same(read(rules_.child(node, 0), frame), read(rules_.child(node, 1), frame));
        case Op::AtLeast:
            return at_least(read(rules_.child(node, 0), frame), read(rules_.child(node, 1), frame));
        case Op::MoreThan:
            return more_than(read(rules_.child(node, 0), frame), read(rules_.child(node, 1), frame));
        case Op::Known: {
            const Interval known = read(rules_.child(node, 0), frame);
            return as_truth(known.known() && !known.is_nothing());
        }
        case Op::InList: return in_list(node, frame);
        case Op::InFact: return in_fact(node, frame);
        case Op::SomeOf:
        case Op::EveryOf: return over_elements(node, frame);
        case Op::SomeLine:
        case Op::EveryLine: return over_lines(node);
        case Op::Not: return negated(truth(rules_.child(node, 0), frame));
        case Op::Group: {
            Tally tally;
            for (std::size_t i = 0; i < node.count; ++i) tally.count(truth(rules_.child(node, i), frame));
            return tally.at_least(static_cast<std::size_t>(node.number));
        }
        case Op::Criterion:
        case Op::EveryCriterion:
        case Op::OnlyUnmet: return of_criteria(node);
        default: base::impossible("a node with a truth");
    }
}

Interval Evaluator::age(const Node& node, const Frame& frame) const {
    const Interval birth = read(rules_.child(node, 0), frame);
    const Interval on = read(rules_.child(node, 1), frame);
    if (birth.is_nothing() || on.is_nothing()) return Interval::nothing();
    if (!birth.known() || !on.known() || !is_day(birth.least) || !is_day(on.least))
        return Interval::anything();
    const auto birthday =
        node.number == 1 ? calendar::LeapBirthday::FebruaryLast : calendar::LeapBirthday::MarchFirst;
    return Interval::exactly(calendar::age_on(as_date(birth.least), as_date(on.least), birthday));
}

Interval Evaluator::later(const Node& node, const Frame& frame) const {
    const Interval date = read(rules_.child(node, 0), frame);
    if (node.op == Op::DaysAfter) return plus(date, Interval::exactly(node.number));
    if (date.is_nothing()) return date;
    if (!date.known() || !is_day(date.least)) return Interval::anything();
    const calendar::Date shifted = calendar::add_months(as_date(date.least), static_cast<int>(node.number));
    return Interval::exactly(shifted.time_since_epoch().count());
}

// Whether a row holds on a day that may not be known.
inline Truth holds_on(const ListRow& row, Interval day) {
    if (row.holds_always()) return Truth::Met;
    if (day.known()) return as_truth(row.holds_on(day.least));
    return both(at_least(day, Interval::exactly(row.from)), at_least(Interval::exactly(row.through), day));
}

// What a row says of its key on a day. A day that is not known leaves every row of the key open.
Interval Evaluator::lookup(const Node& node, const Frame& frame) const {
    const ListTable& table = program_.lists[node.ref].table;
    const Interval key = read(rules_.child(node, 0), frame);
    if (key.is_nothing()) return read(rules_.child(node, 2), frame);
    const Interval day = read(rules_.child(node, 1), frame);
    std::optional<Interval> found; // in the rows that may be the one
    for (const ListRow& row : key.known() ? table.rows_of(key.least) : table.rows()) {
        const Truth holds = holds_on(row, day);
        if (holds == Truth::NotMet) continue;
        const Interval cell = Interval::exactly(table.cell(row, static_cast<std::size_t>(node.number)));
        found = found ? hull(*found, cell) : cell;
        if (holds == Truth::Met && key.known()) return *found;
    }
    const Interval otherwise = read(rules_.child(node, 2), frame);
    return found ? either(*found, otherwise) : otherwise;
}

Interval Evaluator::sum(const Node& node) const {
    const NodeId each = rules_.child(node, 0);
    if (!facts_.lines_known()) { // one line at least, and no saying how many
        const Interval one = read(each, {});
        return {one.least >= 0 ? one.least : Interval::lowest, one.most <= 0 ? one.most : Interval::highest};
    }
    Interval total = Interval::exactly(0);
    for (std::size_t line = 0; line < facts_.lines(); ++line) total = plus(total, read(each, {line, {}}));
    return total;
}

Interval Evaluator::choose(const Node& node, const Frame& frame) const {
    std::optional<Interval> open; // what conditions that are not known would choose
    for (std::size_t i = 0; i + 1 < node.count; i += 2) {
        const Truth chosen = truth(rules_.child(node, i), frame);
        if (chosen == Truth::NotMet) continue;
        const Interval choice = read(rules_.child(node, i + 1), frame);
        open = open ? either(*open, choice) : choice;
        if (chosen == Truth::Met) return *open;
    }
    const Interval otherwise = read(rules_.child(node, node.count - 1U), frame);
    return open ? either(*open, otherwise) : otherwise;
}

// The columns that `where` names, one byte of the node's number each.
Truth Evaluator::in_columns(const Node& node, const Frame& frame, const ListTable& table,
                            const ListRow& row) const {
    Truth truth = Truth::Met;
    for (std::size_t i = 2; i < node.count; ++i) {
        const auto column = static_cast<std::size_t>(node.number >> (8 * (i - 2))) & 0xFFU;
        truth =
            both(truth, same(Interval::exactly(table.cell(row, column)), read(rules_.child(node, i), frame)));
    }
    return truth;
}

Truth Evaluator::in_list(const Node& node, const Frame& frame) const {
    const ListTable& table = program_.lists[node.ref].table;
    const Interval key = read(rules_.child(node, 0), frame);
    if (key.is_nothing()) return Truth::NotMet;
    const std::span<const ListRow> rows = key.known() ? table.rows_of(key.least) : table.rows();
    if (rows.empty()) return Truth::NotMet;
    const Interval day = read(rules_.child(node, 1), frame);
    if (day.is_nothing()) return Truth::NotMet;
    Truth best = Truth::NotMet;
    for (const ListRow& row : rows)
        best = std::max(best, both(holds_on(row, day), in_columns(node, frame, table, row)));
    return key.known() ? best : std::min(best, Truth::Unknown);
}

Truth Evaluator::in_fact(const Node& node, const Frame& frame) const {
    const Interval key = read(rules_.child(node, 0), frame);
    if (key.is_nothing()) return Truth::NotMet;
    if (!facts_.list_known(node.ref)) return Truth::Unknown;
    Truth best = Truth::NotMet;
    for (const Interval item : facts_.list(node.ref)) best = std::max(best, same(key, item));
    return best;
}

Truth Evaluator::over_elements(const Node& node, const Frame& frame) const {
    const NodeId each = rules_.child(node, 0);
    if (!facts_.list_known(node.ref))
        return std::min(Truth::Unknown, truth(each, {frame.line, Interval::anything()}));
    Tally tally;
    const std::span<const Interval> items = facts_.list(node.ref);
    for (const Interval item : items) tally.count(truth(each, {frame.line, item}));
    return quantified(node.op == Op::EveryOf, items.size(), tally);
}

Truth Evaluator::over_lines(const Node& node) const {
    const NodeId each = rules_.child(node, 0);
    if (!facts_.lines_known()) return std::min(Truth::Unknown, truth(each, {}));
    Tally tally;
    for (std::size_t line = 0; line < facts_.lines(); ++line) tally.count(truth(each, {line, {}}));
    return quantified(node.op == Op::EveryLine, facts_.lines(), tally);
}

Truth Evaluator::of_criteria(const Node& node) const {
    if (node.op == Op::EveryCriterion) {
        if (criteria.not_met != 0) return Truth::NotMet;
        return criteria.unknown != 0 ? Truth::Unknown : Truth::Met;
    }
    const std::uint64_t one = std::uint64_t{1} << node.ref;
    if (node.op == Op::Criterion) {
        if ((criteria.met & one) != 0) return Truth::Met;
        return (criteria.not_met & one) != 0 ? Truth::NotMet : Truth::Unknown;
    }
    if ((criteria.not_met & ~one) != 0 || (criteria.met & one) != 0) return Truth::NotMet;
    return criteria.not_met == one && criteria.unknown == 0 ? Truth::Met : Truth::Unknown;
}

void Evaluator::evaluate_criteria() {
    std::uint64_t by_truth[3] = {};
    for (std::size_t i = 0; i < program_.criteria.size(); ++i) {
        const CriterionDef& criterion = program_.criteria[i];
        if (!criterion.judged)
            by_truth[static_cast<std::size_t>(truth(criterion.root))] |= std::uint64_t{1} << i;
    }
    criteria = {by_truth[2], by_truth[0], by_truth[1]};
}

} // namespace assent::policy
