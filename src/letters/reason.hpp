#pragma once
// Why something was decided or ended, in the words of whoever decided, or of the rule that applies. It
// words no reason of its own, except that something came too late or too early, with the day, and what a list
// has otherwise than it was told (letters/shortcoming.hpp).

#include <string>
#include <vector>

#include "letters/content.hpp"

namespace assent::letters {

struct LineReason {
    std::string label, words;
};

// "LABEL: reason" for each reason, on lines of their own; the reason alone when it is that of every line.
std::string reason_of(const std::vector<LineReason>& lines);

// Requires: the request was ended without a determination.
std::string reason_of_ending(const casework::NoticeDemand&, const casework::RuleBook&);

} // namespace assent::letters
