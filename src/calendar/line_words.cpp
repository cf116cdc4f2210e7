#include "calendar/line_words.hpp"

#include <algorithm>

namespace assent::calendar {

std::vector<Word> words_of(std::string_view line) {
    constexpr std::string_view blanks = " \t\r\v\f";
    constexpr std::string_view ends = " \t\r\v\f,";
    std::vector<Word> words;
    std::size_t start = line.find_first_not_of(blanks);
    while (start != std::string_view::npos) {
        const std::size_t end =
            line[start] == ',' ? start + 1 : std::min(line.find_first_of(ends, start), line.size());
        words.push_back({line.substr(start, end - start), static_cast<std::uint32_t>(start + 1)});
        start = line.find_first_not_of(blanks, end);
    }
    return words;
}

} // namespace assent::calendar
