#include "http/multipart.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace assent::http {
namespace {

constexpr std::size_t most_parts = 200;
constexpr std::size_t longest_boundary = 70; // RFC 2046
constexpr std::size_t longest_head = 4096;
constexpr std::size_t none = std::string_view::npos;

// The value of a parameter: `boundary=x`, `name="a b"`. Browsers write a quotation mark within as %22.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
    for (std::size_t at = header.find(';'); at != none; at = header.find(';', at + 1)) {
        const std::string_view rest = base::trim(header.substr(at + 1));
        if (!rest.starts_with(name) || !rest.substr(name.size()).starts_with('=')) continue;
        const std::string_view value = rest.substr(name.size() + 1);
        if (!value.starts_with('"')) return std::string(base::trim(value.substr(0, value.find(';'))));
        const std::size_t end = value.find('"', 1);
        if (end == none) return std::nullopt;
        return std::string(value.substr(1, end - 1));
    }
    return std::nullopt;
}

// The line that says how a part is called; nothing when it has none.
std::optional<std::string_view> disposition(std::string_view head) {
    constexpr std::string_view wanted = "content-disposition:";
    for (std::string_view rest = head; !rest.empty();) {
        const std::size_t end = std::min(rest.find("\r\n"), rest.size());
        const std::string_view line = rest.substr(0, end);
        if (base::to_lower(line.substr(0, wanted.size())) == wanted)
            return base::trim(line.substr(wanted.size()));
        rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    return std::nullopt;
}

std::optional<FormPart> part_in(std::string_view text) {
    const std::size_t end = text.substr(0, longest_head).find("\r\n\r\n");
    if (end == none) return std::nullopt;
    const auto line = disposition(text.substr(0, end));
    if (!line || !line->starts_with("form-data")) return std::nullopt;
    auto name = parameter(*line, "name");
    auto file = parameter(*line, "filename");
    if (!name || base::first_invalid_utf8(*name) || (file && base::first_invalid_utf8(*file)))
        return std::nullopt;
    return FormPart{std::move(*name), std::move(file), text.substr(end + 4)};
}

} // namespace

std::optional<std::vector<FormPart>> read_multipart(std::string_view content_type, std::string_view body) {
    constexpr std::string_view type = "multipart/form-data";
    if (base::to_lower(content_type.substr(0, type.size())) != type) return std::nullopt;
    const auto boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > longest_boundary) return std::nullopt;
    const std::string first = "--" + *boundary, between = "\r\n" + first;
    if (!body.starts_with(first)) return std::nullopt;
    body.remove_prefix(first.size());
    std::vector<FormPart> parts;
    while (body.starts_with("\r\n")) {
        body.remove_prefix(2);
        const std::size_t end = body.find(between);
        auto part = end == none ? std::nullopt : part_in(body.substr(0, end));
        if (!part || parts.size() == most_parts) return std::nullopt;
        parts.push_back(std::move(*part));
        body.remove_prefix(end + between.size());
    }
    if (!body.starts_with("--")) return std::nullopt;
    return parts;
}

} // namespace assent::http
