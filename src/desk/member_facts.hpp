#pragma once
// What the member's standing tells of a request, so that nobody who asks has to, and nobody can tell it
// otherwise: the birth date, and the eligibility on the first day of service. Only facts that the program
// declares and says come from another system than a party.

#include <vector>

#include "casework/handed_in.hpp"
#include "casework/rule_book.hpp"
#include "desk/standing.hpp"

namespace assent::desk {

// Takes the place of whatever `facts` said of them; what the standing does not know is left unsaid.
void tell_standing(const Standing& member, const casework::RuleBook& book,
                   std::vector<casework::Known>& facts);

} // namespace assent::desk
