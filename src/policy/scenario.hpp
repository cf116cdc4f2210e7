#pragma once
// Examples that run: the tables and single examples among a program's scenarios, each read into
// facts and into what is expected of the decision. A scenario's name carries the requirement ids it
// covers. Scenarios with dated lines belong to casework and are left alone here.

#include <string>
#include <vector>

#include "base/result.hpp"
#include "policy/explanation.hpp"

namespace assent::policy {

// One cell of what is expected: `decision`, `because`, `ask`, `approval.from`, `approval.through`, `warning`.
struct Expected {
    std::string what;
    std::string value; // as written; empty: expected to be none
};

struct Example {
    std::string scenario;         // its name, without the ids
    std::vector<std::string> ids; // "CHP-26"
    std::string file;
    std::uint32_t line = 0;
    Facts facts;
    std::vector<Expected> expected;
};

// Every example of the program, or all mistakes in its scenarios: unknown columns, values of the
// wrong type, a base that does not exist.
base::Result<std::vector<Example>> read_examples(const Program&);

// What came out otherwise than expected, a sentence for each cell; empty when the example passes.
std::vector<std::string> differences(const Program&, const Example&);

} // namespace assent::policy
