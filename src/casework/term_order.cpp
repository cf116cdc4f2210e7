#include "casework/term_order.hpp"

#include <algorithm>

namespace assent::casework {
namespace {

using policy::EventRef;
using policy::TermDef;
using Numbers = std::vector<std::uint16_t>;

policy::CountedFrom counted_from(const policy::Program& program, const TermDef& term) {
    policy::CountedFrom all;
    for (const policy::MomentId id : {term.opens, term.goal, term.due}) {
        const policy::CountedFrom one = policy::counted_from(program.moments, id);
        all.events.insert(all.events.end(), one.events.begin(), one.events.end());
        all.duties.insert(all.duties.end(), one.duties.begin(), one.duties.end());
    }
    return all;
}

Numbers needed_by(const policy::Program& program, const TermDef& term) {
    policy::CountedFrom from = counted_from(program, term);
    Numbers all = std::move(from.duties);
    const auto look_at = [&](const EventRef& event) {
        if (is_of_term(event.what) && event.which < program.terms.size()) all.push_back(event.which);
    };
    std::for_each(from.events.begin(), from.events.end(), look_at);
    std::for_each(term.when.begin(), term.when.end(), look_at);
    std::for_each(term.until.begin(), term.until.end(), look_at);
    const bool extends = term.act.deed == policy::Deed::Extend && term.act.object < program.terms.size();
    if (extends) all.push_back(term.act.object);
    for (const policy::Pause& pause : term.pauses) {
        look_at(pause.from);
        look_at(pause.to);
    }
    return all;
}

std::vector<Numbers> needs_of(const policy::Program& program) {
    std::vector<Numbers> all;
    for (const TermDef& term : program.terms) all.push_back(needed_by(program, term));
    return all;
}

// Which terms can be reached from `from`, by one step or more.
std::vector<bool> reached(const std::vector<Numbers>& needs, std::uint16_t from) {
    std::vector<bool> seen(needs.size(), false);
    Numbers left = needs[from];
    while (!left.empty()) {
        const std::uint16_t next = left.back();
        left.pop_back();
        if (seen[next]) continue;
        seen[next] = true;
        left.insert(left.end(), needs[next].begin(), needs[next].end());
    }
    return seen;
}

void name_circles(const std::vector<Numbers>& needs, std::vector<TermPlan>& plans) {
    std::vector<std::vector<bool>> reach;
    for (std::uint16_t term = 0; term < needs.size(); ++term) reach.push_back(reached(needs, term));
    for (std::uint16_t term = 0; term < needs.size(); ++term) {
        std::uint16_t least = 0;
        while (least != term && !(reach[term][least] && reach[least][term])) ++least;
        plans[term].circle = least;
    }
}

TermPlan plan_of(const policy::Program& program, const TermDef& term) {
    TermPlan plan;
    for (const EventRef& event : term.when) {
        plan.begun_by |= std::uint64_t{1} << static_cast<unsigned>(event.what);
        plan.on_completion |= event.what == policy::Happening::Completed;
    }
    const policy::CountedFrom from = counted_from(program, term);
    plan.counts_events = !from.events.empty();
    for (const EventRef& event : from.events)
        plan.on_completion |= event.what == policy::Happening::Completed;
    return plan;
}

// Depth first: what a term needs comes before it. Chains are as long as there are terms, so a stack of our
// own takes the place of the program's.
class Ordering {
public:
    Ordering(std::vector<Numbers> needs, const std::vector<TermPlan>& plans)
        : needs_(std::move(needs)), plans_(plans), next_(needs_.size(), 0), seen_(needs_.size(), false) {}

    Numbers all() {
        for (std::uint16_t term = 0; term < needs_.size(); ++term) add(term);
        return std::move(order_);
    }

private:
    void add(std::uint16_t wanted) {
        if (!begin(wanted)) return;
        while (!open_.empty()) {
            const std::uint16_t term = open_.back();
            if (next_[term] == needs_[term].size()) {
                order_.push_back(term);
                open_.pop_back();
                continue;
            }
            const std::uint16_t need = needs_[term][next_[term]++];
            if (plans_[need].circle != plans_[term].circle) begin(need);
        }
    }

    bool begin(std::uint16_t term) {
        if (seen_[term]) return false;
        seen_[term] = true;
        open_.push_back(term);
        return true;
    }

    std::vector<Numbers> needs_;
    const std::vector<TermPlan>& plans_;
    std::vector<std::size_t> next_;
    std::vector<bool> seen_;
    Numbers open_, order_;
};

} // namespace

std::vector<TermPlan> plans_of(const policy::Program& program) {
    std::vector<TermPlan> plans;
    for (const TermDef& term : program.terms) plans.push_back(plan_of(program, term));
    name_circles(needs_of(program), plans);
    return plans;
}

std::vector<std::uint16_t> order_of(const policy::Program& program, const std::vector<TermPlan>& plans) {
    return Ordering(needs_of(program), plans).all();
}

} // namespace assent::casework
