#pragma once
// The second step of signing in, for accounts that have one: the code. Without the first step, or too long
// after it, it leads back there.

#include "portal/gate.hpp"

namespace assent::portal {

// `half` is good for the code alone (desk::SignIn::Begun); what was being sent goes along.
http::Response ask_for_code(const Visit& visit, const std::string& half);

void add_code_page(Gate& gate, const Services& services);

} // namespace assent::portal
