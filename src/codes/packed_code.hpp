#pragma once
// A code as one integer, so that comparing two codes compares two numbers. Short ASCII text goes in
// and comes out again unchanged; different texts give different numbers. The number is always
// positive, which leaves 0 for "no code". Its order means nothing, and it is never stored or sent.
//
// A diagnosis code is packed without its dot: use packed_diagnosis() and unpack_diagnosis() for it,
// never pack() of its dotted text, which is another number.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assent::codes {

// Whether pack() takes this text: 1 to 8 ASCII characters, none of them NUL.
bool packable(std::string_view text);

// Requires: packable(normal).
std::int64_t pack(std::string_view normal);

// The text that was packed.
std::string unpack(std::int64_t packed);

// The two below trim, upper-case, check the shape and pack in one pass, without allocating: the
// shape of a code is decided here and nowhere else. Nothing when the text does not have it.

// ICD-10-CM: a letter, a digit, a letter or digit, then up to four more, after a dot or not.
std::optional<std::int64_t> packed_diagnosis(std::string_view raw);

// CPT: five digits, or four and one of A F M T U. HCPCS level II: a letter A to V and four digits.
std::optional<std::int64_t> packed_procedure(std::string_view raw);

// The normal text of a packed diagnosis code, with its dot: "M54.51".
std::string unpack_diagnosis(std::int64_t packed);

} // namespace assent::codes
