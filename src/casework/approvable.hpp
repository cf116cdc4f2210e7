#pragma once
// What of a service line can be approved at most: what was asked for, from the first day that was under
// review. Days before a limit's first day, or before the receipt of a request that came late, never were.
// Nor were, in a dispute, the days that were not under review before it. Limits of amounts are not applied:
// more than they allow is refused, and not cut.

#include "casework/case_facts.hpp"

namespace assent::casework {

// `from` lies after `through` when no day is left. Requires: the request is one of the case, and the line one
// of the request.
Granted approvable(const Case&, RequestNo, const RuleBook&, std::uint16_t line);

} // namespace assent::casework
