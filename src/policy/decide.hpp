#pragma once
// The decision of a program on the facts of one request: the first line of its decisions whose
// condition is met. A line whose condition is unknown asks, when an answer could change the outcome.
// The outcomes are a closed list and a denial is not on it. Allocates nothing.

#include <cstdint>
#include <vector>

#include "policy/evaluate.hpp"

namespace assent::policy {

struct Verdict {
    Act act = Act::Refer;
    const DecisionLine* line =
        nullptr; // that decided; of `Ask`, the line whose condition is open; null when none did
    Evaluator::Criteria criteria; // each criterion's truth, one bit for each
    std::int64_t offer = 0;       // units, of an offer
    std::int64_t from = 0,
                 through = 0; // of an approval, days since 1970-01-01; Interval::highest: no last day

    // The criteria that led to the outcome: not met, or, when it asks, not known. Of an approval none.
    std::uint64_t because() const;
};

Verdict decide(const Program&, const Facts&);

// The note lines whose condition is met: what is said beside any outcome.
std::vector<const DecisionLine*> notes(const Program&, const Facts&);

// How far an approval under that line would be settled, and its dates when it is.
struct Approval {
    Truth possible = Truth::Met; // NotMet: its limits leave no day; Unknown: a date or a limit is not known
    std::int64_t from = 0, through = 0;
};

// A bound of which it is not known whether, or to what day, it cuts an approval.
struct OpenBound {
    const LimitDef* limit;
    const Bound* bound;
};

// `open`, when there is one, gets the bounds that leave the approval unknown.
Approval approval_under(const Program&, std::span<const LimitDef> limits, const Evaluator&,
                        const DecisionLine&, std::vector<OpenBound>* open = nullptr);

} // namespace assent::policy
