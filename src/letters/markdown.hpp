#pragma once
// A stretch of Markdown as blocks of a template, parsed by cmark. What a template may not hold becomes a
// mistake at its line and column, never a block and never nothing. Whether a placeholder names an element
// is not known here: it comes out as a value with the name that was written.

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "letters/template.hpp"

namespace assent::letters {

struct Stretch {
    const std::string& file;
    std::string_view text;          // UTF-8 without control characters other than new lines and tabs
    std::uint32_t lines_before = 0; // in the file
};

std::vector<Block> read_markdown(const Stretch&, base::Diagnostics&);

} // namespace assent::letters
