#include "policy/evaluate.hpp"

#include <optional>

#include "base/expects.hpp"
#include "policy/day.hpp"

namespace assent::policy {
namespace {

constexpr Interval unknown = Interval::anything();

Truth known(Interval value) { return as_truth(value.known() && !value.is_nothing()); }

// "Some" is the best of many, "every" the worst. Of none at all neither is met: nothing was shown.
struct Quantified {
    bool every;
    Truth truth;

    Quantified(bool of_every, bool of_none)
        : every(of_every), truth(of_every && !of_none ? Truth::Met : Truth::NotMet) {}
    void take(Truth one) { truth = every ? std::min(truth, one) : std::max(truth, one); }
};

// Whether a row holds on a day that may not be known.
Truth holds_on(const ListRow& row, Interval day) {
    if (day.known()) return as_truth(row.holds_on(day.least));
    return both(at_least(day, Interval::exactly(row.from)), at_least(Interval::exactly(row.through), day));
}

} // namespace

Interval Evaluator::left_in(const LedgerDef& ledger) const {
    const Interval used = facts_.value(ledger.slot);
    return {std::max<std::int64_t>(0, ledger.holds - used.most),
            std::max<std::int64_t>(0, ledger.holds - used.least)};
}

inline Interval Evaluator::read(const Node& node, const Cells& cells) const {
    if (node.op <= Op::Element) return cells.at[static_cast<std::size_t>(node.op)][node.ref];
    return worked_out(node, cells);
}

Interval Evaluator::value(NodeId id, const Frame& frame) const {
    return read(rules_[id], cells(facts_.line_values(frame.line), &frame.element));
}

Truth Evaluator::truth(NodeId id, const Frame& frame) const {
    return tested(rules_[id], cells(facts_.line_values(frame.line), &frame.element));
}

// The two below only choose, so that they cost little on the way to where the work is done.
Interval Evaluator::worked_out(const Node& node, const Cells& cells) const {
    switch (node.op) {
        case Op::Nothing: return Interval::nothing();
        case Op::Derived: return read(rules_.worker(node, 0), cells);
        case Op::Age: return age(node, cells);
        case Op::Left: return left_in(program_.ledgers[node.ref]);
        case Op::Lookup: return lookup(node, cells);
        case Op::Sum: return sum(node);
        case Op::Plus:
        case Op::Minus:
        case Op::Times: return computed(node, cells);
        case Op::DaysAfter:
        case Op::MonthsAfter: return later(node, cells);
        case Op::DayOf: return day_of_moment(node, cells);
        case Op::Choose: return choose(node, cells);
        default: base::impossible("a node with a value");
    }
}

Truth Evaluator::tested(const Node& node, const Cells& cells) const {
    switch (node.op) {
        case Op::Same:
        case Op::AtLeast:
        case Op::MoreThan: return compared(node, cells);
        case Op::Known: return known(read(rules_.worker(node, 0), cells));
        case Op::Recorded:
            if (node.count == 0) return as_truth(facts_.list_known(node.ref));
            return known(read(rules_.worker(node, 0), cells));
        case Op::InList: return in_list(node, cells);
        case Op::InFact: return in_fact(node, cells);
        case Op::SomeOf:
        case Op::EveryOf: return over_elements(node, cells);
        case Op::SomeLine:
        case Op::EveryLine: return over_lines(node);
        case Op::Not: return negated(tested(rules_.worker(node, 0), cells));
        case Op::Group: return grouped(node, cells);
        case Op::Criterion:
        case Op::EveryCriterion:
        case Op::OnlyUnmet: return of_criteria(node);
        default: base::impossible("a node with a truth");
    }
}

Interval Evaluator::computed(const Node& node, const Cells& cells) const {
    const Interval first = read(rules_.worker(node, 0), cells);
    const Interval second = read(rules_.worker(node, 1), cells);
    if (node.op == Op::Plus) return plus(first, second);
    return node.op == Op::Minus ? minus(first, second) : times(first, second);
}

Truth Evaluator::compared(const Node& node, const Cells& cells) const {
    const Interval first = read(rules_.worker(node, 0), cells);
    const Interval second = read(rules_.worker(node, 1), cells);
    if (node.op == Op::Same) return same(first, second);
    return node.op == Op::AtLeast ? at_least(first, second) : more_than(first, second);
}

Truth Evaluator::grouped(const Node& node, const Cells& cells) const {
    Tally tally;
    for (std::size_t i = 0; i < node.count; ++i) tally.count(tested(rules_.worker(node, i), cells));
    return tally.at_least(static_cast<std::size_t>(node.number));
}

Interval Evaluator::age(const Node& node, const Cells& cells) const {
    const Interval birth = read(rules_.worker(node, 0), cells);
    const Interval on = read(rules_.worker(node, 1), cells);
    if (birth.is_nothing() || on.is_nothing()) return Interval::nothing();
    if (!birth.known() || !on.known() || !is_day(birth.least) || !is_day(on.least))
        return Interval::anything();
    const auto birthday =
        node.number == 1 ? calendar::LeapBirthday::FebruaryLast : calendar::LeapBirthday::MarchFirst;
    return Interval::exactly(calendar::age_on(as_date(birth.least), as_date(on.least), birthday));
}

Interval Evaluator::later(const Node& node, const Cells& cells) const {
    const Interval date = read(rules_.worker(node, 0), cells);
    if (node.op == Op::DaysAfter) return plus(date, Interval::exactly(node.number));
    if (date.is_nothing()) return date;
    if (!date.known() || !is_day(date.least)) return Interval::anything();
    const calendar::Date shifted = calendar::add_months(as_date(date.least), static_cast<int>(node.number));
    return Interval::exactly(days_of(shifted));
}

Interval Evaluator::day_of_moment(const Node& node, const Cells& cells) const {
    const Interval moment = read(rules_.worker(node, 0), cells);
    return moment.is_nothing() ? moment : Interval{day_of(moment.least), day_of(moment.most)};
}

// What a row says of its key on a day. A day that is not known leaves every row of the key open.
Interval Evaluator::lookup(const Node& node, const Cells& cells) const {
    const ListTable& table = program_.lists[node.ref].table;
    const Interval key = read(rules_.worker(node, 0), cells);
    if (key.is_nothing()) return read(rules_.worker(node, 2), cells);
    const std::span<const ListRow> rows = key.known() ? table.rows_of(key.least) : table.rows();
    const auto column = static_cast<std::size_t>(node.number);
    if (key.known() && !rows.empty() && rows.front().always)
        return Interval::exactly(table.cell(rows.front(), column));
    std::optional<Interval> found; // in the rows that may be the one
    for (const ListRow& row : rows) {
        const Truth holds = row.always ? Truth::Met : holds_on(row, read(rules_.worker(node, 1), cells));
        if (holds == Truth::NotMet) continue;
        const Interval cell = Interval::exactly(table.cell(row, column));
        found = found ? hull(*found, cell) : cell;
        if (holds == Truth::Met && key.known()) return *found;
    }
    const Interval otherwise = read(rules_.worker(node, 2), cells);
    return found ? either(*found, otherwise) : otherwise;
}

Interval Evaluator::sum(const Node& node) const {
    const Node& each = rules_.worker(node, 0);
    if (!facts_.lines_known()) { // one line at least, and no saying how many
        const Interval one = read(each, cells(facts_.line_values(Frame::any_line), &unknown));
        return {one.least >= 0 ? one.least : Interval::lowest, one.most <= 0 ? one.most : Interval::highest};
    }
    Interval total = Interval::exactly(0);
    for (std::size_t line = 0; line < facts_.lines(); ++line) {
        total = plus(total, read(each, cells(facts_.line_values(line), &unknown)));
    }
    return total;
}

Interval Evaluator::choose(const Node& node, const Cells& cells) const {
    std::optional<Interval> open; // what conditions that are not known would choose
    for (std::size_t i = 0; i + 1 < node.count; i += 2) {
        const Truth chosen = tested(rules_.worker(node, i), cells);
        if (chosen == Truth::NotMet) continue;
        const Interval choice = read(rules_.worker(node, i + 1), cells);
        open = open ? either(*open, choice) : choice;
        if (chosen == Truth::Met) return *open;
    }
    const Interval otherwise = read(rules_.worker(node, node.count - 1U), cells);
    return open ? either(*open, otherwise) : otherwise;
}

// Whether the row holds on the day, and its columns are as `where` says: their numbers are the bytes
// of the node's number.
inline Truth Evaluator::in_row(const Node& node, const Cells& cells, const ListTable& table,
                               const ListRow& row) const {
    Truth truth = row.always ? Truth::Met : holds_on(row, read(rules_.worker(node, 1), cells));
    for (std::size_t i = 2; i < node.count; ++i) {
        const auto column = static_cast<std::size_t>(node.number >> (8 * (i - 2))) & 0xFFU;
        const Interval cell = Interval::exactly(table.cell(row, column));
        truth = both(truth, same(cell, read(rules_.worker(node, i), cells)));
    }
    return truth;
}

Truth Evaluator::in_list(const Node& node, const Cells& cells) const {
    const ListTable& table = program_.lists[node.ref].table;
    const Interval key = read(rules_.worker(node, 0), cells);
    if (!key.known()) return in_some_row(node, cells, table);
    if (key.is_nothing()) return Truth::NotMet;
    const std::span<const ListRow> rows = table.rows_of(key.least);
    if (rows.size() == 1) return in_row(node, cells, table, rows.front());
    Truth best = Truth::NotMet;
    for (const ListRow& row : rows) best = std::max(best, in_row(node, cells, table, row));
    return best;
}

// A key that is not known may be that of any row, or of none.
Truth Evaluator::in_some_row(const Node& node, const Cells& cells, const ListTable& table) const {
    for (const ListRow& row : table.rows()) {
        if (in_row(node, cells, table, row) != Truth::NotMet) return Truth::Unknown;
    }
    return Truth::NotMet;
}

Truth Evaluator::in_fact(const Node& node, const Cells& cells) const {
    const Interval key = read(rules_.worker(node, 0), cells);
    if (key.is_nothing()) return Truth::NotMet;
    if (!facts_.list_known(node.ref)) return Truth::Unknown;
    Truth best = Truth::NotMet;
    for (const Interval item : facts_.list(node.ref)) best = std::max(best, same(key, item));
    return best;
}

Truth Evaluator::over_elements(const Node& node, const Cells& outer) const {
    const Node& each = rules_.worker(node, 0);
    if (!facts_.list_known(node.ref)) return std::min(Truth::Unknown, tested(each, cells(outer, &unknown)));
    const std::span<const Interval> items = facts_.list(node.ref);
    Quantified all{node.op == Op::EveryOf, items.empty()};
    for (const Interval& item : items) all.take(tested(each, cells(outer, &item)));
    return all.truth;
}

Truth Evaluator::over_lines(const Node& node) const {
    const Node& each = rules_.worker(node, 0);
    const auto on = [&](std::size_t line) { return tested(each, cells(facts_.line_values(line), &unknown)); };
    if (!facts_.lines_known()) {
        const Truth truth = on(Frame::any_line);
        return rules_.always_settled(each) ? truth : std::min(Truth::Unknown, truth);
    }
    Quantified all{node.op == Op::EveryLine, facts_.lines() == 0};
    for (std::size_t line = 0; line < facts_.lines(); ++line) all.take(on(line));
    return all.truth;
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
    const Cells request = cells(facts_.line_values(Frame::any_line), &unknown);
    std::array<std::uint64_t, 3> by_truth{};
    std::uint64_t bit = 1;
    for (const CriterionDef& criterion : program_.criteria) {
        const NodeId root = criterion.root;
        if (root != no_node) by_truth[static_cast<std::size_t>(tested(rules_[root], request))] |= bit;
        bit <<= 1U;
    }
    criteria = {by_truth[2], by_truth[0], by_truth[1]};
}

} // namespace assent::policy
