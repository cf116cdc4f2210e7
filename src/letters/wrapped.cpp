#include "letters/wrapped.hpp"

#include <algorithm>

namespace assent::letters {

std::size_t width_of(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string wrapped(std::string_view words, const Margins& margins) {
    std::string made(margins.first);
    std::size_t used = width_of(margins.first);
    bool begun = false; // a word stands on this line
    const auto new_line = [&] {
        made += '\n';
        made += margins.others;
        used = width_of(margins.others);
        begun = false;
    };
    while (!words.empty()) {
        const std::size_t length = std::min(words.find_first_of(" \n"), words.size());
        const std::string_view word = words.substr(0, length);
        const std::size_t width = width_of(word);
        if (begun && !word.empty() && used + 1 + width > margins.columns) new_line();
        if (!word.empty()) {
            if (begun) made += ' ';
            made += word;
            used += width + (begun ? 1 : 0);
            begun = true;
        }
        words.remove_prefix(length);
        if (words.starts_with('\n')) new_line();
        if (!words.empty()) words.remove_prefix(1);
    }
    made += '\n';
    return made;
}

} // namespace assent::letters
