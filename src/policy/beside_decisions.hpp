#pragma once
// Which facts a program names anywhere but in what the software itself concludes: in times, papers, notices,
// limits, ledgers, in who may do what, and as the day of which a member's record tells something. They are
// wanted whatever the conclusion is; of all others nobody need be asked once nothing that is open rests on
// them. Pure; worked out from the program alone.

#include <vector>

#include "policy/program.hpp"

namespace assent::policy {

// For each fact of the program, in their order.
std::vector<bool> named_beside_decisions(const Program& program);

} // namespace assent::policy
