#pragma once
// How a mistake in a JSON text is told: its place as a pointer (RFC 6901), fit to be shown, and what
// a bare word was probably meant to be. Neither ever shows a value of the text.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/json_document.hpp"

namespace assent::base {

struct JsonMistake {
    std::string_view message;
    std::string_view hint = {};
};

// What a bare word that is no JSON value was probably meant to be. Requires: `word` is not empty.
JsonMistake mistake_of_word(std::string_view word);

// "/lines/0/units": where a node stands. A long key is cut, control characters become "?".
std::string pointer_to(std::span<const JsonNode> nodes, std::uint32_t at);

} // namespace assent::base
