#include "policy/phrases.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace assent::policy {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> foldings = {{
    {"\u2018", "'"},
    {"\u2019", "'"},
    {"\u201A", "'"},
    {"\u201C", "\""},
    {"\u201D", "\""},
    {"\u2010", "-"},
    {"\u2011", "-"},
    {"\u2012", "-"},
    {"\u2013", "-"},
    {"\u2014", "-"},
    {"\u2026", "..."},
    {"\u00A0", " "},
    {"\uFEFF", " "},
}};

const std::array<std::string, 20> small = {"zero",    "one",     "two",       "three",    "four",
                                           "five",    "six",     "seven",     "eight",    "nine",
                                           "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                           "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
const std::array<std::string, 10> tens = {"",      "",      "twenty",  "thirty", "forty",
                                          "fifty", "sixty", "seventy", "eighty", "ninety"};

bool whole_word_in(std::string_view word, std::string_view text) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !base::is_letter_or_digit(text[at - 1])) &&
            (end == text.size() || !base::is_letter_or_digit(text[end])))
            return true;
    }
    return false;
}

// Words and digits of a phrase; a hyphen parts "twenty-one", a point or comma keeps "12.5" and "1,200".
std::vector<std::string> tokens_of(std::string_view text) {
    const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    const auto thousands = [&](std::size_t i) {
        return digit(i) && digit(i + 1) && digit(i + 2) && !digit(i + 3);
    };
    std::vector<std::string> tokens(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool between = i > 0 && digit(i - 1) && digit(i + 1);
        const bool inside = between && (text[i] == '.' || (text[i] == ',' && thousands(i + 1)));
        if (base::is_letter_or_digit(text[i]) || (inside && text[i] == '.')) {
            tokens.back() += text[i];
        } else if (!inside) {
            if (text[i] != ' ' && text[i] != '-') tokens.emplace_back(1, text[i]); // ends a number in words
            tokens.emplace_back();
        }
    }
    std::erase(tokens, "");
    return tokens;
}

// A number in words, as far as it goes: "one hundred and twenty", "a hundred", "twenty-one", "ten".
class SpelledNumber {
public:
    // False when the word cannot go on the number that was begun.
    bool take(std::string_view word) {
        const auto unit = std::find(small.begin(), small.end(), word);
        const auto ten = std::find(tens.begin() + 2, tens.end(), word);
        if (word == "hundred") return !hundred_ && value_ < 10 && put((value_ == 0 ? 1 : value_) * 100, 2);
        if (ten != tens.end()) return room_ >= 2 && put(value_ + (ten - tens.begin()) * 10, 1);
        if (unit == small.end()) return false;
        const auto number = unit - small.begin();
        return room_ >= (number < 10 ? 1 : 2) && put(value_ + number, 0);
    }
    bool begun() const { return begun_; }
    bool after_hundred() const { return hundred_ && room_ == 2; }
    std::int64_t value() const { return value_; }

private:
    bool put(std::int64_t value, int room) {
        hundred_ |= room == 2;
        value_ = value;
        room_ = room;
        begun_ = true;
        return true;
    }

    std::int64_t value_ = 0;
    int room_ = 2; // digits that may still follow
    bool hundred_ = false;
    bool begun_ = false;
};

std::vector<std::int64_t> numbers_in(std::string_view text) {
    std::vector<std::int64_t> numbers;
    SpelledNumber spelled;
    const auto end = [&] {
        if (spelled.begun()) numbers.push_back(spelled.value());
        spelled = {};
    };
    for (const std::string& token : tokens_of(text)) {
        if (token == "and" && spelled.after_hundred()) continue;
        if (spelled.take(token)) continue;
        end();
        if (spelled.take(token)) continue;
        if (const auto digits = base::to_number(token)) numbers.push_back(*digits);
    }
    end();
    return numbers;
}

void add_quotes(const Sources& sources, std::vector<Piece>& all) {
    all.insert(all.end(), sources.quotes.begin(), sources.quotes.end());
}

} // namespace

std::string folded(std::string_view text) {
    std::string plain(text);
    for (const auto& [fancy, simple] : foldings) {
        for (std::size_t at = plain.find(fancy); at != std::string::npos;
             at = plain.find(fancy, at + simple.size())) {
            plain.replace(at, fancy.size(), simple);
        }
    }
    std::string result;
    for (const char c : plain) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank) result += c;
        if (blank && !result.empty() && result.back() != ' ') result += ' ';
    }
    return std::string(base::trim(result));
}

bool stands_in(std::string_view phrase, std::string_view folded_document) {
    const std::string plain = folded(phrase);
    const std::size_t gap = plain.find("...");
    if (gap == std::string::npos)
        return !plain.empty() && folded_document.find(plain) != std::string_view::npos;
    const std::string_view head = base::trim(std::string_view(plain).substr(0, gap));
    const std::string_view tail = base::trim(std::string_view(plain).substr(gap + 3));
    if (head.empty() || tail.empty() || tail.find("...") != std::string_view::npos) return false;
    const std::size_t first = folded_document.find(head);
    return first != std::string_view::npos &&
           folded_document.find(tail, first + head.size()) != std::string_view::npos;
}

std::size_t count_words(std::string_view phrase) {
    const std::string plain = folded(phrase);
    return plain.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(plain.begin(), plain.end(), ' '));
}

bool number_stands_in(std::int64_t number, std::string_view phrase) {
    const std::vector<std::int64_t> numbers = numbers_in(base::to_lower(folded(phrase)));
    return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

bool literal_stands_in(std::string_view literal, std::string_view phrase) {
    if (literal.starts_with('$')) literal.remove_prefix(1);
    const auto number = base::to_number(literal);
    return number ? number_stands_in(*number, phrase) : whole_word_in(literal, phrase);
}

std::vector<Piece> all_quotes(const Program& program) {
    std::vector<Piece> all;
    for (const Sources* sources : all_sources(program)) add_quotes(*sources, all);
    std::erase_if(all, [](const Piece& quote) { return quote.origin != 0; });
    return all;
}

} // namespace assent::policy
