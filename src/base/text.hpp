#pragma once
// Small questions about text: trimming, splitting, UTF-8, and the nearest word to a mistyped one.
// Everything here is bytes and ASCII unless it says UTF-8; nothing looks at the locale.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::base {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_letter_or_digit(char c) { return is_letter(c) || is_digit(c); }

std::string_view trim(std::string_view text); // spaces, tabs, CR and LF at both ends
std::vector<std::string_view> split(std::string_view text,
                                    char separator);              // pieces, not trimmed; "" is one piece
std::vector<std::string_view> split_lines(std::string_view text); // LF or CRLF; no last empty line
std::string to_upper(std::string_view text);
std::string to_lower(std::string_view text);
std::string join(std::span<const std::string> words, std::string_view separator);

// "a", "a and b", "a, b and c".
std::string listed(std::span<const std::string> words, std::string_view last = "and");

// A whole number in decimal digits, with an optional minus; nothing when it is not one or overflows.
std::optional<std::int64_t> to_number(std::string_view digits);

// The byte offset of the first byte that is not part of valid UTF-8; nothing when all is valid.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// The candidate with the fewest edits to `word`, when that is few enough to be what was meant.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

// "did you mean `adult`?", or "" when nothing is near: ready to be a hint.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

} // namespace assent::base
