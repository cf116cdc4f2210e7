#include "codes/packed_code.hpp"

#include <algorithm>

#include "base/expects.hpp"
#include "base/text.hpp"

namespace assent::codes {
namespace {

using base::is_digit;

constexpr std::size_t longest_text = 8;
constexpr std::size_t shortest_diagnosis = 3;
constexpr std::size_t longest_diagnosis = 7;
constexpr std::size_t procedure_length = 5;
constexpr std::size_t dot_at = 3;

constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// Seven bits in each byte, so the sign is never reached.
constexpr std::int64_t with(std::int64_t packed, char next) { return packed << 8 | next; }

bool fits_diagnosis(char c, std::size_t position) {
    if (position == 0) return is_capital(c);
    if (position == 1) return is_digit(c);
    return is_digit(c) || is_capital(c);
}

// The last character of a CPT code says its kind: F performance measure, T emerging technology,
// U proprietary laboratory analysis, M multianalyte assay, A immunization administration.
bool fits_procedure(char c, std::size_t position, char first) {
    if (position == 0) return is_digit(c) || (c >= 'A' && c <= 'V');
    const bool may_be_kind = position == procedure_length - 1 && is_digit(first);
    return is_digit(c) || (may_be_kind && std::string_view("AFMTU").find(c) != std::string_view::npos);
}

} // namespace

bool packable(std::string_view text) {
    return !text.empty() && text.size() <= longest_text && std::all_of(text.begin(), text.end(), [](char c) {
        return c != 0 && static_cast<unsigned char>(c) < 0x80;
    });
}

std::int64_t pack(std::string_view normal) {
    base::expects(packable(normal), "one to eight ASCII characters to pack");
    std::int64_t packed = 0;
    for (const char c : normal) packed = with(packed, c);
    return packed;
}

std::string unpack(std::int64_t packed) {
    std::string text;
    for (int shift = 56; shift >= 0; shift -= 8) {
        const char c = static_cast<char>(packed >> shift & 0x7F);
        if (c != 0) text += c;
    }
    return text;
}

std::optional<std::int64_t> packed_diagnosis(std::string_view raw) {
    const std::string_view code = base::trim(raw);
    std::int64_t packed = 0;
    std::size_t length = 0;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i == dot_at && code[i] == '.' && code.size() > dot_at + 1) continue;
        const char c = upper(code[i]);
        if (length == longest_diagnosis || !fits_diagnosis(c, length)) return std::nullopt;
        packed = with(packed, c);
        ++length;
    }
    if (length < shortest_diagnosis) return std::nullopt;
    return packed;
}

std::optional<std::int64_t> packed_procedure(std::string_view raw) {
    const std::string_view code = base::trim(raw);
    if (code.size() != procedure_length) return std::nullopt;
    std::int64_t packed = 0;
    for (std::size_t i = 0; i < procedure_length; ++i) {
        const char c = upper(code[i]);
        if (!fits_procedure(c, i, code[0])) return std::nullopt;
        packed = with(packed, c);
    }
    return packed;
}

std::string unpack_diagnosis(std::int64_t packed) {
    std::string text = unpack(packed);
    if (text.size() > dot_at) text.insert(dot_at, ".");
    return text;
}

} // namespace assent::codes
