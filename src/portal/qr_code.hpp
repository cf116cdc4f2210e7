#pragma once
// A text as the square that a telephone's camera reads (QR code), drawn as markup of the page: nothing is
// loaded, and the policy of the pages needs no exception.

#include <string>
#include <string_view>

#include "portal/html.hpp"

namespace assent::portal {

// `words` say what it is to whoever cannot see it. Requires: at most a thousand bytes of text.
Html qr_code(const std::string& text, std::string_view words);

} // namespace assent::portal
