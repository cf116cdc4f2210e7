#include "base/sha256.hpp"

#include <openssl/evp.h>

#include "base/expects.hpp"

namespace assent::base {

Digest sha256(std::string_view bytes) {
    Digest digest;
    const bool made =
        EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1;
    expects(made, "the system's cryptographic library offers SHA-256");
    return digest;
}

std::string hex_text(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        hex += digits[byte >> 4U];
        hex += digits[byte & 0xFU];
    }
    return hex;
}

std::string sha256_text(std::string_view bytes) { return hex_text(sha256(bytes)); }

} // namespace assent::base
