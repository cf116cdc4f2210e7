#pragma once
// The shape of an ICD-10-CM diagnosis code, as the ICD-10-CM official guidelines give it: three to
// seven characters, a letter first, a digit second, a dot after the third. It says whether a text
// could be a code and how that code is written; whether the code exists is a dated list's answer.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace assent::codes {

// The one way to write it: trimmed, upper case, with its dot ("m5451 " is "M54.51"). Nothing when
// the text does not have the shape.
std::optional<std::string> normal_diagnosis_code(std::string_view raw);

// The same, or all that is wrong with the text at `place`. The messages do not repeat the text,
// because it may be a member's.
base::Result<std::string> read_diagnosis_code(std::string_view raw, base::Place place);

} // namespace assent::codes
