#pragma once
// The SHA-256 of bytes, by which documents and programs are known. It tells two texts apart; it keeps
// no secret.

#include <string>
#include <string_view>

namespace assent::catalog {

// 64 hexadecimal digits in lower case.
std::string sha256(std::string_view bytes);

} // namespace assent::catalog
