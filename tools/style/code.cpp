#include "style/code.hpp"

#include <algorithm>
#include <cctype>

#include "style/file.hpp"

namespace assent::style {
namespace {

// A stretch to blank, and where to read on.
struct Skipped {
    std::size_t from = 0;
    std::size_t to = 0;
    std::size_t next = 0;
};

std::size_t after(std::string_view text, std::string_view closing, std::size_t from) {
    const std::size_t found = text.find(closing, from);
    return found == none ? text.size() : found + closing.size();
}

bool is_raw(std::string_view text, std::size_t quote) {
    if (quote == 0 || text[quote - 1] != 'R') return false;
    if (quote == 1) return true;
    const char before = text[quote - 2];
    const bool prefix = before == 'L' || before == 'u' || before == 'U' || before == '8';
    return prefix || (std::isalnum(static_cast<unsigned char>(before)) == 0 && before != '_');
}

Skipped raw_string(std::string_view text, std::size_t quote) {
    const std::size_t open = std::min(text.find('(', quote), text.size());
    const std::string closing = ")" + std::string(text.substr(quote + 1, open - quote - 1)) + "\"";
    const std::size_t end = after(text, closing, open);
    return {quote + 1, end - 1, end};
}

Skipped quoted(std::string_view text, std::size_t quote) {
    std::size_t end = quote + 1;
    while (end < text.size() && text[end] != text[quote] && text[end] != '\n')
        end += text[end] == '\\' ? 2 : 1;
    end = std::min(end, text.size());
    return {quote + 1, end, std::min(end + 1, text.size())};
}

// What begins at `i` and is not code; `next` is `i` when it is code.
Skipped not_code(std::string_view text, std::size_t i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("//")) return {i, after(text, "\n", i), after(text, "\n", i)};
    if (rest.starts_with("/*")) return {i, after(text, "*/", i + 2), after(text, "*/", i + 2)};
    if (rest[0] == '"') return is_raw(text, i) ? raw_string(text, i) : quoted(text, i);
    const bool separator = i > 0 && std::isalnum(static_cast<unsigned char>(text[i - 1])) != 0; // 1'000
    if (rest[0] == '\'' && !separator) return quoted(text, i);
    return {i, i, i};
}

void blank(std::string& text, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
        if (text[i] != '\n') text[i] = ' ';
    }
}

} // namespace

std::string code_only(std::string_view text) {
    std::string code(text);
    for (std::size_t i = 0; i < text.size();) {
        const Skipped skipped = not_code(text, i);
        blank(code, skipped.from, skipped.to);
        i = std::max(skipped.next, i + 1);
    }
    return code;
}

std::string without_directives(std::string_view code) {
    std::string rest(code);
    bool continued = false;
    for (std::size_t start = 0; start < code.size();) {
        const std::size_t end = std::min(code.find('\n', start), code.size());
        const std::size_t first = std::min(code.find_first_not_of(" \t", start), end);
        const bool directive = continued || (first < end && code[first] == '#');
        continued = directive && end > start && code[end - 1] == '\\';
        if (directive) blank(rest, start, end);
        start = end + 1;
    }
    return rest;
}

} // namespace assent::style
