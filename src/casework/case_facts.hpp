#pragma once
// The facts of one request as the policy's evaluator reads them: what was told, and what the engine itself
// knows of the case ("from the case"). Filled into a Facts that is reused, so that nothing is allocated.

#include "casework/case.hpp"
#include "casework/rule_book.hpp"
#include "policy/evaluate.hpp"

namespace assent::casework {

// `facts` must be of the book's program. Requires: the request is one of the case.
void fill_facts(const Case&, RequestNo, const RuleBook&, policy::Facts& facts);

// The value of a fact of the request, or null when nobody has told it.
const Known* told(const Request&, std::uint16_t fact, int line = -1);

// The days and amounts asked for on a line; what is not known is 0, and no days when the start or duration
// is not known.
Granted asked(const Request&, const RuleBook&, std::uint16_t line);

// The last day certified of a request's authorization; nothing while nothing is approved or it was voided.
std::optional<calendar::Date> last_day_certified(const Request&);

// The request whose authorization or determination this one is about, or it amends in turn.
const Request* earlier(const Case&, const Request&);

} // namespace assent::casework
