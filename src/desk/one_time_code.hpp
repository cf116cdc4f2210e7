#pragma once
// Codes that an app on somebody's telephone shows for half a minute each, made from a secret that it shares
// with us: RFC 6238 over HMAC-SHA-1 with six digits, which every such app knows. Pure; which codes were used
// is not known here.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "calendar/zone.hpp"

namespace assent::desk {

// The number of the half minute that holds the moment, from 1970 on.
std::int64_t half_minute(calendar::Instant moment);

// Six digits.
std::string one_time_code(std::span<const std::uint8_t> secret, std::int64_t number);

// Base32 of RFC 4648 without padding, as these apps take secrets. Requires: whole groups of five bytes.
std::string base32_text(std::span<const std::uint8_t> bytes);

// What an app reads out of the square that is held before it: the account, and its secret in base32.
std::string otpauth_address(std::string_view account, std::string_view base32_secret);

} // namespace assent::desk
