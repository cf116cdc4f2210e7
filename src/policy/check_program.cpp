#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "policy/case_facts.hpp"
#include "policy/check_people.hpp"
#include "policy/contact_source.hpp"
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
        check_terms(program_, diagnostics_);
        check_decisions();
        check_version();
        check_people(program_, diagnostics_);
    }

private:
    base::Place place(const Piece& piece) const { return program_.place(piece); }

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
        for (const Sources* sources : all_sources(program_)) use(*sources);
        for (const AssumptionDef& assumption : program_.assumptions) {
            if (used_.contains(assumption.name.text) || assumption.name.origin != 0) continue;
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
            case Construct::Party: return program_.parties[literal.owner].sources;
            case Construct::Document: return program_.documents[literal.owner].sources;
            case Construct::Request: return program_.requests[literal.owner].sources;
            case Construct::Level: return program_.levels[literal.owner].sources;
            case Construct::Duty:
            case Construct::Right: return program_.terms[literal.owner].sources;
            case Construct::Notice: return program_.notices[literal.owner].sources;
            case Construct::Fact: return program_.facts[literal.owner].sources;
            default: return program_.header.sources;
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
                                   (node.op == Op::Recorded && node.count == 0) || node.op == Op::SomeOf ||
                                   node.op == Op::EveryOf;
            if (by_number) used.insert(static_cast<std::uint16_t>(node.number));
        }
        return used;
    }

    void check_facts() {
        for (const FactDef& fact : program_.facts) {
            if (fact.of_case) check_case_fact(fact);
            if (fact.is_derived || fact.judged || fact.of_case) continue;
            if (fact.from.empty()) {
                diagnostics_.error(place(fact.name),
                                   fmt::format("nobody is named who can tell `{}`", fact.name.text),
                                   "add `from` and a party, for instance `from requesting provider`");
            }
            if (is_contact_source(fact.from) && !contact_source(program_, fact.from)) {
                diagnostics_.error(place(fact.name),
                                   fmt::format("`{}` names no contact of this program", fact.from),
                                   "write `from contact with PARTY`, or `from contact of PARTY with PARTY by "
                                   "CHANNEL`");
            }
            if (fact.question.empty()) {
                diagnostics_.error(place(fact.name), fmt::format("`{}` has no question", fact.name.text),
                                   "add `ask` and a question between quotation marks");
            }
        }
    }

    void check_case_fact(const FactDef& fact) {
        const auto all = case_facts();
        const auto known = std::find_if(all.begin(), all.end(),
                                        [&](const CaseFact& one) { return one.name == fact.name.text; });
        if (known == all.end()) return not_of_case(fact);
        const Type wanted{known->kind, false, {}, {}};
        if (fact.type.kind != known->kind || fact.type.many) {
            diagnostics_.error(
                place(fact.name),
                fmt::format("`{}` is {}", fact.name.text,
                            known->kind == Kind::Word ? "one of the program's requests" : called(wanted)),
                "give it that type");
        } else if (known->kind == Kind::Word) {
            check_request_names(fact);
        }
        if (fact.question.empty() && !fact.is_derived && !fact.judged) return;
        diagnostics_.error(place(fact.name), fmt::format("nobody is asked for `{}`", fact.name.text),
                           "it is filled in from the case: write its name, its type and `from the case`");
    }

    void not_of_case(const FactDef& fact) {
        std::vector<std::string> names;
        for (const CaseFact& one : case_facts()) names.emplace_back(one.name);
        diagnostics_.error(
            place(fact.name), fmt::format("no case tells `{}`", fact.name.text),
            fmt::format("from the case are {}; name the party that tells any other", base::listed(names)));
    }

    // A program that only others include may speak of requests that those declare.
    void check_request_names(const FactDef& fact) {
        std::vector<std::string> names;
        for (const RequestDef& request : program_.requests) names.push_back(request.name.text);
        for (const std::string& word : fact.type.words) {
            if (names.empty() || std::find(names.begin(), names.end(), word) != names.end()) continue;
            std::string hint = base::did_you_mean(word, names);
            if (hint.empty()) hint = fmt::format("the program's requests are {}", base::listed(names));
            diagnostics_.error(place(fact.name), fmt::format("no request is called `{}`", word),
                               std::move(hint));
        }
    }

    // Levels and duties use facts too, in ways that are not looked into here.
    void check_uses() {
        const std::set<std::uint16_t> used = used_facts();
        for (std::size_t i = 0; i < program_.facts.size() && !program_.has_casework(); ++i) {
            if (used.contains(static_cast<std::uint16_t>(i))) continue;
            diagnostics_.warning(place(program_.facts[i].name),
                                 fmt::format("no rule uses `{}`", program_.facts[i].name.text),
                                 "take it out, or write the rule that needs it");
        }
    }

    // What the conditions of decisions are made of; a guard of a level may rest on what people judge.
    std::vector<Node> nodes_of_decisions() const {
        std::vector<NodeId> open;
        for (const DecisionDef& decision : program_.decisions) {
            for (const DecisionLine& line : decision.lines)
                if (line.when != no_node) open.push_back(line.when);
        }
        std::vector<Node> all;
        std::vector<char> seen(program_.rules.size());
        while (!open.empty()) {
            const NodeId id = open.back();
            open.pop_back();
            if (std::exchange(seen[id], 1)) continue;
            all.push_back(program_.rules[id]);
            for (const NodeId child : program_.rules.children(id))
                if (child != no_node) open.push_back(child);
        }
        return all;
    }

    void check_decisions() {
        const std::vector<Node> nodes = nodes_of_decisions();
        const bool every = std::any_of(nodes.begin(), nodes.end(), [](const Node& node) {
            return node.op == Op::EveryCriterion || node.op == Op::OnlyUnmet;
        });
        std::set<std::size_t> consulted;
        for (const Node& node : nodes) {
            if (node.op == Op::Criterion) consulted.insert(node.ref);
        }
        for (std::size_t i = 0; i < program_.criteria.size(); ++i) {
            const CriterionDef& criterion = program_.criteria[i];
            if (criterion.judged && (every || consulted.contains(i))) {
                diagnostics_.error(
                    place(criterion.name),
                    fmt::format("`{}` is judged by a person, and a decision of the software rests on it",
                                criterion.name.text),
                    "name the criteria that the software tests one by one, and refer to a level for this "
                    "one");
            }
            if (!criterion.judged && !every && !consulted.contains(i) && !program_.has_casework()) {
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
