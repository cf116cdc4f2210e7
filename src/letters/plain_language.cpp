#include "letters/plain_language.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace assent::letters {
namespace {

constexpr bool is_small(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
// Bytes beyond ASCII belong to letters with accents, and to quotation marks that are trimmed with their word.
constexpr bool is_part_of_letter(char c) {
    return base::is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
}

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

std::size_t syllables_of(std::string_view word) {
    std::string small;
    for (const char c : base::to_lower(word)) {
        if (is_small(c)) small += c;
    }
    std::size_t groups = 0;
    bool in_group = false;
    for (const char c : small) {
        if (is_vowel(c) && !in_group) ++groups;
        in_group = is_vowel(c);
    }
    const std::string_view end = small;
    const bool table = end.size() > 2 && end.ends_with("le") && !is_vowel(end[end.size() - 3]);
    const bool silent = (end.ends_with('e') && !end.ends_with("ee") && !table) ||
                        (end.ends_with("ed") && !end.ends_with("ted") && !end.ends_with("ded"));
    if (silent && groups > 1) --groups;
    return std::max<std::size_t>(groups, 1);
}

struct Counts {
    std::size_t sentences = 0, words = 0, syllables = 0;
};

// Words between white space, and after each whether a sentence ends there.
class Counter {
public:
    Counts count(std::string_view text) {
        for (const std::string_view line : base::split_lines(text)) {
            const std::string_view words = base::trim(line);
            if (words.empty() || words.starts_with("- ")) end_sentence();
            for (const std::string_view word : base::split(words, ' ')) add(word);
        }
        end_sentence();
        return counts_;
    }

private:
    void add(std::string_view word) {
        if (std::none_of(word.begin(), word.end(), is_part_of_letter)) {
            // An underline ends its heading; a number belongs to the sentence without being read as a word.
            if (word.starts_with("==") || word.starts_with("--")) end_sentence();
        } else {
            ++counts_.words;
            ++in_sentence_;
            counts_.syllables += syllables_of(word);
        }
        const std::size_t last = word.find_last_not_of("\"')");
        if (last != std::string_view::npos &&
            std::string_view(".!?:").find(word[last]) != std::string_view::npos) {
            end_sentence();
        }
    }

    void end_sentence() {
        if (in_sentence_ > 0) ++counts_.sentences;
        in_sentence_ = 0;
    }

    Counts counts_;
    std::size_t in_sentence_ = 0;
};

constexpr bool is_inside_word(char c) {
    return is_part_of_letter(c) || base::is_digit(c) || c == '-' || c == '/' || c == '_';
}

bool is_acronym(std::string_view word) {
    return word.size() >= 2 && word.size() <= 6 && std::all_of(word.begin(), word.end(), is_capital);
}

bool has_small_letter(std::string_view line) { return std::any_of(line.begin(), line.end(), is_small); }

// "(ABC)" with words before it.
bool is_explained_at(std::string_view text, std::size_t at, std::size_t length) {
    if (at < 3 || text[at - 1] != '(' || text.substr(at + length, 1) != ")") return false;
    const std::string_view before = base::trim(text.substr(0, at - 1));
    return !before.empty() && is_part_of_letter(before.back());
}

} // namespace

double reading_grade(std::string_view text) {
    const Counts counts = Counter().count(text);
    if (counts.words == 0) return 0;
    const auto words = static_cast<double>(counts.words);
    return 0.39 * words / static_cast<double>(counts.sentences) +
           11.8 * static_cast<double>(counts.syllables) / words - 15.59;
}

std::vector<std::string> unexplained_acronyms(std::string_view text) {
    std::vector<std::string> found;
    std::set<std::string_view> seen;
    std::size_t line_end = 0;
    bool spoken = true; // this line has a small letter
    for (std::size_t at = 0; at < text.size();) {
        if (at >= line_end) {
            line_end = std::min(text.find('\n', at), text.size() - 1) + 1;
            spoken = has_small_letter(text.substr(at, line_end - at));
        }
        std::size_t length = 0;
        while (at + length < text.size() && is_inside_word(text[at + length])) ++length;
        const std::string_view word = text.substr(at, length);
        if (spoken && is_acronym(word) && seen.insert(word).second && !is_explained_at(text, at, length)) {
            found.emplace_back(word);
        }
        at += std::max<std::size_t>(length, 1);
    }
    return found;
}

base::Diagnostics plain_language(const casework::ComposedNotice& notice, double most_grade) {
    base::Diagnostics found;
    const double grade = reading_grade(notice.text);
    if (notice.language.starts_with("en") && grade > most_grade) {
        found.warning({notice.form, 0, 0, {}},
                      fmt::format("reads at grade {:.1f}, and members are to be written to at {:.1f}", grade,
                                  most_grade),
                      "write shorter sentences and shorter words");
    }
    for (const std::string& acronym : unexplained_acronyms(notice.text)) {
        found.warning({notice.form, 0, 0, {}}, fmt::format("`{}` is not explained", acronym),
                      fmt::format("write its name first: Name ({})", acronym));
    }
    return found;
}

} // namespace assent::letters
