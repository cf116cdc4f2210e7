#pragma once
// The shape of a procedure code: CPT (five digits, or four and a letter for its kind) or HCPCS
// level II (a letter A to V and four digits). It says whether a text could be a code and how that
// code is written; whether the code exists is a dated list's answer. No descriptor stands here.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace assent::codes {

// The one way to write it: trimmed and upper case. Nothing when the text does not have the shape.
std::optional<std::string> normal_procedure_code(std::string_view raw);

// The same, or all that is wrong with the text at `place`. The messages do not repeat the text,
// because it may be a member's.
base::Result<std::string> read_procedure_code(std::string_view raw, base::Place place);

} // namespace assent::codes
