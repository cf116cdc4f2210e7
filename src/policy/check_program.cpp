#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "policy/phrases.hpp"
#include "policy/program_reader.hpp"

namespace assent::policy {
namespace {

class Checker {
public:
    Checker(const Program& program, base::Diagnostics& diagnostics)
        : program_(program), diagnostics_(diagnostics) {}

    void check() {
        for (const Piece& quote : all_quotes(program_)) check_quote(quote);
        check_assumptions();
        for (const Literal& literal : program_.literals) check_number(literal);
        check_facts();
        if (diagnostics_.has_errors()) return; // a rule that was not read would seem not to be there
        check_uses();
        check_decisions();
        check_version();
    }

private:
    base::Place place(const Piece& piece) const { return {program_.file, piece.line, piece.column, {}}; }

    void check_quote(const Piece& quote) {
        if (quote.text.empty())
            diagnostics_.error(place(quote), "an empty quote", "quote the operative phrase of the document");
        if (count_words(quote.text) > most_quoted_words) {
            diagnostics_.error(
                place(quote), fmt::format("a quote of {} words", count_words(quote.text)),
                fmt::format("quote only the operative phrase, at most {} words", most_quoted_words));
        }
    }

    void use(const Sources& sources) {
        std::vector<std::string> known;
        for (const AssumptionDef& assumption : program_.assumptions) known.push_back(assumption.name.text);
        for (const Piece& name : sources.assumes) {
            used_.insert(name.text);
            if (program_.assumption(name.text)) continue;
            diagnostics_.error(place(name), fmt::format("no assumption is called `{}`", name.text),
                               base::did_you_mean(name.text, known));
        }
    }

    void check_assumptions() {
        use(program_.header.sources);
        for (const FactDef& fact : program_.facts) use(fact.sources);
        for (const ListDef& list : program_.lists) use(list.sources);
        for (const CriterionDef& criterion : program_.criteria) use(criterion.sources);
        for (const DecisionDef& decision : program_.decisions) use(decision.sources);
        for (const LimitDef& limit : program_.limits) use(limit.sources);
        for (const LedgerDef& ledger : program_.ledgers) use(ledger.sources);
        for (const Block& other : program_.others) {
            Sources sources;
            for (const Line* line : other.all("assume")) {
                for (const std::string_view name : base::split(line->rest.text, ','))
                    sources.assumes.push_back(
                        {std::string(base::trim(name)), line->rest.line, line->rest.column});
            }
            use(sources);
        }
        for (const AssumptionDef& assumption : program_.assumptions) {
            if (used_.contains(assumption.name.text)) continue;
            diagnostics_.warning(place(assumption.name),
                                 fmt::format("no rule rests on the assumption `{}`", assumption.name.text),
                                 "name it in an `assume` line, or take it out");
        }
    }

    const Sources& sources_of(const Literal& literal) const {
        switch (literal.construct) {
            case Construct::Criterion: return program_.criteria[literal.owner].sources;
            case Construct::Decision: return program_.decisions[literal.owner].sources;
            case Construct::Limit: return program_.limits[literal.owner].sources;
            case Construct::Ledger: return program_.ledgers[literal.owner].sources;
            default: return program_.facts[literal.owner].sources;
        }
    }

    void check_number(const Literal& literal) {
        const Sources& sources = sources_of(literal);
        const bool bare = sources.quotes.empty() && sources.cites.empty() && sources.assumes.empty();
        if (bare && literal.construct != Construct::Fact) return; // that is told already
        bool found = std::any_of(sources.quotes.begin(), sources.quotes.end(), [&](const Piece& quote) {
            return literal_stands_in(literal.text, quote.text);
        });
        found |= !sources.cites.empty() && sources.quotes.empty(); // a section of law is not quoted here
        for (const Piece& name : sources.assumes) {
            const AssumptionDef* assumption = program_.assumption(name.text);
            if (!assumption) continue;
            found |= literal_stands_in(literal.text, assumption->reading);
            for (const Piece& quote : assumption->sources.quotes)
                found |= literal_stands_in(literal.text, quote.text);
        }
        if (found) return;
        diagnostics_.error(
            place(literal.place),
            fmt::format("the number {} stands in none of the phrases of its rule", literal.text),
            "quote the phrase that says it, or name the assumption that does");
    }

    std::set<std::uint16_t> used_facts() const {
        std::set<std::uint16_t> used;
        for (NodeId id = 0; id < program_.rules.size(); ++id) {
            const Node& node = program_.rules[id];
            if (node.op == Op::Derived) used.insert(node.ref);
            const bool by_number = node.op == Op::Fact || node.op == Op::LineFact || node.op == Op::InFact ||
                                   node.op == Op::SomeOf || node.op == Op::EveryOf;
            if (by_number) used.insert(static_cast<std::uint16_t>(node.number));
        }
        return used;
    }

    void check_facts() {
        for (const FactDef& fact : program_.facts) {
            if (fact.is_derived || fact.judged) continue;
            if (fact.from.empty()) {
                diagnostics_.error(place(fact.name),
                                   fmt::format("nobody is named who can tell `{}`", fact.name.text),
                                   "add `from` and a party, for instance `from requesting provider`");
            }
            if (fact.question.empty()) {
                diagnostics_.error(place(fact.name), fmt::format("`{}` has no question", fact.name.text),
                                   "add `ask` and a question between quotation marks");
            }
        }
    }

    // Parties, levels and duties use facts too, in ways that are not looked into here.
    void check_uses() {
        const std::set<std::uint16_t> used = used_facts();
        for (std::size_t i = 0; i < program_.facts.size() && program_.others.empty(); ++i) {
            if (used.contains(static_cast<std::uint16_t>(i))) continue;
            diagnostics_.warning(place(program_.facts[i].name),
                                 fmt::format("no rule uses `{}`", program_.facts[i].name.text),
                                 "take it out, or write the rule that needs it");
        }
    }

    bool asks_every_criterion() const {
        for (NodeId id = 0; id < program_.rules.size(); ++id) {
            const Op op = program_.rules[id].op;
            if (op == Op::EveryCriterion || op == Op::OnlyUnmet) return true;
        }
        return false;
    }

    bool consulted(std::size_t criterion) const {
        for (NodeId id = 0; id < program_.rules.size(); ++id) {
            if (program_.rules[id].op == Op::Criterion && program_.rules[id].ref == criterion) return true;
        }
        return false;
    }

    void check_decisions() {
        const bool every = asks_every_criterion();
        for (std::size_t i = 0; i < program_.criteria.size(); ++i) {
            const CriterionDef& criterion = program_.criteria[i];
            if (criterion.judged && (every || consulted(i))) {
                diagnostics_.error(
                    place(criterion.name),
                    fmt::format("`{}` is judged by a person, and a decision of the software rests on it",
                                criterion.name.text),
                    "name the criteria that the software tests one by one, and refer to a level for this "
                    "one");
            }
            if (!criterion.judged && !every && !consulted(i) && program_.others.empty()) {
                diagnostics_.warning(place(criterion.name),
                                     fmt::format("no decision looks at `{}`", criterion.name.text),
                                     "say what follows from it in a decision");
            }
        }
        check_lines_of_decisions();
    }

    void check_lines_of_decisions() {
        bool ended = false;
        for (const DecisionDef& decision : program_.decisions) {
            for (const DecisionLine& line : decision.lines) {
                if (ended && !is_note(line.act)) {
                    diagnostics_.error(place(line.source), "an outcome that is never reached",
                                       "an earlier decision says what happens otherwise");
                }
                ended |= line.when == no_node;
            }
        }
        if (ended || program_.decisions.empty()) return;
        diagnostics_.error(place(program_.decisions.back().name), "no decision says what happens otherwise",
                           "end the last one with `otherwise refer to LEVEL`");
    }

    void check_version() {
        if (program_.header.version != VersionBy::StartOfService) return;
        const FactDef* start = program_.fact("request.start");
        if (start && start->type.kind == Kind::Date) return;
        diagnostics_.error(place(program_.header.id),
                           "the start of service is the fact `request.start`, and there is none",
                           "declare `fact request.start date from PARTY ask \"...\"`");
    }

    const Program& program_;
    base::Diagnostics& diagnostics_;
    std::set<std::string> used_;
};

} // namespace

void check_program(const Program& program, base::Diagnostics& diagnostics) {
    Checker(program, diagnostics).check();
}

} // namespace assent::policy
