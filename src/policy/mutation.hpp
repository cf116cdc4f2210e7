#pragma once
// Changes a program a little in every place where a rule could be mistyped (each number, each date
// of a row, each comparison and connective, each dropped condition) and tells which changes no
// scenario notices. A survivor is a rule that nothing holds in place.

#include <span>
#include <string>
#include <vector>

#include "policy/scenario.hpp"

namespace assent::policy {

struct Mutant {
    std::string change; // "21 becomes 22", "row M54.5: through 2021-09-30 becomes 2021-10-01"
    base::Place place;
    bool caught = false;
    std::string caught_by; // the scenario that noticed, with its line
};

// Requires: every example passes on the program as it is.
std::vector<Mutant> mutate(const Program&, std::span<const Example>);

} // namespace assent::policy
