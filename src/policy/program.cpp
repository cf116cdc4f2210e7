#include "policy/program.hpp"

#include <algorithm>

namespace assent::policy {
namespace {

template <typename Definition>
const Definition* named(const std::vector<Definition>& definitions, std::string_view name) {
    const auto found = std::find_if(definitions.begin(), definitions.end(),
                                    [&](const Definition& d) { return d.name.text == name; });
    return found == definitions.end() ? nullptr : &*found;
}

} // namespace

std::string_view to_text(Act act) {
    switch (act) {
        case Act::Approve: return "approve";
        case Act::Offer: return "offer";
        case Act::Refer: return "refer";
        case Act::Ask: return "ask";
        case Act::SayNotRequired: return "say not required";
        case Act::Correct: return "correct before submission";
        case Act::Cancel: return "cancel";
        case Act::Return: return "return";
        case Act::End: return "end";
        case Act::Convert: return "convert";
        case Act::Expedite: return "expedite";
        case Act::Combine: return "combine";
        case Act::Route: return "route";
        case Act::Hold: return "hold";
        case Act::Warn: return "warn";
        case Act::Flag: return "flag";
        case Act::Advise: return "advise";
    }
    return {};
}

const FactDef* Program::fact(std::string_view name) const { return named(facts, name); }
const AssumptionDef* Program::assumption(std::string_view name) const { return named(assumptions, name); }

std::vector<const Sources*> all_sources(const Program& program) {
    std::vector<const Sources*> all{&program.header.sources};
    const auto add = [&all](const auto& definitions) {
        for (const auto& definition : definitions) all.push_back(&definition.sources);
    };
    add(program.facts);
    add(program.lists);
    add(program.criteria);
    add(program.decisions);
    add(program.limits);
    add(program.ledgers);
    add(program.assumptions);
    add(program.parties);
    add(program.documents);
    add(program.requests);
    add(program.levels);
    for (const TermDef& term : program.terms) {
        const bool of_its_own = term.request == any_object && term.notice == any_object;
        if (of_its_own) all.push_back(&term.sources);
    }
    add(program.notices);
    return all;
}

std::uint64_t criteria_in(const Program& program, NodeId id) {
    if (id == no_node) return 0;
    const Node& node = program.rules[id];
    if (node.op == Op::EveryCriterion || node.op == Op::OnlyUnmet) return ~std::uint64_t{0};
    std::uint64_t found = node.op == Op::Criterion ? std::uint64_t{1} << node.ref : 0;
    for (const NodeId child : program.rules.children(id)) found |= criteria_in(program, child);
    return found;
}

std::uint64_t decided_criteria(const Program& program) {
    if (!program.has_casework()) return ~std::uint64_t{0};
    std::uint64_t found = 0;
    for (const DecisionDef& decision : program.decisions) {
        for (const DecisionLine& line : decision.lines) found |= criteria_in(program, line.when);
    }
    return found;
}

} // namespace assent::policy
