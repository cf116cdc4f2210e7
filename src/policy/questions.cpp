#include "policy/questions.hpp"

#include <algorithm>
#include <bit>
#include <compare>
#include <map>
#include <set>

#include "policy/case_facts.hpp"

namespace assent::policy {
namespace {

constexpr std::size_t most_for_search = 12; // alternatives beyond which a search would take too long

// A fact that somebody could tell, or what is used of a ledger.
struct Source {
    bool ledger = false;
    std::uint16_t index = 0;

    friend auto operator<=>(const Source&, const Source&) = default;
};

// The service lines for which it is not known; none for a fact of the request, or of lines nobody told.
using Unknowns = std::map<Source, std::set<std::size_t>>;
using Asked = std::set<Source>;

// Whether somebody follows a case and fills in what it tells, so that nobody is asked for it.
enum class Told : std::uint8_t { ByTheCase, ByWhoeverAsks };

// Walks the conditions behind one line of a decision, once to see which unknown facts there are, and
// again for each set of them that might be asked.
class Search {
public:
    Search(const Program& program, const Facts& facts, Told told = Told::ByTheCase)
        : program_(program), rules_(program.rules), facts_(facts), told_(told), evaluator_(program, facts) {
        evaluator_.evaluate_criteria();
    }

    Unknowns fewest(const DecisionLine& line) {
        Unknowns all = unknowns_of(line);
        const Asked chosen = fewest_of(all, line);
        std::erase_if(all, [&](const auto& one) { return !chosen.contains(one.first); });
        if (std::any_of(chosen.begin(), chosen.end(), [&](const Source& one) { return comes_first(one); }))
            std::erase_if(all, [&](const auto& one) { return !comes_first(one.first); });
        return all;
    }

    // Everything that is not known behind the criteria, for a line that says to ask.
    Unknowns all_of_criteria() const {
        Unknowns all;
        for (std::size_t i = 0; i < program_.criteria.size(); ++i) collect_criterion(i, all);
        return all;
    }

    Unknowns all_open() const {
        Unknowns all = all_of_criteria();
        for (const DecisionDef& decision : program_.decisions) {
            for (const DecisionLine& line : decision.lines) all.merge(unknowns_of(line));
        }
        return all;
    }

    Unknowns untold(std::uint64_t criteria) const {
        Unknowns all;
        for (std::size_t i = 0; i < program_.criteria.size(); ++i) {
            if ((criteria >> i & 1U) != 0) collect_untold(program_.criteria[i].root, {}, all);
        }
        return all;
    }

private:
    Asked fewest_of(const Unknowns& all, const DecisionLine& line) {
        Asked everything, needed;
        for (const auto& [source, lines] : all) everything.insert(source);
        std::vector<Source> choices;
        for (const Source& one : everything) {
            asked_ = everything;
            asked_.erase(one);
            if (settled(line)) {
                choices.push_back(one);
            } else {
                needed.insert(one);
            }
        }
        asked_ = needed;
        if (choices.empty() || settled(line)) return needed;
        if (choices.size() > most_for_search) return everything;
        const std::uint32_t sets = 1U << choices.size();
        std::uint32_t best = sets - 1;
        for (std::uint32_t chosen = 1; chosen < sets; ++chosen) {
            if (std::popcount(chosen) >= std::popcount(best)) continue;
            asked_ = with(needed, choices, chosen);
            if (settled(line)) best = chosen;
        }
        return with(needed, choices, best);
    }

    static Asked with(Asked needed, const std::vector<Source>& choices, std::uint32_t chosen) {
        for (std::size_t i = 0; i < choices.size(); ++i) {
            if ((chosen >> i & 1U) != 0) needed.insert(choices[i]);
        }
        return needed;
    }

    bool is_of_case(const Source& source) const {
        return !source.ledger && program_.facts[source.index].of_case;
    }
    bool comes_first(const Source& source) const {
        return is_of_case(source) && !program_.facts[source.index].per_line;
    }

    // Nobody can be asked for what the engine fills in.
    void add(Source source, std::size_t line, Unknowns& into) const {
        if (told_ == Told::ByTheCase && is_of_case(source)) return;
        std::set<std::size_t>& lines = into[source];
        if (line != Frame::any_line) lines.insert(line);
    }

    static Source fact(const Node& node) { return {false, static_cast<std::uint16_t>(node.number)}; }

    // Facts whose not being known leaves this value open.
    void collect_value(NodeId id, const Frame& frame, Unknowns& into) const {
        if (evaluator_.value(id, frame).known()) return;
        const Node& node = rules_[id];
        if (node.op == Op::Fact) add(fact(node), Frame::any_line, into);
        if (node.op == Op::LineFact) add(fact(node), frame.line, into);
        if (node.op == Op::Left) add({true, node.ref}, Frame::any_line, into);
        if (node.op == Op::Sum) {
            return over_lines(
                [&](std::size_t line) { collect_value(rules_.child(node, 0), {line, {}}, into); });
        }
        if (node.op == Op::Choose) return collect_choice(node, frame, into);
        for (const NodeId child : rules_.children(id)) collect_value(child, frame, into);
    }

    // Conditions that are not known, and values that may be chosen.
    void collect_choice(const Node& node, const Frame& frame, Unknowns& into) const {
        for (std::size_t i = 0; i + 1 < node.count; i += 2) {
            const Truth chosen = evaluator_.truth(rules_.child(node, i), frame);
            collect(rules_.child(node, i), frame, into);
            if (chosen != Truth::NotMet) collect_value(rules_.child(node, i + 1), frame, into);
            if (chosen == Truth::Met) return;
        }
        collect_value(rules_.child(node, node.count - 1U), frame, into);
    }

    template <typename Visit>
    void over_lines(Visit visit) const {
        if (!facts_.lines_known()) return visit(Frame::any_line);
        for (std::size_t line = 0; line < facts_.lines(); ++line) visit(line);
    }

    static bool compares_values(Op op) {
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
        if (compares_values(node.op)) {
            for (const NodeId child : rules_.children(id)) collect_value(child, frame, into);
            if (node.op == Op::InFact) collect_gap(node.ref, fact(node), into);
        } else if (node.op == Op::SomeLine || node.op == Op::EveryLine) {
            over_lines([&](std::size_t line) { collect(rules_.child(node, 0), {line, {}}, into); });
            if (!facts_.lines_known()) collect_mentioned(rules_.child(node, 0), into);
        } else if (node.op == Op::SomeOf || node.op == Op::EveryOf) {
            collect_gap(node.ref, fact(node), into);
            for (const Interval item : facts_.list(node.ref)) {
                collect(rules_.child(node, 0), {frame.line, item}, into);
            }
            if (!facts_.list_known(node.ref)) collect(rules_.child(node, 0), {frame.line, {}}, into);
        } else {
            for (const NodeId child : rules_.children(id)) collect(child, frame, into);
        }
    }

    // Facts of lines nobody told: that there is such a line must be known, whatever its value.
    void collect_mentioned(NodeId id, Unknowns& into) const {
        const Node& node = rules_[id];
        if (node.op == Op::Recorded) return; // that nobody told it is an answer
        if (node.op == Op::LineFact) add(fact(node), Frame::any_line, into);
        for (const NodeId child : rules_.children(id)) collect_mentioned(child, into);
    }

    void collect_untold(NodeId id, const Frame& frame, Unknowns& into) const {
        const Node& node = rules_[id];
        if (node.op == Op::Recorded) return;
        if (node.op <= Op::Choose) return collect_value(id, frame, into);
        const bool of_elements = node.op == Op::SomeOf || node.op == Op::EveryOf;
        if (of_elements || node.op == Op::InFact) collect_gap(node.ref, fact(node), into);
        if (of_elements) return; // its items are known, or the list is asked for
        if (node.op == Op::SomeLine || node.op == Op::EveryLine) {
            over_lines([&](std::size_t line) { collect_untold(rules_.child(node, 0), {line, {}}, into); });
            return;
        }
        for (const NodeId child : rules_.children(id)) collect_untold(child, frame, into);
    }

    // A list of which something is not known.
    void collect_gap(std::size_t slot, Source source, Unknowns& into) const {
        const auto items = facts_.list(slot);
        const auto known = [](Interval item) { return item.known(); };
        if (facts_.list_known(slot) && std::all_of(items.begin(), items.end(), known)) return;
        add(source, Frame::any_line, into);
    }

    bool is_open(std::size_t criterion) const { return (evaluator_.criteria.unknown >> criterion & 1U) != 0; }

    void collect_criterion(std::size_t index, Unknowns& into) const {
        if (is_open(index)) collect(program_.criteria[index].root, {}, into);
    }

    Unknowns unknowns_of(const DecisionLine& line) const {
        Unknowns all;
        if (line.when != no_node) collect(line.when, {}, all);
        if (line.act == Act::Approve && line.from != no_node) collect_dates(line, all);
        return all;
    }

    // What leaves the dates of an approval open.
    void collect_dates(const DecisionLine& line, Unknowns& into) const {
        collect_value(line.from, {}, into);
        std::vector<OpenBound> open;
        approval_under(program_, program_.limits, evaluator_, line, &open);
        for (const OpenBound& one : open) {
            if (one.limit->when != no_node) collect(one.limit->when, {}, into);
            if (one.limit->unless != no_node) collect(one.limit->unless, {}, into);
            collect_value(one.bound->date, {}, into);
            if (one.bound->many) collect_gap(*one.bound->many, {false, one.bound->fact}, into);
            if (one.bound->key == no_node) continue;
            over_lines([&](std::size_t at) { collect_value(one.bound->key, {at, {}}, into); });
        }
    }

    bool all_asked(const Unknowns& behind) const {
        return std::all_of(behind.begin(), behind.end(),
                           [&](const auto& one) { return asked_.contains(one.first); });
    }

    // Whether good answers to what is asked would make the condition met.
    bool hopeful(NodeId id, const Frame& frame) const {
        const Node& node = rules_[id];
        if (node.op == Op::EveryCriterion || node.op == Op::OnlyUnmet) {
            for (std::size_t i = 0; i < program_.criteria.size(); ++i) {
                if (is_open(i) && !hopeful(program_.criteria[i].root, {})) return false;
            }
            return true;
        }
        if (node.op == Op::Criterion && is_open(node.ref))
            return hopeful(program_.criteria[node.ref].root, {});
        const Truth truth = evaluator_.truth(id, frame);
        if (truth != Truth::Unknown) return truth == Truth::Met;
        if (node.op == Op::Group) return hopeful_group(node, frame);
        const bool about_lines = node.op == Op::EveryLine || node.op == Op::SomeLine;
        if (about_lines && facts_.lines_known()) return hopeful_lines(node);
        if (node.op == Op::SomeOf || node.op == Op::EveryOf) return hopeful_elements(node, frame);
        Unknowns behind; // a comparison, or the contrary of something: all that it rests on must be asked
        collect(id, frame, behind);
        return all_asked(behind);
    }

    bool hopeful_group(const Node& node, const Frame& frame) const {
        std::int64_t good = 0;
        for (std::size_t i = 0; i < node.count; ++i) good += hopeful(rules_.child(node, i), frame) ? 1 : 0;
        return good >= node.number;
    }

    bool hopeful_lines(const Node& node) const {
        bool every = true, some = false;
        over_lines([&](std::size_t line) {
            const bool good = hopeful(rules_.child(node, 0), {line, {}});
            every &= good;
            some |= good;
        });
        return node.op == Op::EveryLine ? every : some;
    }

    bool hopeful_elements(const Node& node, const Frame& frame) const {
        const NodeId each = rules_.child(node, 0);
        const bool itself = asked_.contains(fact(node));
        if (!facts_.list_known(node.ref)) {
            Unknowns behind;
            collect(each, {frame.line, Interval::anything()}, behind);
            return itself && all_asked(behind);
        }
        bool every = true, some = false;
        for (const Interval item : facts_.list(node.ref)) {
            const bool good = (item.known() || itself) && hopeful(each, {frame.line, item});
            every &= good;
            some |= good;
        }
        return node.op == Op::EveryOf ? every : some;
    }

    bool settled(const DecisionLine& line) const {
        if (line.when != no_node && !hopeful(line.when, {})) return false;
        Unknowns dates;
        if (line.act == Act::Approve && line.from != no_node) collect_dates(line, dates);
        return all_asked(dates);
    }

    const Program& program_;
    const Rules& rules_;
    const Facts& facts_;
    Told told_;
    Evaluator evaluator_;
    Asked asked_;
};

Question question_of(const Program& program, const Source& source) {
    if (source.ledger) {
        const LedgerDef& ledger = program.ledgers[source.index];
        return {"left in " + ledger.name.text,
                "ledger." + ledger.name.text + ".used",
                ledger.question,
                "ledger",
                {}};
    }
    const FactDef& fact = program.facts[source.index];
    return {fact.name.text, fact.name.text, std::string(question_for(fact)), fact.from, {}};
}

std::vector<Question> told(const Program& program, const Facts& facts, const Unknowns& all) {
    std::vector<Question> asked;
    for (const auto& [source, lines] : all) {
        asked.push_back(question_of(program, source));
        if (facts.lines() < 2) continue; // then there is no saying which
        for (const std::size_t line : lines) asked.back().lines.push_back(line + 1);
    }
    return asked;
}

std::vector<Question> asked(const Program& program, const Facts& facts, const Verdict& verdict, Told by) {
    if (verdict.act != Act::Ask || !verdict.line) return {};
    Search search(program, facts, by);
    const bool told_to = verdict.line->act == Act::Ask;
    return told(program, facts, told_to ? search.all_of_criteria() : search.fewest(*verdict.line));
}

// The lines for which a condition that is not met is not.
void collect_against(const Evaluator& evaluator, const Rules& rules, NodeId id, std::set<std::size_t>& into) {
    const Node& node = rules[id];
    if (evaluator.truth(id) != Truth::NotMet) return;
    if (node.op == Op::Group) {
        for (const NodeId child : rules.children(id)) collect_against(evaluator, rules, child, into);
    }
    for (std::size_t line = 0; node.op == Op::EveryLine && line < evaluator.facts().lines(); ++line) {
        if (evaluator.truth(rules.child(node, 0), {line, {}}) == Truth::NotMet) into.insert(line + 1);
    }
}

} // namespace

std::vector<Question> questions(const Program& program, const Facts& facts, const Verdict& verdict) {
    return asked(program, facts, verdict, Told::ByWhoeverAsks);
}

std::vector<Question> questions_in_case(const Program& program, const Facts& facts, const Verdict& verdict) {
    return asked(program, facts, verdict, Told::ByTheCase);
}

std::vector<std::size_t> lines_against(const Program& program, const Facts& facts, std::uint64_t criteria) {
    const Evaluator evaluator(program, facts);
    std::set<std::size_t> lines;
    for (std::size_t i = 0; i < program.criteria.size(); ++i) {
        const NodeId root = program.criteria[i].root;
        if ((criteria >> i & 1U) != 0 && root != no_node)
            collect_against(evaluator, program.rules, root, lines);
    }
    return {lines.begin(), lines.end()};
}

std::vector<Question> open_questions(const Program& program, const Facts& facts) {
    return told(program, facts, Search(program, facts).all_open());
}

std::vector<Question> untold(const Program& program, const Facts& facts, std::uint64_t criteria) {
    return told(program, facts, Search(program, facts).untold(criteria));
}

} // namespace assent::policy
