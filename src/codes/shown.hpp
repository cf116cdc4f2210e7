#pragma once
// A piece of a file as a message may show it: between backquotes, on one line, and not longer than
// a reader needs to recognise it. For words of policies only; a member's facts are never shown.

#include <string>
#include <string_view>

namespace assent::codes {

// Control characters become spaces; what is longer than 40 bytes is cut between characters and
// ends in "...".
std::string shown(std::string_view text);

} // namespace assent::codes
