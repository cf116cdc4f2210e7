#pragma once
// The papers that must come with a request: the documents of its `with` lines, and of a document that comes
// in kinds, those that its list names for such a request on the day of its receipt. Only names are looked
// at; whether a paper is legible or current is judged by people.

#include <string>
#include <vector>

#include "casework/case.hpp"
#include "casework/rule_book.hpp"

namespace assent::casework {

struct RequiredPaper {
    std::uint16_t document = 0; // as which the program knows it
    std::string kind;           // "plan of care"
};

// All of them, whether or not they have come, in the order of the program. `now` is the day to count with
// while the request is not received. Requires: the request is one of the case.
std::vector<RequiredPaper> required_papers(const Case&, RequestNo, const RuleBook&, Instant now);

// The kinds of those that have not come.
std::vector<std::string> missing_papers(const Case&, RequestNo, const RuleBook&, Instant now);

} // namespace assent::casework
