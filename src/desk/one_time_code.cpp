#include "desk/one_time_code.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

#include "base/expects.hpp"
#include "base/percent.hpp"

namespace assent::desk {
namespace {

constexpr std::int64_t shown_for = 30; // seconds
constexpr std::string_view base32_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

using Mac = std::array<std::uint8_t, 20>;

Mac hmac_sha1(std::span<const std::uint8_t> key, std::span<const std::uint8_t> text) {
    Mac made{};
    std::size_t size = 0;
    const auto* done = EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA1", nullptr, key.data(), key.size(),
                                 text.data(), text.size(), made.data(), made.size(), &size);
    base::expects(done != nullptr && size == made.size(), "HMAC-SHA-1 can be used");
    return made;
}

} // namespace

std::int64_t half_minute(calendar::Instant moment) { return moment.time_since_epoch().count() / shown_for; }

// RFC 4226, 5.3: the last four bits say where the four bytes begin of which the code is made.
std::string one_time_code(std::span<const std::uint8_t> secret, std::int64_t number) {
    std::array<std::uint8_t, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i)
        counter[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (8 * (7 - i)));
    const Mac mac = hmac_sha1(secret, counter);
    const std::size_t at = mac.back() & 0x0FU;
    std::uint32_t four = 0;
    for (std::size_t i = at; i < at + 4; ++i) four = four << 8U | mac.at(i);
    return fmt::format("{:06}", (four & 0x7FFF'FFFFU) % 1'000'000U);
}

std::string base32_text(std::span<const std::uint8_t> bytes) {
    base::expects(bytes.size() % 5 == 0, "whole groups of five bytes");
    std::string text;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << 8U | byte) & 0xFFFFU;
        for (held += 8; held >= 5; held -= 5) text += base32_digits[bits >> (held - 5) & 31U];
    }
    return text;
}

std::string otpauth_address(std::string_view account, std::string_view base32_secret) {
    return fmt::format("otpauth://totp/Assent:{}?secret={}&issuer=Assent&algorithm=SHA1&digits=6&period={}",
                       base::percent_encoded(account), base32_secret, shown_for);
}

} // namespace assent::desk
