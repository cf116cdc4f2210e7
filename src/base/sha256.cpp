#include "base/sha256.hpp"

#include <openssl/evp.h>

#include <memory>

#include "base/expects.hpp"

namespace assent::base {

namespace {

// Found once, and kept ready by each thread: to look for it by its name takes longer than a short text.
EVP_MD_CTX* begun_context() {
    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    thread_local const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    const bool begun = algorithm != nullptr && context != nullptr &&
                       EVP_DigestInit_ex2(context.get(), algorithm, nullptr) == 1;
    return begun ? context.get() : nullptr;
}

} // namespace

Digest sha256(std::string_view bytes) {
    EVP_MD_CTX* const context = begun_context();
    Digest digest;
    const bool made = context != nullptr && EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1 &&
                      EVP_DigestFinal_ex(context, digest.data(), nullptr) == 1;
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

bool read_hex(std::string_view text, std::span<std::uint8_t> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    if (text.size() != bytes.size() * 2) return false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t high = digits.find(text[2 * i]), low = digits.find(text[2 * i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return false;
        bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return true;
}

std::string sha256_text(std::string_view bytes) { return hex_text(sha256(bytes)); }

} // namespace assent::base
