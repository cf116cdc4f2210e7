#include "policy/decide.hpp"

#include <algorithm>

#include "policy/limits.hpp"

namespace assent::policy {
namespace {

std::int64_t& date_of(Approval& approval, const Bound& bound) {
    return bound.what == Bounded::From ? approval.from : approval.through;
}

// Whether the bound, wherever it lies, leaves the approval as it is.
bool is_idle(Approval approval, const Bound& bound, Interval limit) {
    const std::int64_t date = date_of(approval, bound);
    return bound.what == Bounded::From ? limit.most <= date : limit.least >= date;
}

// An offer needs to know that something is left; until then it is no offer (docs/decisions/0005).
Truth possible(const Program& program, const Evaluator& facts, const DecisionLine& line, Verdict& verdict) {
    if (line.act == Act::Offer) {
        const Interval left = facts.left_in(program.ledgers[line.ledger]);
        verdict.offer = left.least;
        return as_truth(left.known() && left.least >= 1);
    }
    if (line.act != Act::Approve) return Truth::Met;
    const Approval approval = approval_under(program, program.limits, facts, line);
    verdict.from = approval.from;
    verdict.through = approval.through;
    return approval.possible;
}

bool same_outcome(const DecisionLine& a, const DecisionLine& b) {
    return a.act == b.act && a.act != Act::Approve && a.act != Act::Offer && a.object == b.object;
}

} // namespace

std::uint64_t Verdict::because() const {
    if (act == Act::Approve) return 0;
    return act == Act::Ask && line && line->act != Act::Ask ? criteria.unknown : criteria.not_met;
}

Approval approval_under(const Program& program, std::span<const LimitDef> limits, const Evaluator& facts,
                        const DecisionLine& line, std::vector<OpenBound>* open) {
    Approval approval{Truth::Met, 0, Interval::highest};
    if (line.from == no_node) return approval;
    const Interval from = facts.value(line.from);
    if (!from.known() || from.is_nothing()) {
        for (const LimitDef& limit : limits) {
            for (const Bound& bound : limit.bounds) {
                if (open && bounds_days(bound.what) && binds(facts, limit) != Truth::NotMet)
                    open->push_back({&limit, &bound});
            }
        }
        return {Truth::Unknown, 0, 0};
    }
    approval.from = from.least;
    if (line.length) approval.through = last_day(approval.from, *line.length);
    for (const bool cutting : {true, false}) { // what is known cuts first, and then the rest may not matter
        for (const LimitDef& limit : limits) {
            const Truth binding = binds(facts, limit);
            for (const Bound& bound : limit.bounds) {
                if (binding == Truth::NotMet || !bounds_days(bound.what)) continue;
                const Interval at = bound_at(program, facts, bound);
                if (is_idle(approval, bound, at)) continue;
                if (cutting && binding == Truth::Met && at.known()) date_of(approval, bound) = at.least;
                if (cutting || (binding == Truth::Met && at.known())) continue;
                approval.possible = Truth::Unknown;
                if (open) open->push_back({&limit, &bound});
            }
        }
    }
    if (approval.through < approval.from) approval.possible = Truth::NotMet;
    return approval;
}

Verdict decide(const Program& program, const Facts& facts) {
    Evaluator evaluator(program, facts);
    evaluator.evaluate_criteria();
    Verdict verdict;
    verdict.criteria = evaluator.criteria;
    const DecisionLine* open = nullptr; // the first line that is neither met nor unmet
    bool open_differs = false;
    bool done = false;
    for (const DecisionDef& decision : program.decisions) {
        for (const DecisionLine& line : decision.lines) {
            if (done || is_note(line.act)) continue;
            Truth truth = line.when == no_node ? Truth::Met : evaluator.truth(line.when);
            if (truth != Truth::NotMet) truth = both(truth, possible(program, evaluator, line, verdict));
            if (truth == Truth::NotMet) continue;
            if (open && !same_outcome(*open, line)) open_differs = true;
            if (truth == Truth::Unknown && !open) open = &line;
            if (truth != Truth::Met) continue;
            verdict.line = open && open_differs ? open : &line;
            verdict.act = open && open_differs ? Act::Ask : line.act;
            done = true;
        }
    }
    if (!done && open) {
        verdict.line = open;
        verdict.act = Act::Ask;
    }
    return verdict;
}

std::vector<const DecisionLine*> notes(const Program& program, const Facts& facts) {
    Evaluator evaluator(program, facts);
    evaluator.evaluate_criteria();
    std::vector<const DecisionLine*> met;
    for (const DecisionDef& decision : program.decisions) {
        for (const DecisionLine& line : decision.lines) {
            if (is_note(line.act) && evaluator.truth(line.when) == Truth::Met) met.push_back(&line);
        }
    }
    return met;
}

} // namespace assent::policy
