#pragma once
// Bytes as text that fits into addresses (RFC 4648, section 5), as tokens of OpenID Connect bear them:
// without padding, and with one spelling for each value. Another spelling is none.

#include <optional>
#include <string>
#include <string_view>

namespace assent::portal {

std::string base64url(std::string_view bytes);

std::optional<std::string> read_base64url(std::string_view text);

} // namespace assent::portal
