#include "http/media_type.hpp"

#include <doctest/doctest.h>

namespace assent::http {
namespace {

using std::string_literals::operator""s;

std::string_view name_of(std::string_view content) {
    const auto type = media_type_of(content);
    return type ? type->name : std::string_view("none");
}

} // namespace

TEST_CASE("A document is known by how it begins, whatever it is called") {
    CHECK(name_of("%PDF-1.4\n...") == "application/pdf");
    CHECK(name_of("II*\0\x08"s) == "image/tiff");
    CHECK(name_of("MM\0*\0"s) == "image/tiff");
    CHECK(name_of("\xFF\xD8\xFF\xE0....JFIF") == "image/jpeg");
    CHECK(name_of("\x89PNG\r\n\x1A\n....") == "image/png");
    CHECK(name_of("PK\x03\x04....[Content_Types].xml....word/document.xml").starts_with("application/vnd"));
}

TEST_CASE("What is none of the types that are taken has no type") {
    CHECK(name_of("") == "none");
    CHECK(name_of("PK\x03\x04....some/other.zip") == "none"); // any ZIP file is no letter
    CHECK(name_of("MZ\x90\0\x03"s) == "none");
    CHECK(name_of("GIF89a\x01\0\x01\0"s) == "none");
    CHECK(name_of("caf\xE9") == "none"); // not UTF-8
    CHECK(name_of("a\0b"s) == "none");
    CHECK(name_of("\x1B[31mred") == "none");
}

TEST_CASE("Text is plain text, a page of HTML too, and comes back as nothing else") {
    CHECK(name_of("The member can walk.\r\n\tTwice a day.\f") == "text/plain");
    CHECK(name_of("caf\xC3\xA9") == "text/plain");
    CHECK(name_of("<script>alert(1)</script>") == "text/plain");
}

TEST_CASE("A type is named in a header, with or without parameters") {
    CHECK(media_type_called("application/pdf")->name == "application/pdf");
    CHECK(media_type_called("Text/Plain; charset=utf-8")->name == "text/plain");
    CHECK_FALSE(media_type_called("text/html"));
    CHECK_FALSE(media_type_called(""));
    CHECK_FALSE(media_type_called("application/pdfx"));
}

} // namespace assent::http
