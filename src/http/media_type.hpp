#pragma once
// The types of documents that are taken, each known by its content. What a sender says of it is believed only
// when the content says the same, so that a document is never shown as something else than it is.

#include <optional>
#include <string>
#include <string_view>

namespace assent::http {

struct MediaType {
    std::string_view name;      // "application/pdf"
    std::string_view extension; // "pdf"
};

// By its first bytes; plain text is whatever else is all UTF-8 without control characters. Nothing for what
// is none of these, or is empty.
std::optional<MediaType> media_type_of(std::string_view content);

// By what stands in a header, with or without parameters; nothing for a type that is not taken.
std::optional<MediaType> media_type_called(std::string_view header);

std::string media_types_listed(); // "application/pdf, image/tiff, ... or text/plain"

} // namespace assent::http
