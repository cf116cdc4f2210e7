#include "http/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace assent::http {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Nothing when a percent sign is not followed by two digits, or what comes out is not UTF-8.
std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += plus_is_space && text[i] == '+' ? ' ' : text[i];
            continue;
        }
        if (text.size() - i < 3) return std::nullopt;
        const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    if (base::first_invalid_utf8(out)) return std::nullopt;
    return out;
}

bool is_control(char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }

// Each segment as it is written stands for itself alone, so the decoded path has as many slashes.
std::optional<std::string> read_path(std::string_view text) {
    std::string path;
    const auto segments = base::split(text.substr(1), '/');
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const auto segment = decoded(segments[i], false);
        if (!segment || *segment == "." || *segment == "..") return std::nullopt;
        if (segment->empty() && i + 1 < segments.size()) return std::nullopt;
        if (segment->find_first_of("/\\") != std::string::npos) return std::nullopt;
        if (std::any_of(segment->begin(), segment->end(), is_control)) return std::nullopt;
        path += '/';
        path += *segment;
    }
    return path;
}

bool read_pair(std::string_view pair, std::map<std::string, std::string>& query) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = decoded(pair.substr(0, equals), true);
    auto value = decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value) return false;
    if (name->find('\0') != std::string::npos || value->find('\0') != std::string::npos) return false;
    query[std::move(*name)] = std::move(*value);
    return true;
}

// Letters, digits, some marks that mean nothing, and `also` stand as they are.
std::string encoded(std::string_view text, std::string_view also) {
    constexpr std::string_view plain = "-._~:@";
    std::string out;
    for (const char c : text) {
        if (base::is_letter_or_digit(c) || plain.find(c) != std::string_view::npos ||
            also.find(c) != std::string_view::npos)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

bool is_written_plainly(std::string_view target) {
    return std::all_of(target.begin(), target.end(),
                       [](char c) { return c > ' ' && c < '\x7f' && c != '#'; });
}

} // namespace

std::string write_target(const Target& target) {
    std::string text = encoded(target.path, "/");
    for (const auto& [name, value] : target.query) {
        text += text.find('?') == std::string::npos ? '?' : '&';
        text += encoded(name, "") + "=" + encoded(value, "");
    }
    return text;
}

std::optional<Target> read_target(std::string_view text) {
    if (!text.starts_with('/') || !is_written_plainly(text)) return std::nullopt;
    const std::size_t mark = std::min(text.find('?'), text.size());
    auto path = read_path(text.substr(0, mark));
    if (!path) return std::nullopt;
    Target target{.path = std::move(*path), .query = {}};
    if (mark == text.size()) return target;
    for (const std::string_view pair : base::split(text.substr(mark + 1), '&')) {
        if (!pair.empty() && !read_pair(pair, target.query)) return std::nullopt;
    }
    return target;
}

std::optional<std::map<std::string, std::string>> read_form(std::string_view body) {
    std::map<std::string, std::string> fields;
    if (!is_written_plainly(body)) return std::nullopt;
    for (const std::string_view pair : base::split(body, '&')) {
        if (!pair.empty() && !read_pair(pair, fields)) return std::nullopt;
    }
    return fields;
}

} // namespace assent::http
