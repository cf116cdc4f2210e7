#pragma once
// What somebody was sending when their session ended: it goes through the pages of signing in under names of
// its own and is offered again behind them, so that nothing that was written is lost. And where signing in
// leads, which is never another server.

#include <string>

#include "http/message.hpp"
#include "portal/html.hpp"
#include "portal/visit.hpp"

namespace assent::portal {

// The address when it is one of ours, and else the first page.
std::string address_in(const std::string& text);

// What was being sent, under names by which these pages know it again.
Html kept_fields(const Visit& visit);

bool has_kept(const Visit& visit);

// They are signed in from now on, by the cookie of that secret: to where they wanted to go, or to what they
// were sending, to be sent now.
http::Response signed_in_with(const Visit& visit, const Services& services, const std::string& secret);

} // namespace assent::portal
