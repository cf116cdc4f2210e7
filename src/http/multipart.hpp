#pragma once
// A form with files as a browser sends it (multipart/form-data, RFC 7578), taken apart: fields and files by
// their names. Views into the body; nothing is copied and nothing is decoded twice. What no browser sends is
// no form.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::http {

struct FormPart {
    std::string name;
    std::optional<std::string> file; // its name, of a file; "" when nobody chose one
    std::string_view content;
};

// Nothing when it is no such form, or has more than 200 parts.
std::optional<std::vector<FormPart>> read_multipart(std::string_view content_type, std::string_view body);

} // namespace assent::http
