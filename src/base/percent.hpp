#pragma once
// A text as a segment of a path, or a value of a query: everything but letters, digits and `-._~` as
// percents.

#include <string>
#include <string_view>

namespace assent::base {

std::string percent_encoded(std::string_view text);

} // namespace assent::base
