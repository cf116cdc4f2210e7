#include "portal/open_id/base64url.hpp"

#include <cstdint>

namespace assent::portal {
namespace {

constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

} // namespace

std::string base64url(std::string_view bytes) {
    std::string text;
    std::uint32_t waiting = 0;
    unsigned bits = 0;
    for (const char one : bytes) {
        waiting = waiting << 8U | static_cast<std::uint8_t>(one);
        for (bits += 8; bits >= 6; bits -= 6) text += signs[waiting >> (bits - 6) & 63U];
    }
    if (bits > 0) text += signs[waiting << (6 - bits) & 63U];
    return text;
}

std::optional<std::string> read_base64url(std::string_view text) {
    std::string bytes;
    std::uint32_t waiting = 0;
    unsigned bits = 0;
    for (const char one : text) {
        const std::size_t sign = signs.find(one);
        if (sign == std::string_view::npos) return std::nullopt;
        waiting = waiting << 6U | static_cast<std::uint32_t>(sign);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>(waiting >> bits & 255U);
    }
    const bool left_over = bits == 6 || (waiting & ((1U << bits) - 1)) != 0;
    return left_over ? std::nullopt : std::optional(std::move(bytes));
}

} // namespace assent::portal
