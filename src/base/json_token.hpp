#pragma once
// The bytes a JSON text is made of: blanks, plain characters, numbers, the digits of an escape. Small
// functions on pointers, for the reader of json_document alone; they never read beyond the zeros that
// it keeps behind a text, and they never allocate.

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "base/text.hpp"

namespace assent::base {

constexpr bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
constexpr bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }
constexpr bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20; }

// Bytes of a string that stand for themselves, without a look at their neighbours.
constexpr bool is_plain(char c) { return c != '"' && c != '\\' && !is_control(c) && !is_high(c); }

constexpr std::array<bool, 256> table_of(std::string_view characters) {
    std::array<bool, 256> table{};
    for (const char c : characters) table[static_cast<unsigned char>(c)] = true;
    return table;
}

// What may follow a number or a word. The sentinel is looked for by the callers.
constexpr auto delimiters = table_of(" \n\r\t,:[]{}\"");

constexpr bool is_delimiter(char c) { return delimiters[static_cast<unsigned char>(c)]; }

// The first byte that is not plain. Requires: a byte that is not plain and 8 readable bytes behind it.
inline char* after_plain(char* at) {
    if constexpr (std::endian::native == std::endian::little) {
        constexpr std::uint64_t ones = 0x0101010101010101;
        for (;; at += 8) {
            std::uint64_t word;
            std::memcpy(&word, at, sizeof word);
            // The lowest bit set is exact; a borrow can only set bits above a true one.
            const std::uint64_t quote = word ^ (ones * '"');
            const std::uint64_t backslash = word ^ (ones * '\\');
            const std::uint64_t special = ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) |
                                          ((word - ones * 0x20) & ~word) | word;
            const std::uint64_t found = special & (ones * 0x80);
            if (found != 0) return at + std::countr_zero(found) / 8;
        }
    }
    while (is_plain(*at)) ++at;
    return at;
}

// Behind the number that starts at `at`, or nullptr when none does.
inline const char* after_number(const char* at, const char* end) {
    const auto digits = [&] {
        const char* const first = at;
        while (at != end && is_digit(*at)) ++at;
        return at != first;
    };
    if (at != end && *at == '-') ++at;
    if (at != end && *at == '0') {
        ++at;
    } else if (!digits()) {
        return nullptr;
    }
    if (at != end && *at == '.') {
        ++at;
        if (!digits()) return nullptr;
    }
    if (at != end && (*at == 'e' || *at == 'E')) {
        ++at;
        if (at != end && (*at == '+' || *at == '-')) ++at;
        if (!digits()) return nullptr;
    }
    return at;
}

inline std::optional<std::uint32_t> four_hex(const char* at) {
    std::uint32_t unit = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = at[i];
        const char lower = static_cast<char>(c | 0x20);
        if (is_digit(c)) {
            unit = unit * 16 + static_cast<std::uint32_t>(c - '0');
        } else if (lower >= 'a' && lower <= 'f') {
            unit = unit * 16 + static_cast<std::uint32_t>(lower - 'a' + 10);
        } else {
            return std::nullopt;
        }
    }
    return unit;
}

inline char* put_utf8(char* out, std::uint32_t point) {
    const auto put = [&out](std::uint32_t byte) { *out++ = static_cast<char>(byte); };
    const auto put_rest = [&](int shift) { put(0x80 | ((point >> shift) & 0x3F)); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0 | (point >> 6));
        put_rest(0);
    } else if (point < 0x10000) {
        put(0xE0 | (point >> 12));
        put_rest(6);
        put_rest(0);
    } else {
        put(0xF0 | (point >> 18));
        put_rest(12);
        put_rest(6);
        put_rest(0);
    }
    return out;
}

} // namespace assent::base
