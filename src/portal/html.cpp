#include "portal/html.hpp"

#include "base/percent.hpp"
#include "base/text.hpp"

namespace assent::portal {

std::string escaped(std::string_view text) {
    std::string made;
    made.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&': made += "&amp;"; break;
            case '<': made += "&lt;"; break;
            case '>': made += "&gt;"; break;
            case '"': made += "&quot;"; break;
            case '\'': made += "&#39;"; break;
            default: made += c;
        }
    }
    return made;
}

std::string capital(std::string_view text) {
    std::string made(text);
    if (!made.empty()) made[0] = base::to_upper(made.substr(0, 1))[0];
    return made;
}

std::string in_address(std::string_view text) { return base::percent_encoded(text); }

} // namespace assent::portal
