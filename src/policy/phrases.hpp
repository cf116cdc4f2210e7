#pragma once
// Whether a phrase that a rule quotes stands in the document, and whether a number stands in a
// phrase. Documents come from scanners and word processors, so white space, curly and straight
// quotes and dashes are folded before comparing; case is kept, and one ellipsis may stand for what
// the phrase leaves out.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/program.hpp"

namespace assent::policy {

constexpr std::size_t most_quoted_words = 15;

std::string folded(std::string_view text);

// `document` is folded already. A phrase with an ellipsis ("a ... b" or "a … b") must have its parts in this
// order.
bool stands_in(std::string_view phrase, std::string_view folded_document);

std::size_t count_words(std::string_view phrase);

// As digits ("120", also "1,200") or as a word ("twenty-one", "hundred twenty").
bool number_stands_in(std::int64_t number, std::string_view phrase);

// The same for a number as a rule writes it: "120", "$250", "$99.50".
bool literal_stands_in(std::string_view literal, std::string_view phrase);

// Every quote of the program's own text, with the place it stands at. What an included program quotes
// stands in that program's document.
std::vector<Piece> all_quotes(const Program&);

} // namespace assent::policy
