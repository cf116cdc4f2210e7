#pragma once
// C++ without what is not code. A blanked text has the length and the line breaks of the original,
// so that a place in one is the same place in the other. Understands raw strings and digit
// separators; does not understand trigraphs, or a line comment continued by a backslash.

#include <string>
#include <string_view>

namespace assent::style {

// Comments, and the insides of strings and characters, become spaces.
std::string code_only(std::string_view text);

// Directives (`#include`, `#define` and their continued lines) become spaces. Takes code_only text.
std::string without_directives(std::string_view code);

} // namespace assent::style
