#include "portal/documents/found.hpp"

#include <cstdlib>

#include "base/text.hpp"

namespace assent::portal {
namespace {

// As it is compared: small letters, and one blank for any number of them.
std::string folded(std::string_view text) {
    std::string all;
    for (const char c : base::to_lower(text)) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank)
            all += c;
        else if (!all.empty() && all.back() != ' ')
            all += ' ';
    }
    return std::string(base::trim(all));
}

// The words of a page with a blank between, and where each begins.
struct Line {
    std::string text;
    std::vector<std::size_t> begins;
};

Line joined(const paper::Sheet& sheet) {
    Line line;
    for (const paper::Word& word : sheet.words) {
        if (!line.text.empty()) line.text += ' ';
        line.begins.push_back(line.text.size());
        line.text += folded(word.text);
    }
    return line;
}

bool is_lower_down(const paper::Box& word, const paper::Box& before) {
    return word.y > before.y + before.height / 2 || word.x + word.width < before.x;
}

} // namespace

std::vector<Place> places_of(const std::string& wanted, const paper::Sheet& sheet) {
    const std::string sought = folded(wanted);
    if (sought.empty()) return {};
    const Line line = joined(sheet);
    std::vector<Place> places;
    std::size_t word = 0;
    for (std::size_t at = 0; (at = line.text.find(sought, at)) != std::string::npos; at += sought.size()) {
        Place place;
        while (word + 1 < line.begins.size() && line.begins[word + 1] <= at) ++word;
        for (std::size_t i = word; i < line.begins.size() && line.begins[i] < at + sought.size(); ++i)
            place.push_back(sheet.words[i].box);
        places.push_back(std::move(place));
    }
    return places;
}

std::string as_lines(const paper::Sheet& sheet) {
    std::string lines;
    const paper::Box* before = nullptr;
    for (const paper::Word& word : sheet.words) {
        if (before) lines += is_lower_down(word.box, *before) ? '\n' : ' ';
        lines += word.text;
        before = &word.box;
    }
    return lines;
}

} // namespace assent::portal
