#pragma once
// What assent-paper says of a document, as text: written there and read here, strictly, since whatever a
// document has made of that program may say anything. A picture is a PNG and is not looked into.

#include <optional>
#include <string>
#include <string_view>

#include "paper/paper.hpp"

namespace assent::paper {

std::string written(const Look& what);
std::string written(const Text& what);

// Nothing for what cannot have been written by the functions above.
std::optional<Look> read_look(std::string_view answer);
std::optional<Text> read_text(std::string_view answer);

bool is_png(std::string_view answer);

} // namespace assent::paper
