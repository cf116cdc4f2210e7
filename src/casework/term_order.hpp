#pragma once
// Which term depends on which: a term begins when another opens, is missed or lapses, or is counted from it.
// Worked out once for a program, for its rule book alone; terms that depend on each other in a circle never
// begin one another, and everything else is worked out after what it depends on.

#include <vector>

#include "casework/rule_book.hpp"

namespace assent::casework {

std::vector<TermPlan> plans_of(const policy::Program& program);

// Every term once, each behind those that it depends on, save those of its own circle.
std::vector<std::uint16_t> order_of(const policy::Program& program, const std::vector<TermPlan>& plans);

// Whether it is about a term: that it opens, was missed or lapsed.
constexpr bool is_of_term(policy::Happening what) {
    return what == policy::Happening::Missed || what == policy::Happening::Lapsed ||
           what == policy::Happening::Opens;
}

} // namespace assent::casework
