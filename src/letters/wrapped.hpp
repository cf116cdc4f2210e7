#pragma once
// Words laid out as lines of plain text, each no longer than its reader's page is wide. It moves words, and
// never breaks, joins or drops one.

#include <cstddef>
#include <string>
#include <string_view>

namespace assent::letters {

struct Margins {
    std::string_view first, others; // what begins the first line, and each of the others
    std::size_t columns = 72;       // with the margins; a longer word stands on a line of its own
};

// Lines that each end in a new line. White space between words may become the end of a line; a new line in
// `words` is kept as one.
std::string wrapped(std::string_view words, const Margins&);

// How many code points valid UTF-8 holds.
std::size_t width_of(std::string_view utf8);

} // namespace assent::letters
