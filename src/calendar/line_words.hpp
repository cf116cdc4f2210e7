#pragma once
// The words of one line with their columns. Blanks separate words and a comma stands alone as a word.
// Views point into the text that was handed in.

#include <cstdint>
#include <string_view>
#include <vector>

namespace assent::calendar {

struct Word {
    std::string_view text;
    std::uint32_t column = 1; // of its first byte, from 1
};

std::vector<Word> words_of(std::string_view line);

} // namespace assent::calendar
