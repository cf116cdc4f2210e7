#include "casework/approvable.hpp"

#include <algorithm>

#include "casework/decide.hpp"
#include "policy/day.hpp"
#include "policy/limits.hpp"

namespace assent::casework {

Granted approvable(const Case& of, RequestNo number, const RuleBook& book, std::uint16_t line) {
    const policy::Program& program = book.program();
    const Request& request = of.at(number);
    Granted made = asked(request, book, line);
    const Request* before = earlier(of, request);
    if (before && is_dispute(program.requests[request.type]) && line < before->lines.size())
        made.from = std::max(made.from, approvable(of, request.about, book, line).from);
    if (request.dates_limited && request.counted_from)
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
