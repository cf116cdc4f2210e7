#include "base/percent.hpp"

#include <fmt/format.h>

namespace assent::base {

std::string percent_encoded(std::string_view text) {
    std::string made;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '-' || c == '.' || c == '_' || c == '~';
        if (plain)
            made += c;
        else
            made += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return made;
}

} // namespace assent::base
