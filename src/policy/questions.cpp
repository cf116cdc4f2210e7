#include "policy/questions.hpp"

#include <algorithm>
#include <bit>
#include <compare>
#include <optional>
#include <set>

namespace assent::policy {
namespace {

constexpr std::size_t request_level = ~std::size_t{0};
constexpr std::size_t most_for_search =
    12; // alternatives beyond which the search for the fewest would take too long

// A fact nobody has told, at the request or at one of its lines.
struct Unknown {
    bool ledger = false;
    std::uint16_t index = 0; // of the fact, or of the ledger
    std::size_t line = request_level;

    friend auto operator<=>(const Unknown&, const Unknown&) = default;
};

using Unknowns = std::set<Unknown>;

// Walks the conditions behind one line of a decision, once to see which unknown facts there are, and
// again for each set of them that might be asked.
class Search {
public:
    Search(const Program& program, const Facts& facts)
        : program_(program), rules_(program.rules), facts_(facts), evaluator_(program, facts) {
        evaluator_.evaluate_criteria();
    }

    Unknowns fewest(const DecisionLine& line) {
        const Unknowns all = unknowns_of(line);
        Unknowns needed, open;
        for (const Unknown& one : all) {
            asked_ = all;
            asked_.erase(one);
            (settled(line) ? open : needed).insert(one);
        }
        asked_ = needed;
        if (settled(line) || open.empty()) return needed;
        const std::vector<Unknown> choices(open.begin(), open.end());
        if (choices.size() > most_for_search) return all;
        std::uint32_t best = (1U << choices.size()) - 1U;
        for (std::uint32_t chosen = 1; chosen < best; ++chosen) {
            if (std::popcount(chosen) >= std::popcount(best)) continue;
            asked_ = with(needed, choices, chosen);
            if (settled(line)) best = chosen;
        }
        return with(needed, choices, best);
    }

    // Everything that is not known behind the criteria, for a line that says to ask.
    Unknowns all_of_criteria() const {
        Unknowns all;
        for (std::size_t i = 0; i < program_.criteria.size(); ++i) collect_criterion(i, all);
        return all;
    }

private:
    static Unknowns with(Unknowns needed, const std::vector<Unknown>& choices, std::uint32_t chosen) {
        for (std::size_t i = 0; i < choices.size(); ++i) {
            if ((chosen >> i & 1U) != 0) needed.insert(choices[i]);
        }
        return needed;
    }

    // Facts whose not being known leaves this value open.
    void collect_value(NodeId id, const Frame& frame, Unknowns& into) const {
        if (id == no_node || evaluator_.value(id, frame).known()) return;
        const Node& node = rules_[id];
        if (node.op == Op::Fact) into.insert({false, static_cast<std::uint16_t>(node.number), request_level});
        if (node.op == Op::LineFact)
            into.insert({false, static_cast<std::uint16_t>(node.number), frame.line});
        if (node.op == Op::Left) into.insert({true, node.ref, request_level});
        if (node.op == Op::Sum)
            return over_lines(
                [&](std::size_t line) { collect_value(rules_.child(node, 0), {line, {}}, into); });
        if (node.op == Op::Choose) {
            for (std::size_t i = 0; i + 1 < node.count; i += 2) collect(rules_.child(node, i), frame, into);
            return;
        }
        for (const NodeId child : rules_.children(id)) collect_value(child, frame, into);
    }

    template <typename Visit>
    void over_lines(Visit visit) const {
        if (!facts_.lines_known()) return visit(Frame::any_line);
        for (std::size_t line = 0; line < facts_.lines(); ++line) visit(line);
    }

    bool is_leaf(Op op) const {
        return op == Op::Same || op == Op::AtLeast || op == Op::MoreThan || op == Op::Known ||
               op == Op::InList || op == Op::InFact;
    }

    // Facts behind a condition that is unknown.
    void collect(NodeId id, const Frame& frame, Unknowns& into) const {
        const Node& node = rules_[id];
        if (node.op == Op::EveryCriterion || node.op == Op::OnlyUnmet) {
            for (std::size_t i = 0; i < program_.criteria.size(); ++i) collect_criterion(i, into);
            return;
        }
        if (node.op == Op::Criterion) return collect_criterion(node.ref, into);
        if (evaluator_.truth(id, frame) != Truth::Unknown) return;
        if (is_leaf(node.op)) {
            for (const NodeId child : rules_.children(id)) collect_value(child, frame, into);
            if (node.op == Op::InFact && !facts_.list_known(node.ref))
                into.insert({false, static_cast<std::uint16_t>(node.number), request_level});
            return;
        }
        if (node.op == Op::SomeLine || node.op == Op::EveryLine) {
            return over_lines([&](std::size_t line) { collect(rules_.child(node, 0), {line, {}}, into); });
        }
        if (node.op == Op::SomeOf || node.op == Op::EveryOf) return collect_elements(node, frame, into);
        for (const NodeId child : rules_.children(id)) collect(child, frame, into);
    }

    // A list of which something is not known.
    void collect_gap(std::size_t slot, Unknowns& into) const {
        const auto items = facts_.list(slot);
        const bool whole = facts_.list_known(slot) && std::all_of(items.begin(), items.end(),
                                                                  [](Interval item) { return item.known(); });
        for (std::uint16_t i = 0; i < program_.facts.size() && !whole; ++i) {
            const FactDef& fact = program_.facts[i];
            if (fact.type.many && fact.derived == no_node && fact.slot == slot)
                into.insert({false, i, request_level});
        }
    }

    void collect_elements(const Node& node, const Frame& frame, Unknowns& into) const {
        collect_gap(node.ref, into);
        for (const Interval item : facts_.list(node.ref))
            collect(rules_.child(node, 0), {frame.line, item}, into);
    }

    void collect_criterion(std::size_t index, Unknowns& into) const {
        const bool open = (evaluator_.criteria.unknown >> index & 1U) != 0;
        if (open) collect(program_.criteria[index].root, {}, into);
    }

    Unknowns unknowns_of(const DecisionLine& line) const {
        Unknowns all;
        if (line.when != no_node) collect(line.when, {}, all);
        if (line.act != Act::Approve || line.from == no_node) return all;
        collect_value(line.from, {}, all);
        for (const LimitDef& limit : program_.limits) {
            if (limit.when != no_node) collect(limit.when, {}, all);
            if (limit.unless != no_node) collect(limit.unless, {}, all);
            for (const Bound& bound : limit.bounds) {
                collect_value(bound.date, {}, all);
                if (bound.many) collect_gap(*bound.many, all);
                if (bound.key != no_node)
                    over_lines([&](std::size_t at) { collect_value(bound.key, {at, {}}, all); });
            }
        }
        return all;
    }

    // Whether good answers to what is asked would make the condition met.
    bool hopeful(NodeId id, const Frame& frame) const {
        const Node& node = rules_[id];
        if (node.op == Op::EveryCriterion || node.op == Op::OnlyUnmet) {
            for (std::size_t i = 0; i < program_.criteria.size(); ++i) {
                if ((evaluator_.criteria.unknown >> i & 1U) != 0 && !hopeful(program_.criteria[i].root, {}))
                    return false;
            }
            return true;
        }
        if (node.op == Op::Criterion) {
            const bool open = (evaluator_.criteria.unknown >> node.ref & 1U) != 0;
            return open ? hopeful(program_.criteria[node.ref].root, {})
                        : evaluator_.truth(id, frame) == Truth::Met;
        }
        const Truth truth = evaluator_.truth(id, frame);
        if (truth != Truth::Unknown) return truth == Truth::Met;
        if (node.op == Op::Group) {
            std::int64_t good = 0;
            for (const NodeId child : rules_.children(id)) good += hopeful(child, frame) ? 1 : 0;
            return good >= node.number;
        }
        if (node.op == Op::EveryLine || node.op == Op::SomeLine) return hopeful_lines(node);
        if (node.op == Op::SomeOf || node.op == Op::EveryOf) return hopeful_elements(node, frame);
        Unknowns behind; // a comparison, or the contrary of something: all that it rests on must be asked
        collect(id, frame, behind);
        return std::includes(asked_.begin(), asked_.end(), behind.begin(), behind.end());
    }

    bool hopeful_lines(const Node& node) const {
        const NodeId each = rules_.child(node, 0);
        if (!facts_.lines_known()) return hopeful(each, {});
        bool every = true, some = false;
        for (std::size_t line = 0; line < facts_.lines(); ++line) {
            const bool good = hopeful(each, {line, {}});
            every &= good;
            some |= good;
        }
        return node.op == Op::EveryLine ? every : some;
    }

    bool hopeful_elements(const Node& node, const Frame& frame) const {
        const Unknown itself{false, static_cast<std::uint16_t>(node.number), request_level};
        const NodeId each = rules_.child(node, 0);
        if (!facts_.list_known(node.ref)) {
            Unknowns behind;
            collect(each, {frame.line, Interval::anything()}, behind);
            return asked_.contains(itself) &&
                   std::includes(asked_.begin(), asked_.end(), behind.begin(), behind.end());
        }
        bool every = true, some = false;
        for (const Interval item : facts_.list(node.ref)) {
            const bool good = (item.known() || asked_.contains(itself)) && hopeful(each, {frame.line, item});
            every &= good;
            some |= good;
        }
        return node.op == Op::EveryOf ? every : some;
    }

    bool settled(const DecisionLine& line) const {
        if (line.when != no_node && !hopeful(line.when, {})) return false;
        DecisionLine only_dates = line;
        only_dates.when = no_node;
        const Unknowns dates = unknowns_of(only_dates);
        return std::includes(asked_.begin(), asked_.end(), dates.begin(), dates.end());
    }

    const Program& program_;
    const Rules& rules_;
    const Facts& facts_;
    Evaluator evaluator_;
    Unknowns asked_;
};

Question question_of(const Program& program, const Unknown& unknown) {
    if (unknown.ledger) {
        const LedgerDef& ledger = program.ledgers[unknown.index];
        return {"left in " + ledger.name.text, ledger.question, "ledger", {}};
    }
    const FactDef& fact = program.facts[unknown.index];
    return {fact.name.text, fact.question, fact.from, {}};
}

} // namespace

std::vector<Question> questions(const Program& program, const Facts& facts, const Verdict& verdict) {
    if (verdict.act != Act::Ask || !verdict.line) return {};
    std::vector<Question> asked;
    Search search(program, facts);
    for (const Unknown& unknown :
         verdict.line->act == Act::Ask ? search.all_of_criteria() : search.fewest(*verdict.line)) {
        Question question = question_of(program, unknown);
        if (asked.empty() || asked.back().fact != question.fact) asked.push_back(std::move(question));
        const bool some_lines =
            unknown.line != request_level && unknown.line != Frame::any_line && facts.lines() > 1;
        if (some_lines) asked.back().lines.push_back(unknown.line + 1);
    }
    return asked;
}

} // namespace assent::policy
