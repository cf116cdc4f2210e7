#pragma once
// Whether the scenarios of a program try its criteria: each must decide alone, as met, as not met and
// as unknown, in some example. What is missing is told in sentences; nothing here runs the examples.

#include <span>
#include <string>
#include <vector>

#include "policy/scenario.hpp"

namespace assent::policy {

struct CriterionCoverage {
    std::string criterion;
    bool met = false;     // some example in which every criterion is met
    bool not_met = false; // some example in which it alone is not met, and nothing is unknown
    bool unknown = false; // some example in which it alone is unknown, and all others are met
};

struct Coverage {
    std::vector<CriterionCoverage> criteria; // those that the software tests
    std::vector<std::string> ids;            // requirement ids named by scenarios, sorted, each once
    std::vector<std::string> gaps;           // what is missing, a sentence each; empty when nothing is
};

Coverage coverage(const Program&, std::span<const Example>);

} // namespace assent::policy
