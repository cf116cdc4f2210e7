#pragma once
// A strict reader of comma-separated files (RFC 4180): cells quoted with `"` where they hold a comma,
// a quote or a line end, lines ended by LF or CRLF, text in UTF-8, a byte order mark tolerated. The
// first line is the header; lines that begin with `#` may stand before it and nowhere else. Every
// cell remembers its place, so that what is wrong with its content can be shown there. It reads what
// is in memory, guesses nothing, and reports every mistake of a file in one run.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace assent::codes {

// Text without its quotes, not trimmed. Line and column are of its first byte, from 1.
struct Cell {
    std::string text;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

using Record = std::vector<Cell>;

// Every row has as many cells as the header; the names of the header are trimmed and distinct.
struct Table {
    Record header;
    std::vector<Record> rows;
};

// The table in `text`, or all its mistakes: wrong number of cells, unclosed or stray quote, invalid
// UTF-8, control character, empty line, comment after the header, header name missing or repeated.
// `file` is the name that messages give it.
base::Result<Table> read_csv(std::string_view text, std::string file);

} // namespace assent::codes
