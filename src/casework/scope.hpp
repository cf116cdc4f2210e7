#pragma once
// Of what a credential must be: the words that a fact of a request says, told or worked out. It guesses
// nothing; where one line of several has not told, nothing is known.

#include <optional>
#include <string>
#include <vector>

#include "casework/case_facts.hpp"

namespace assent::casework {

// Each different word of the fact, of every line when it is a fact of lines; nothing while it is not known.
// Requires: the request is one of the case, the fact one of the program.
std::optional<std::vector<std::string>> scopes(const Case&, RequestNo, const RuleBook&, std::uint16_t fact);

} // namespace assent::casework
