#pragma once
// The facts of the complete request that a timeline's `submits` hands in: its base's, and its own lines
// before them. One that names no base takes the first complete request among the program's scenarios.
// What only the case knows is left out of a base and a mistake in the timeline itself, as are outcomes.

#include "policy/scenario_cells.hpp"
#include "timelines/lexicon.hpp"

namespace assent::timelines {

// In the order of the program's facts; mistakes go where `cells` tells its own.
std::vector<Telling> base_facts(const Lexicon& lexicon, policy::ScenarioCells& cells,
                                const policy::ScenarioText& scenario);

// What the same lines say is left in the member's accounts.
std::vector<Balance> base_balances(const Lexicon& lexicon, policy::ScenarioCells& cells,
                                   const policy::ScenarioText& scenario);

} // namespace assent::timelines
