#include "style/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace assent::style {
namespace {

using base::Diagnostics;

constexpr std::size_t widest = 110;

std::size_t columns(std::string_view line) {
    return static_cast<std::size_t>(std::count_if(
        line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void check_line(const base::Place& place, std::string_view line, Diagnostics& found) {
    const bool crlf = line.ends_with('\r');
    if (crlf) line.remove_suffix(1);
    if (crlf) found.error(place, "ends with CR LF", "end lines with LF alone");
    if (line.ends_with(' ') || line.ends_with('\t'))
        found.error(place, "has blanks at its end", "delete them; script/format does for C++");
    if (!is_cpp(place.file)) return;
    if (line.find('\t') != std::string_view::npos) found.error(place, "has a tab", "indent with spaces");
    if (columns(line) > widest)
        found.error(place, fmt::format("has {} columns", columns(line)),
                    fmt::format("break it before {}", widest + 1));
}

} // namespace

void check_lines(const File& file, Diagnostics& found) {
    std::string_view text = file.text;
    if (text.empty()) return;
    if (text.ends_with('\n')) text.remove_suffix(1);
    std::size_t number = 0;
    for (const std::string_view line : base::split(text, '\n')) check_line(at(file, ++number), line, found);
}

void check_name(const File& file, Diagnostics& found) {
    static constexpr std::array<std::string_view, 8> vague{"util",    "utils",    "helper", "helpers",
                                                           "manager", "managers", "impl",   "misc"};
    std::string words = base::to_lower(file.path);
    std::replace_if(
        words.begin(), words.end(), [](char c) { return c == '/' || c == '.' || c == '-' || c == '_'; }, ' ');
    for (const std::string_view word : base::split(words, ' ')) {
        if (std::find(vague.begin(), vague.end(), word) == vague.end()) continue;
        found.error(at(file, 0), fmt::format("`{}` in its name says nothing", word),
                    "name the file for the one idea that it holds");
    }
}

void check_header_opening(const File& file, Diagnostics& found) {
    if (!is_header(file.path)) return;
    const std::vector<std::string_view> lines = base::split_lines(file.text);
    const auto comments = [&](std::size_t i) { return i < lines.size() && lines[i].starts_with("// "); };
    if (lines.empty() || lines[0] != "#pragma once")
        found.error(at(file, 1), "does not begin with `#pragma once`", "make it the first line");
    else if (!comments(1) || !comments(2))
        found.error(
            at(file, 2), "does not say what it is",
            "after `#pragma once`, two lines or more: what this is, what it promises, what it never does");
}

} // namespace assent::style
