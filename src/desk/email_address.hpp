#pragma once
// Whether a text can be an address for e-mail: one that every mail server takes, of ASCII, with a name and a
// domain. Nothing in it ends a line or a header. Whether somebody reads there is not known here.

#include <string_view>

namespace assent::desk {

constexpr std::string_view how_to_write_an_email_address = "write an address as name@example.org";

bool is_email_address(std::string_view text);

} // namespace assent::desk
