#pragma once
// Reads a template: CommonMark, of which the following is allowed, and placeholders between two braces.
// Every mistake comes out of one run, with its line and column, and nothing is dropped in silence.
//
//   # Title                    once, as the first block; ## for the headings after it, none deeper
//   A paragraph.               a backslash at the end of a line keeps the line break
//   - item, 1. item            one paragraph each, no list in a list
//   **bold**                   the only emphasis
//   {{recipient.name}}         the value of an element (letters/elements.hpp)
//   {{if reason}} ... {{end}}            shown when the element has a value
//   {{each lines}} ... {{end}}           once for each service line; in it {{line.label}} and its like
//
// The last two stand on lines of their own, and can hold each other; an iteration holds no iteration.
// Links, images, HTML, code, quotations, rules and other emphasis are mistakes: a letter is printed.

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "letters/template.hpp"

namespace assent::letters {

struct TemplateText {
    std::string file; // as messages name it
    std::string name; // as notices call it
    std::string version;
    std::string language = "en"; // BCP 47: letters, digits and hyphens
    std::string_view text;       // UTF-8, at most `longest_template` bytes
};

constexpr std::size_t longest_template = std::size_t{64} * 1024;

// The template, or all mistakes.
base::Result<Template> read_template(const TemplateText&);

} // namespace assent::letters
