#pragma once
// Signing in and out. What somebody was sending when their session ended goes along through the page and is
// offered again afterwards, so that nothing that was written is lost.

#include "portal/gate.hpp"

namespace assent::portal {

void add_sign_in(Gate& gate, const Services& services);

// Sign in first: what this visit was sending comes back behind it.
http::Response sign_in_first(const Visit& visit);

// The page again, with what was wrong.
http::Response refuse_sign_in(const Visit& visit, desk::SignIn::Refused why);

} // namespace assent::portal
