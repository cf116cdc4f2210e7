#include <fmt/format.h>

#include <algorithm>

#include "calendar/deadline.hpp"
#include "casework/instance.hpp"
#include "casework/term_order.hpp"
#include "policy/term_text.hpp"

// What a term is called, and how its due moment was found, for people to read.

namespace assent::casework {
namespace {

using policy::MomentId;
using policy::MomentNode;
using policy::MomentOp;
using policy::MomentUnit;

calendar::DeadlineRule rule_of(const MomentNode& span, calendar::Reading reading) {
    calendar::DeadlineRule rule = calendar::hours_after(span.count);
    if (span.unit == MomentUnit::CalendarDays) rule = calendar::calendar_days_after(span.count);
    if (span.unit == MomentUnit::WorkingDays) rule = calendar::working_days_after(span.count);
    if (span.unit == MomentUnit::Months) rule = calendar::months_after(span.count);
    if (span.op == MomentOp::Before) rule.direction = calendar::Direction::Before;
    rule.reading = reading;
    return rule;
}

// Tells a tree step by step, the first things first.
class DerivationTelling {
public:
    DerivationTelling(const Standpoint& from, std::vector<std::string>& steps)
        : from_(from), ground_(ground_of(from.book, from.book.program().terms[from.term])), steps_(steps) {}

    void tell(MomentId id) {
        const MomentNode& node = from_.book.program().moments[id];
        if (node.op == MomentOp::Start) return;
        if (node.first != policy::no_moment) tell(node.first);
        if (node.second != policy::no_moment) tell(node.second);
        const bool span = node.op == MomentOp::After || node.op == MomentOp::Before;
        if (!span || !tell_span(node)) say(id);
    }

private:
    void say(MomentId id) {
        const auto at = from_.at(id, Edge::Last);
        const std::string when = at ? ground_.zone.to_text(*at) : std::string("not known yet");
        steps_.push_back(fmt::format("{}: {}", policy::to_text(from_.book.program(), id), when));
    }

    // In the words of the calendar; minutes have none there.
    bool tell_span(const MomentNode& node) {
        const auto first = from_.at(node.first, Edge::First);
        if (!first || node.unit == MomentUnit::Minutes) return false;
        const auto counted = calendar::deadline(rule_of(node, ground_.reading), *first,
                                                {ground_.days.calendar(), ground_.zone});
        if (!counted) return false;
        steps_.insert(steps_.end(), counted->derivation.begin(), counted->derivation.end());
        return true;
    }

    const Standpoint& from_;
    Ground ground_;
    std::vector<std::string>& steps_;
};

const Mark* begun(const Case& of, const RuleBook& book, const TermKey& key) {
    for (const Mark& mark : of.marks) {
        if (mark.event != key.begun_by || mark.request != key.request) continue;
        const auto& when = book.program().terms[key.term].when;
        const auto begins = [&](const policy::EventRef& event) { return is(mark, event); };
        if (std::any_of(when.begin(), when.end(), begins)) return &mark;
    }
    return nullptr;
}

std::string beginning(const RuleBook& book, const Mark* mark, const policy::TermDef& def) {
    for (const policy::EventRef& event : def.when) {
        if (mark ? is(*mark, event) : is_of_term(event.what)) return policy::to_text(book.program(), event);
    }
    return def.name.text;
}

std::string joined(const policy::Program& program, const std::vector<std::uint16_t>& parties, bool subject) {
    std::string all;
    for (const std::uint16_t party : parties) {
        const bool we = subject && party == policy::us;
        all += fmt::format("{}{}", all.empty() ? "" : " or ", we ? "we" : policy::party_text(program, party));
    }
    return all;
}

} // namespace

std::string called(const RuleBook& book, const policy::TermDef& def) {
    const policy::Program& program = book.program();
    const std::string who = def.parties.empty() ? "we" : joined(program, def.parties, true);
    const char* verb = def.kind == policy::TermKind::Duty ? "must" : "may";
    if (def.notice == policy::any_object)
        return fmt::format("{} {} {}", who, verb, policy::to_text(program, def.act));
    std::string line =
        fmt::format("{} {} send notice of {}", who, verb, program.notices[def.notice].name.text);
    if (!def.to.empty()) line += " to " + joined(program, def.to, false);
    std::string by;
    for (std::size_t i = 0; i < policy::channels; ++i) {
        if (def.channels.test(i))
            by += fmt::format("{}{}", by.empty() ? " by " : " or ",
                              policy::to_text(static_cast<policy::Channel>(i)));
    }
    return line + by;
}

std::vector<std::string> derivation(const Case& of, const RuleBook& book, const Term& term) {
    const policy::TermDef& def = book.program().terms[term.key.term];
    std::vector<Term> others;
    terms(of, book, Instant::max(), others);
    const Mark* mark = begun(of, book, term.key);
    Instance one{{of, book}, term.key.begun_by, mark};
    one.from.term = term.key.term;
    one.from.request = term.key.request;
    one.from.start = term.started;
    one.from.others = others;
    for (const Term& other : others) {
        const bool next = other.key.term == term.key.term && other.key.request == term.key.request &&
                          other.key.begun_by > term.key.begun_by;
        if (next) one.from.next = std::min(one.from.next, other.key.begun_by);
    }
    const calendar::Zone& zone = book.zone();
    std::vector<std::string> steps{
        fmt::format("begins with {}, {}", beginning(book, mark, def), zone.to_text(term.started))};
    if (def.due == policy::no_moment) return steps;
    DerivationTelling(one.from, steps).tell(def.due);
    const auto due = one.from.at(def.due, Edge::Last);
    const auto still = due ? std::optional(less_pauses(one, *due)) : std::nullopt;
    if (still && still->due != *due) steps.push_back("moved by pauses to " + zone.to_text(still->due));
    if (still && still->now) steps.emplace_back("stands still now");
    if (term.due && (!still || *term.due != still->due))
        steps.push_back("extended to " + zone.to_text(*term.due));
    return steps;
}

} // namespace assent::casework
