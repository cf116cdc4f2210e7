#pragma once
// What an account is told by e-mail: to which address, what the programs owe it that way, and whether it
// wants mail about what is on the portal alone. Only the last can be switched, for what a program says is
// owed.

#include "portal/gate.hpp"
#include "portal/html.hpp"

namespace assent::portal {

// Of the page of the account.
Html email_part(const Visit& visit, const Services& services, const desk::Standing& standing);

void add_email_wish(Gate& gate, const Services& services);

} // namespace assent::portal
