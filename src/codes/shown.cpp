#include "codes/shown.hpp"

namespace assent::codes {
namespace {

constexpr std::size_t longest = 40;

bool continues_a_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

} // namespace

std::string shown(std::string_view text) {
    std::size_t end = text.size();
    if (end > longest) {
        end = longest;
        while (end > 0 && continues_a_character(text[end])) --end;
    }
    std::string result = "`";
    for (const char c : text.substr(0, end))
        result += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    result += end < text.size() ? "...`" : "`";
    return result;
}

} // namespace assent::codes
