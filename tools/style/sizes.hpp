#pragma once
// How large things may grow: headers about 100 lines, sources about 200, functions about 25 with
// three parameters and a nesting of two. Warns beyond twice that and fails beyond four times. In
// tests, tools and benchmarks nothing fails, and only what is beyond four times is warned of.

#include "base/diagnostics.hpp"
#include "style/file.hpp"

namespace assent::style {

void check_sizes(const File& file, base::Diagnostics& found);

} // namespace assent::style
