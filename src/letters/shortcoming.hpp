#pragma once
// What was wrong with a request that a rule sent back or stopped, as its reader can mend it: what was left
// blank, and what a list has otherwise. It says what stands in the lists and what was told, and gives no
// opinion.

#include <cstdint>
#include <string>
#include <vector>

#include "casework/case.hpp"
#include "casework/rule_book.hpp"
#include "policy/missed_lookup.hpp"

namespace assent::letters {

struct Shortcoming {
    std::string text;
    std::vector<std::uint16_t> facts; // that it tells something of, by their numbers
};

// The questions that nobody answered, of what those criteria rest on, a bit each: "How many? (line 2)".
std::vector<Shortcoming> blanks(const policy::Program&, const policy::Facts&, std::uint64_t criteria);

// "In service line 2, the system of code E1161 is HCPCS level II by the list of code sets, and not CPT."
std::string told(const policy::Program&, const policy::MissedLookup&);

// The phrase of the criterion that shares the most words with what was looked for, else its first; "" when it
// quotes none.
std::string fitting_quote(const policy::CriterionDef&, const policy::MissedLookup&);

// Of a request that a rule ended, all of both; none when no rule did.
std::vector<Shortcoming> shortcomings(const casework::Case&, casework::RequestNo, const casework::RuleBook&);

} // namespace assent::letters
