#pragma once
// Where words stand on a page: how often what somebody looks for is there, and the page's words as lines.
// Large and small letters are alike; what is looked for may go over several words, and the end of a line.

#include <string>
#include <vector>

#include "paper/paper.hpp"

namespace assent::portal {

// The words of one place, each with its box.
using Place = std::vector<paper::Box>;

// No two places share a letter. "" is nowhere.
std::vector<Place> places_of(const std::string& wanted, const paper::Sheet& sheet);

// With a line of its own for what stands on one.
std::string as_lines(const paper::Sheet& sheet);

} // namespace assent::portal
