#pragma once
// What a program's limits leave of an approval: whether one binds, and where each of its bounds lies. The
// days of an approval are cut to it by decide(); the amounts of a line (units, sessions a week, calendar
// days, or exactly what was asked) are for whoever approves lines. Allocates nothing.

#include "policy/evaluate.hpp"

namespace assent::policy {

// Whether the limit binds: its `when` is met and its `unless` is not. `line` is the service line in hand.
Truth binds(const Evaluator&, const LimitDef&, std::size_t line = Frame::any_line);

// Where the bound lies: a day, or so many units, sessions a week or calendar days of `line`; the least and
// the most it can be while something is not known. `exactly as requested` has no number: anything. Without
// a line, a bound by the codes of the lines is that of the line whose code ends first.
Interval bound_at(const Program&, const Evaluator&, const Bound&, std::size_t line = Frame::any_line);

// The last day of a span that begins on `first`, both days since 1970-01-01.
std::int64_t last_day(std::int64_t first, TimeSpan);

} // namespace assent::policy
