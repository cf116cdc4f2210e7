#pragma once
// What every text file keeps: no blanks at the ends of lines, LF line ends, and a name for one
// idea. And what C++ keeps besides: no tabs, 110 columns, and a header that opens by saying what it
// is. Columns are characters, not bytes.

#include "base/diagnostics.hpp"
#include "style/file.hpp"

namespace assent::style {

void check_lines(const File& file, base::Diagnostics& found);
void check_name(const File& file, base::Diagnostics& found);
void check_header_opening(const File& file, base::Diagnostics& found);

} // namespace assent::style
