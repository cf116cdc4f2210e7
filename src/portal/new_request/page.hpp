#pragma once
// A new request: fill in what is known, see what would happen and what is still owed, save it for the office,
// and send it. Nothing is a request before it is sent; a draft has no number. What is looked at is worked out
// by the desk exactly as sending would.

#include "portal/gate.hpp"

namespace assent::portal {

void add_new_request(Gate& gate, const Services& services);

} // namespace assent::portal
