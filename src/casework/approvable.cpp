#include "casework/approvable.hpp"

#include <algorithm>

#include "casework/decide.hpp"
#include "casework/term.hpp"
#include "policy/day.hpp"
#include "policy/limits.hpp"

namespace assent::casework {

namespace {

// By what is told of it now: a first day that was corrected may lie before its receipt.
bool came_late(const Case& of, const RuleBook& book, const Request& request) {
    const policy::RequestDef& type = book.program().requests[request.type];
    if (request.about != no_request || type.submit == policy::any_object || !request.received) return false;
    const policy::Effects& late = book.program().terms[type.submit].effects;
    const bool limits = std::any_of(late.begin(), late.end(), [](const policy::Effect& effect) {
        return effect.kind == policy::EffectKind::LimitDatesToReceipt;
    });
    const SubmitWindow window = submit_window(of, book, request.type, no_request, request.facts);
    return limits && window.due && *request.received > *window.due;
}

} // namespace

Granted approvable(const Case& of, RequestNo number, const RuleBook& book, std::uint16_t line) {
    const policy::Program& program = book.program();
    const Request& request = of.at(number);
    Granted made = asked(request, book, line);
    const Request* before = earlier(of, request);
    if (before && is_dispute(program.requests[request.type]) && line < before->lines.size())
        made.from = std::max(made.from, approvable(of, request.about, book, line).from);
    if ((request.dates_limited || came_late(of, book, request)) && request.counted_from)
        made.from = std::max(made.from, book.day_of(*request.counted_from));
    policy::Facts facts(program);
    fill_facts(of, number, book, facts);
    policy::Evaluator evaluator(program, facts);
    evaluator.evaluate_criteria();
    for (const policy::LimitDef& limit : program.limits) {
        if (policy::binds(evaluator, limit, line) != policy::Truth::Met) continue;
        for (const policy::Bound& bound : limit.bounds) {
            if (bound.what != policy::Bounded::From) continue;
            const policy::Interval least = policy::bound_at(program, evaluator, bound, line);
            if (least.known() && policy::is_day(least.least))
                made.from = std::max(made.from, policy::as_date(least.least));
        }
    }
    return made;
}

} // namespace assent::casework
