#include "desk/email_address.hpp"

#include <algorithm>

namespace assent::desk {
namespace {

constexpr std::size_t longest = 254, longest_name = 64; // RFC 5321, 4.5.3.1

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// What RFC 5322 calls a dot-atom; who has a quoted name has another one as well.
bool is_of(std::string_view text, std::string_view marks) {
    const auto fits = [&](char c) {
        return is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
    };
    return !text.empty() && text.front() != '.' && text.back() != '.' &&
           text.find("..") == std::string_view::npos && std::all_of(text.begin(), text.end(), fits);
}

} // namespace

bool is_email_address(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at > longest_name || text.size() > longest) return false; // without one it is further than any
    return is_of(text.substr(0, at), ".!#$%&'*+-/=?^_`{|}~") && is_of(text.substr(at + 1), ".-");
}

} // namespace assent::desk
