#pragma once
// "Your account": what somebody can change about how they themselves sign in. A change asks for the present
// password, and ends the other sessions.

#include <string>

#include "portal/gate.hpp"
#include "portal/html.hpp"

namespace assent::portal {

void add_account(Gate& gate, const Services& services);

// The page again, with what was wrong.
http::Response show_account(const Visit& visit, const Services& services, const Html& said, int status = 200);

// The fields that confirm who somebody is: the present password and, if `with_code`, a code.
Html password_field(const std::string& id);
Html code_field(const std::string& id, std::string_view hint);

// Why a password or code was not taken, to stand above the page.
Html not_confirmed(desk::SignIn::Refused why, const std::string& what);

// To the page of the account in a new session, which says that something was done: a word of its own list.
http::Response done_with(const Visit& visit, const std::string& secret, const std::string& what);

} // namespace assent::portal
