#pragma once
// A problem as a page, for a person whose browser has asked for one. Programs, and everything below /api, get
// it as it is. It says what to do instead, and needs no store: it is shown when there is none, too.

#include "http/message.hpp"

namespace assent::portal {

// The answer itself when it is no problem, or nobody reads it.
http::Response as_page(const http::Request& request, http::Response answer);

} // namespace assent::portal
