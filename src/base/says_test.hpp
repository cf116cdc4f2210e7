#pragma once
// For the tests of every folder: whether a page, an answer or a list of mistakes holds some words. Nothing
// but a test includes this.

#include <string_view>

namespace assent::base {

// That `part` stands somewhere in `text`.
inline bool says(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

} // namespace assent::base
