#pragma once
// Which release this is.

#include <string_view>

namespace assent::app {

std::string_view version(); // "0.1.0"

} // namespace assent::app
