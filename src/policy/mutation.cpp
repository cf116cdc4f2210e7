#include "policy/mutation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/text.hpp"
#include "calendar/date.hpp"

namespace assent::policy {
namespace {

// Makes one small change after the other, each on a copy, and shows every example to it.
class Mutator {
public:
    Mutator(const Program& program, std::span<const Example> examples)
        : program_(program), examples_(examples) {}

    std::vector<Mutant> all() {
        mark_what_decides();
        for (NodeId id = 0; id < program_.rules.size(); ++id) {
            if (decides_[id] != 0) change_node(id);
        }
        for (std::size_t i = 0; i < program_.decisions.size(); ++i) change_decision(i);
        for (std::size_t i = 0; i < program_.limits.size(); ++i) change_limit(i);
        for (std::size_t i = 0; i < program_.ledgers.size(); ++i) change_ledger(i);
        for (std::size_t i = 0; i < program_.lists.size(); ++i) change_rows(i);
        return std::move(mutants_);
    }

private:
    using Change = std::function<void(Program&)>;

    // Examples show what the software decides; a duty's condition or a line's bound they could not notice.
    void mark_what_decides() {
        decides_.assign(program_.rules.size(), 0);
        const std::uint64_t decided = decided_criteria(program_);
        for (std::size_t i = 0; i < program_.criteria.size(); ++i) {
            if ((decided >> i & 1U) != 0) mark(program_.criteria[i].root);
        }
        for (const DecisionDef& decision : program_.decisions) {
            for (const DecisionLine& line : decision.lines) {
                mark(line.when);
                mark(line.from);
            }
        }
        for (const LimitDef& limit : program_.limits) {
            if (!bounds_the_days(limit)) continue;
            mark(limit.when);
            mark(limit.unless);
            for (const Bound& bound : limit.bounds) mark(bound.date);
        }
    }

    void mark(NodeId id) {
        if (id == no_node || decides_[id] != 0) return;
        decides_[id] = 1;
        for (const NodeId child : program_.rules.children(id)) mark(child);
    }

    // Of an approval of the software's own; where none is given, only timelines could notice.
    bool bounds_the_days(const LimitDef& limit) const {
        const bool approves = std::any_of(
            program_.decisions.begin(), program_.decisions.end(), [](const DecisionDef& decision) {
                return std::any_of(decision.lines.begin(), decision.lines.end(),
                                   [](const DecisionLine& line) { return line.act == Act::Approve; });
            });
        return approves && !limit.bounds.empty() && bounds_days(limit.bounds.front().what); // all or none
    }

    void attempt(std::string change, const Piece& at, const Change& apply) {
        attempt(std::move(change), program_.place(at), apply);
    }

    void attempt(std::string change, base::Place place, const Change& apply) {
        Program changed = program_;
        apply(changed);
        Mutant mutant{std::move(change), std::move(place), false, {}};
        for (const Example& example : examples_) {
            if (differences(changed, example).empty()) continue;
            mutant.caught = true;
            mutant.caught_by = fmt::format("{} ({}:{})", example.scenario, example.file, example.line);
            break;
        }
        mutants_.push_back(std::move(mutant));
    }

    void change_number(NodeId id, const Piece& at, std::int64_t number) {
        for (const std::int64_t other : {number - 1, number + 1}) {
            attempt(fmt::format("{} becomes {}", number, other), at,
                    [&](Program& p) { p.rules.set_number(id, other); });
        }
    }

    void change_op(NodeId id, Op op, std::string_view what) {
        attempt(fmt::format("{} in `{}`", what, program_.rules.source(id).text), program_.rules.source(id),
                [&](Program& p) { p.rules.set_op(id, op); });
    }

    void change_node(NodeId id) {
        const Node& node = program_.rules[id];
        const Piece& source = program_.rules.source(id);
        switch (node.op) {
            case Op::Constant: change_constant(id); break;
            case Op::DaysAfter:
            case Op::MonthsAfter: change_number(id, source, node.number); break;
            case Op::AtLeast: change_op(id, Op::MoreThan, "a boundary is left out"); break;
            case Op::MoreThan: change_op(id, Op::AtLeast, "a boundary is taken in"); break;
            case Op::SomeOf: change_op(id, Op::EveryOf, "some becomes every"); break;
            case Op::EveryOf: change_op(id, Op::SomeOf, "every becomes some"); break;
            case Op::SomeLine: change_op(id, Op::EveryLine, "some line becomes every line"); break;
            case Op::EveryLine: change_op(id, Op::SomeLine, "every line becomes some line"); break;
            case Op::Group: change_group(id); break;
            case Op::Not:
                attempt(fmt::format("`not` is lost in `{}`", source.text), source, [&](Program& p) {
                    p.rules.set_op(id, Op::Group);
                    p.rules.set_number(id, 1);
                });
                break;
            case Op::InList: change_columns(id); break;
            default: break;
        }
    }

    // A number is moved by one; a word, a code and yes or no are for the scenarios' own columns.
    void change_constant(NodeId id) {
        const Piece& source = program_.rules.source(id);
        const bool literal = calendar::parse_date(source.text) || base::to_number(source.text);
        if (!literal) return;
        const bool known = std::any_of(
            program_.literals.begin(), program_.literals.end(),
            [&](const Literal& l) { return l.place.line == source.line && l.place.column == source.column; });
        if (known || calendar::parse_date(source.text)) change_number(id, source, program_.rules[id].number);
    }

    void change_group(NodeId id) {
        const Node& node = program_.rules[id];
        const Piece& source = program_.rules.source(id);
        if (node.count < 2) return;
        for (const std::int64_t wanted : {node.number - 1, node.number + 1}) {
            if (wanted < 1 || wanted > node.count) continue;
            attempt(fmt::format("{} of {} conditions instead of {} in `{}`", wanted, node.count, node.number,
                                source.text),
                    source, [&](Program& p) { p.rules.set_number(id, wanted); });
        }
    }

    void change_columns(NodeId id) {
        if (program_.rules[id].count < 3) return;
        attempt(fmt::format("the last `where` is lost in `{}`", program_.rules.source(id).text),
                program_.rules.source(id), [&](Program& p) { p.rules.drop_last_child(id); });
    }

    void change_decision(std::size_t decision) {
        const std::vector<DecisionLine>& lines = program_.decisions[decision].lines;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].length) {
                for (const std::int64_t count : {lines[i].length->count - 1, lines[i].length->count + 1}) {
                    attempt(fmt::format("{} becomes {} in `{}`", lines[i].length->count, count,
                                        lines[i].source.text),
                            lines[i].source,
                            [&](Program& p) { p.decisions[decision].lines[i].length->count = count; });
                }
            }
            if (lines[i].when == no_node) continue;
            attempt(fmt::format("the line `{}` is lost", lines[i].source.text), lines[i].source,
                    [&](Program& p) {
                        p.decisions[decision].lines.erase(p.decisions[decision].lines.begin() +
                                                          static_cast<std::ptrdiff_t>(i));
                    });
        }
    }

    void change_limit(std::size_t limit) {
        const LimitDef& definition = program_.limits[limit];
        if (!bounds_the_days(definition)) return;
        attempt(fmt::format("the limit `{}` is lost", definition.name.text), definition.name,
                [&](Program& p) { p.limits[limit].bounds.clear(); });
        for (std::size_t i = 0; i < definition.bounds.size(); ++i) {
            const Bound& bound = definition.bounds[i];
            if (bound.form != BoundForm::Span && bound.form != BoundForm::DayOf) continue;
            for (const std::int64_t count : {bound.span.count - 1, bound.span.count + 1}) {
                attempt(fmt::format("{} becomes {} in `{}`", bound.span.count, count, bound.source.text),
                        bound.source, [&](Program& p) { p.limits[limit].bounds[i].span.count = count; });
            }
        }
    }

    void change_ledger(std::size_t ledger) {
        const LedgerDef& definition = program_.ledgers[ledger];
        for (const std::int64_t holds : {definition.holds - 1, definition.holds + 1}) {
            attempt(fmt::format("holds {} instead of {}", holds, definition.holds), definition.holds_source,
                    [&](Program& p) { p.ledgers[ledger].holds = holds; });
        }
        if (!definition.warn_at) return;
        for (const std::int64_t at : {*definition.warn_at - 1, *definition.warn_at + 1}) {
            attempt(fmt::format("warns at {} instead of {}", at, *definition.warn_at), definition.warn_source,
                    [&](Program& p) { p.ledgers[ledger].warn_at = at; });
        }
    }

    bool used(std::size_t list) const {
        for (NodeId id = 0; id < program_.rules.size(); ++id) {
            const Node& node = program_.rules[id];
            if ((node.op == Op::InList || node.op == Op::Lookup) && node.ref == list) return true;
        }
        return false;
    }

    void change_rows(std::size_t list) {
        const ListDef& definition = program_.lists[list];
        if (!used(list) || !definition.rows) return;
        change_cells(list);
        const auto rows = definition.rows->rows();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (const int shift : {-1, 1}) {
                if (rows[i].from)
                    change_row(list, i, "from", *rows[i].from, *rows[i].from + std::chrono::days{shift});
                if (rows[i].through)
                    change_row(list, i, "through", *rows[i].through,
                               *rows[i].through + std::chrono::days{shift});
            }
        }
    }

    bool looked_up(std::size_t list, std::size_t column) const {
        for (NodeId id = 0; id < program_.rules.size(); ++id) {
            const Node& node = program_.rules[id];
            if (node.op == Op::Lookup && node.ref == list && node.number == static_cast<std::int64_t>(column))
                return true;
        }
        return false;
    }

    // Numbers that a rule looks up; the cells of a table stand in the order of the list's rows.
    void change_cells(std::size_t list) {
        const ListDef& definition = program_.lists[list];
        const auto rows = definition.rows->rows();
        for (std::size_t column = 1; column < definition.columns.size(); ++column) {
            if (!definition.columns[column].numeric || !looked_up(list, column)) continue;
            for (std::size_t row = 0; row < rows.size(); ++row) change_cell(list, row, column);
        }
    }

    void change_cell(std::size_t list, std::size_t row, std::size_t column) {
        const ListDef& definition = program_.lists[list];
        const codes::Row& original = definition.rows->rows()[row];
        const std::int64_t number = base::to_number(original.cells[column]).value_or(0);
        for (const std::int64_t other : {number - 1, number + 1}) {
            const std::string change = fmt::format("row {}: {} {} becomes {}", original.key,
                                                   definition.columns[column].name, number, other);
            attempt(change, base::Place{definition.rows->file(), original.line, 0, {}}, [&](Program& p) {
                p.lists[list].table =
                    definition.table.with_cell(row * definition.columns.size() + column, other);
            });
        }
    }

    void change_row(std::size_t list, std::size_t row, std::string_view end, calendar::Date before,
                    calendar::Date after) {
        const codes::Row& original = program_.lists[list].rows->rows()[row];
        const auto from = end == "from" ? std::optional(after) : original.from;
        const auto through = end == "through" ? std::optional(after) : original.through;
        const std::string change = fmt::format("row {}: {} {} becomes {}", original.key, end,
                                               calendar::to_text(before), calendar::to_text(after));
        attempt(change, base::Place{program_.lists[list].rows->file(), original.line, 0, {}},
                [&](Program& p) {
                    p.lists[list].rows = program_.lists[list].rows->with_row_dates(row, from, through);
                    p.lists[list].table = table_of(p, p.lists[list]);
                });
    }

    const Program& program_;
    std::span<const Example> examples_;
    std::vector<Mutant> mutants_;
    std::vector<char> decides_; // by node
};

} // namespace

std::vector<Mutant> mutate(const Program& program, std::span<const Example> examples) {
    return Mutator(program, examples).all();
}

} // namespace assent::policy
