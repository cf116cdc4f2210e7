#include "style/file.hpp"

#include "base/text.hpp"

namespace assent::style {
namespace {

bool in_name(char c) { return base::is_letter_or_digit(c) || c == '_'; }

} // namespace

bool is_header(std::string_view path) { return path.ends_with(".hpp"); }
bool is_cpp(std::string_view path) { return path.ends_with(".cpp") || is_header(path); }
bool is_markdown(std::string_view path) { return path.ends_with(".md"); }

bool is_test(std::string_view path) {
    return path.ends_with("_test.cpp") || path.ends_with("_test.hpp") || path.ends_with("_fuzz.cpp") ||
           path.starts_with("tests/");
}

bool is_held_to_less(std::string_view path) {
    return is_test(path) || path.starts_with("tools/") || path.starts_with("bench/");
}

std::string folder_of(std::string_view path) {
    const std::vector<std::string_view> steps = base::split(path, '/');
    return steps.size() > 2 && steps[0] == "src" ? std::string(steps[1]) : std::string{};
}

base::Place at(const File& file, std::size_t line) {
    return {.file = file.path, .line = static_cast<std::uint32_t>(line), .column = 0, .pointer = {}};
}

bool stands_alone(std::string_view text, std::size_t start, std::string_view word) {
    const std::size_t end = start + word.size();
    if (start > 0 && in_name(word.front()) && in_name(text[start - 1])) return false;
    return end >= text.size() || !in_name(word.back()) || !in_name(text[end]);
}

bool holds_word(std::string_view text, std::string_view word) {
    for (std::size_t start = text.find(word); start != std::string_view::npos;
         start = text.find(word, start + 1)) {
        if (stands_alone(text, start, word)) return true;
    }
    return false;
}

} // namespace assent::style
