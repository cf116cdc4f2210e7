#include "policy/beside_decisions.hpp"

#include <algorithm>

namespace assent::policy {
namespace {

class Naming {
public:
    explicit Naming(const Program& program)
        : program_(program),
          named_(program.facts.size(), false),
          decides_(program.rules.size(), false),
          beside_(decides_) {}

    std::vector<bool> find() {
        for (const CriterionDef& criterion : program_.criteria) reach(criterion.root);
        for (const DecisionDef& decision : program_.decisions) {
            for (const DecisionLine& line : decision.lines) reach(line.when);
        }
        for (NodeId id = 0; id < program_.rules.size(); ++id) {
            if (!decides_[id]) name_all_in(id);
        }
        name_events();
        name_people_and_papers();
        return std::move(named_);
    }

private:
    void reach(NodeId id) {
        if (id == no_node || decides_[id]) return;
        decides_[id] = true;
        for (const NodeId child : program_.rules.children(id)) reach(child);
    }

    // Also what it shares with a decision, such as what a derived fact is made of.
    void name_all_in(NodeId id) {
        if (beside_[id]) return;
        beside_[id] = true;
        const Node& node = program_.rules[id];
        const bool reads_one = node.op == Op::Fact || node.op == Op::LineFact || node.op == Op::InFact ||
                               node.op == Op::SomeOf || node.op == Op::EveryOf ||
                               (node.op == Op::Recorded && node.count == 0);
        if (reads_one) name(static_cast<std::uint16_t>(node.number));
        for (const NodeId child : program_.rules.children(id)) name_all_in(child);
    }

    void name(std::uint16_t fact) {
        if (fact < named_.size()) named_[fact] = true;
    }
    void name(const EventRef& event) {
        if (event.what == Happening::Told) name(event.which);
    }
    void name(const std::vector<EventRef>& events) {
        for (const EventRef& event : events) name(event);
    }

    void name_events() {
        for (const MomentNode& moment : program_.moments) name(moment.event);
        for (const TermDef& term : program_.terms) {
            name(term.when);
            name(term.until);
            for (const Pause& pause : term.pauses) {
                name(pause.from);
                name(pause.to);
            }
            if (term.act.deed == Deed::Report) name(term.act.object);
        }
        for (const NoticeDef& notice : program_.notices) name(notice.when);
    }

    void name_people_and_papers() {
        for (const PartyDef& party : program_.parties) {
            for (const auto& choice : party.all) name_scopes(choice);
            name_scopes(party.none);
        }
        for (const FactDef& fact : program_.facts) {
            if (fact.as_of && fact.as_of->date) name(*fact.as_of->date);
        }
        for (const DocumentDef& document : program_.documents) {
            if (!document.kinds) continue;
            for (const auto& match : document.kinds->where) name(match.fact);
        }
    }
    void name_scopes(const std::vector<Standing>& all) {
        for (const Standing& one : all) name(one.of_fact);
    }

    const Program& program_;
    std::vector<bool> named_;
    std::vector<bool> decides_, beside_; // nodes
};

} // namespace

std::vector<bool> named_beside_decisions(const Program& program) { return Naming(program).find(); }

} // namespace assent::policy
