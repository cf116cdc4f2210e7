#pragma once
// The shape of a policy text before anything in it has a meaning: blocks that start in the first
// column, their lines indented by two spaces, groups of conditions indented deeper, tables between
// bars, comments. Reading recovers from every mistake, so one run reports all of them; what could
// be read is there even then. Writing gives the one canonical layout.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "policy/vocabulary.hpp"

namespace assent::policy {

// A piece of one line of text, and where it stands (from 1). `origin` says in whose text: it is the number
// of one of the program's origins, and 0 is the program itself.
struct Piece {
    std::string text;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint16_t origin = 0;
};

struct Line {
    std::vector<std::string>
        comments;        // whole-line comments above it, without indentation; "" is a blank line
    std::string keyword; // "" for a sentence or a condition
    Piece rest;          // what follows the keyword; the whole line without one
    std::vector<Line>
        group; // lines indented deeper: of `all of`, `any of`, `at least n of`; what a step expects
};

struct Row {
    std::vector<std::string> comments;
    std::vector<Piece> cells;
};

struct Block {
    std::vector<std::string> comments;
    Construct construct = Construct::Program;
    Piece name; // what follows the construct's word
    std::vector<Line> lines;
    std::vector<Row> table; // the first row is the header

    // The lines with that keyword, in order.
    std::vector<const Line*> all(std::string_view keyword) const;
    const Line* first(std::string_view keyword) const; // null when there is none
};

struct PolicyText {
    std::string file; // as it is named in messages
    std::vector<Block> blocks;
    std::vector<std::string> last_comments;
};

// One space between words, except inside quotation marks.
std::string single_spaced(std::string_view text);

PolicyText read_blocks(std::string_view text, std::string file, base::Diagnostics&);

// The canonical layout: reading it gives the same blocks, and writing those the same text.
std::string write_blocks(const PolicyText&);

} // namespace assent::policy
