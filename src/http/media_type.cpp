#include "http/media_type.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"

namespace assent::http {
namespace {

using std::string_view_literals::operator""sv;

constexpr MediaType pdf{"application/pdf", "pdf"}, tiff{"image/tiff", "tif"}, jpeg{"image/jpeg", "jpg"},
    png{"image/png", "png"}, plain_text{"text/plain", "txt"},
    docx{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"};
constexpr std::array media_types{pdf, tiff, jpeg, png, docx, plain_text};

struct Beginning {
    std::string_view bytes;
    MediaType type;
};
constexpr std::array beginnings{Beginning{"%PDF-"sv, pdf}, Beginning{"II*\0"sv, tiff},
                                Beginning{"MM\0*"sv, tiff}, Beginning{"\xFF\xD8\xFF"sv, jpeg},
                                Beginning{"\x89PNG\r\n\x1A\n"sv, png}};

// The names of a ZIP file's members stand in it as they are.
bool is_docx(std::string_view content) {
    const auto holds = [&](std::string_view name) { return content.find(name) != std::string_view::npos; };
    return content.starts_with("PK\x03\x04") && holds("[Content_Types].xml") && holds("word/document.xml");
}

bool is_text(std::string_view content) {
    const auto is_control = [](char c) {
        return (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f') ||
               c == '\x7F';
    };
    return !content.empty() && !base::first_invalid_utf8(content) &&
           std::none_of(content.begin(), content.end(), is_control);
}

} // namespace

std::optional<MediaType> media_type_of(std::string_view content) {
    for (const Beginning& one : beginnings) {
        if (content.starts_with(one.bytes)) return one.type;
    }
    if (is_docx(content)) return docx;
    return is_text(content) ? std::optional(plain_text) : std::nullopt;
}

std::optional<MediaType> media_type_called(std::string_view header) {
    const std::string name = base::to_lower(base::trim(header.substr(0, header.find(';'))));
    const auto* const found = std::find_if(media_types.begin(), media_types.end(),
                                           [&](const MediaType& one) { return one.name == name; });
    return found == media_types.end() ? std::nullopt : std::optional(*found);
}

std::string media_types_listed() {
    std::vector<std::string> names;
    for (const MediaType& one : media_types) names.emplace_back(one.name);
    return base::listed(names, "or");
}

} // namespace assent::http
