#pragma once
// The board of a supervisor: what falls due in the next business days against what the reviewers close, what
// is late and why, what is at risk and why; who has how much, who is away, whose credentials end; who would
// get what nobody has yet; and on which days nobody works. Every figure opens its cases. For whoever gives
// work to reviewers, as the table of authority says.

#include "portal/gate.hpp"

namespace assent::portal {

void add_board(Gate& gate, const Services& services); // they live as long as the routes are used

} // namespace assent::portal
