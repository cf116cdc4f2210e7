#include "base/percent.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace assent::base {

std::string percent_encoded(std::string_view text) {
    std::string made;
    for (const char c : text) {
        const bool plain = is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain)
            made += c;
        else
            made += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return made;
}

} // namespace assent::base
