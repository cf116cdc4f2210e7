#pragma once
// The SHA-256 of bytes, by which documents, programs and events are known. It tells two texts apart;
// it keeps no secret.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace assent::base {

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view bytes);

// Two hexadecimal digits in lower case for each byte.
std::string hex_text(std::span<const std::uint8_t> bytes);

// The bytes that hex_text gave; false, and nothing certain in `bytes`, when the text is not that of so many.
bool read_hex(std::string_view text, std::span<std::uint8_t> bytes);

// sha256 as its 64 hexadecimal digits.
std::string sha256_text(std::string_view bytes);

} // namespace assent::base
