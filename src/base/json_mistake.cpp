#include "base/json_mistake.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/json_token.hpp"
#include "base/text.hpp"

namespace assent::base {
namespace {

constexpr std::size_t longest_shown_key = 40;

// A key as a token of a pointer (RFC 6901, section 3), fit to be shown.
std::string shown_key(std::string_view key) {
    std::string_view part = key.substr(0, longest_shown_key);
    while (part.size() < key.size() && !part.empty() && (key[part.size()] & 0xC0) == 0x80) {
        part.remove_suffix(1); // not in the middle of a character
    }
    const bool valid = !first_invalid_utf8(part);
    std::string shown;
    for (const char c : part) {
        if (c == '~') {
            shown += "~0";
        } else if (c == '/') {
            shown += "~1";
        } else {
            shown += is_control(c) || c == 0x7F || (is_high(c) && !valid) ? '?' : c;
        }
    }
    return part.size() < key.size() ? shown + "..." : shown;
}

} // namespace

std::string pointer_to(std::span<const JsonNode> nodes, std::uint32_t at) {
    std::vector<std::string> tokens;
    for (; at != 0; at = nodes[at].parent) {
        const bool element = nodes[nodes[at].parent].kind == JsonKind::Array;
        tokens.push_back("/" + (element ? fmt::to_string(nodes[at].position) : shown_key(nodes[at].key)));
    }
    std::reverse(tokens.begin(), tokens.end());
    return join(tokens, "");
}

JsonMistake mistake_of_word(std::string_view word) {
    const std::string lower = to_lower(word);
    const char first = word.front();
    if (is_digit(first) || first == '-' || first == '+' || first == '.') {
        return {
            "this is not a JSON number",
            "write it like 12, -3, 1.50 or 2e9: no leading zero, no plus, digits on both sides of the point"};
    }
    if (lower == "true" || lower == "false" || lower == "null") {
        return {"a JSON word is written in lower case", "write true, false or null"};
    }
    if (lower == "nan" || lower == "inf" || lower == "infinity") {
        return {"JSON has no such number", "write null, or leave the member out"};
    }
    if (first == '\'') return {"text stands in single quotes", "put text in double quotes"};
    if (is_control(first)) return {"a control character stands outside a string", "take it out"};
    if (first_invalid_utf8(word)) return {"a byte that is not UTF-8 stands outside a string", "take it out"};
    return {"this is not a JSON value",
            "put text in double quotes; the only words without them are true, false and null"};
}

} // namespace assent::base
