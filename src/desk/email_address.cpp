#include "desk/email_address.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace assent::desk {
namespace {

constexpr std::size_t longest_address = 254, longest_local_part = 64; // RFC 5321, 4.5.3.1

// What RFC 5322 calls a dot-atom; who has a quoted name has another one as well.
bool is_of(std::string_view text, std::string_view marks) {
    const auto fits = [&](char c) {
        return base::is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
    };
    return !text.empty() && text.front() != '.' && text.back() != '.' &&
           text.find("..") == std::string_view::npos && std::all_of(text.begin(), text.end(), fits);
}

} // namespace

bool is_email_address(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at > longest_local_part || text.size() > longest_address)
        return false; // without one it is further than any
    return is_of(text.substr(0, at), ".!#$%&'*+-/=?^_`{|}~") && is_of(text.substr(at + 1), ".-");
}

} // namespace assent::desk
