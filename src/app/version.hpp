#pragma once
// Which release this is: what `assent --version`, `/metrics` and the log say. It stands in CMakeLists.txt and
// nowhere else.

#include <string_view>

namespace assent::app {

std::string_view version(); // "0.1.0"

} // namespace assent::app
