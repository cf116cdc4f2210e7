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

// The ways a number from 0 to 999 is written in words.
std::vector<std::string> spelled(std::int64_t number) {
    const auto n = static_cast<std::size_t>(number);
    if (n < 20) return {small[n]};
    if (n < 100) {
        if (n % 10 == 0) return {tens[n / 10]};
        return {tens[n / 10] + "-" + small[n % 10], tens[n / 10] + " " + small[n % 10]};
    }
    std::vector<std::string> heads{small[n / 100] + " hundred"};
    if (n / 100 == 1) heads.emplace_back("a hundred");
    if (n % 100 == 0) return heads;
    std::vector<std::string> all;
    for (const std::string& tail : spelled(number % 100)) {
        for (const std::string& head : heads)
            all.insert(all.end(), {head + " " + tail, head + " and " + tail});
    }
    return all;
}

bool is_word_byte(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool whole_word_in(std::string_view word, std::string_view text) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_word_byte(text[at - 1])) && (end == text.size() || !is_word_byte(text[end])))
            return true;
    }
    return false;
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
    std::string text = base::to_lower(folded(phrase));
    for (std::size_t comma = text.find(','); comma != std::string::npos; comma = text.find(',', comma + 1)) {
        const bool thousands = comma > 0 && is_word_byte(text[comma - 1]) && comma + 3 < text.size() &&
                               is_word_byte(text[comma + 1]);
        if (thousands && base::to_number(text.substr(comma + 1, 3))) text.erase(comma, 1);
    }
    if (whole_word_in(std::to_string(number), text)) return true;
    if (number < 0 || number > 999) return false;
    const std::vector<std::string> words = spelled(number);
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return whole_word_in(word, text); });
}

bool literal_stands_in(std::string_view literal, std::string_view phrase) {
    if (literal.starts_with('$')) literal.remove_prefix(1);
    const auto number = base::to_number(literal);
    return number ? number_stands_in(*number, phrase) : whole_word_in(literal, phrase);
}

std::vector<Piece> all_quotes(const Program& program) {
    std::vector<Piece> all;
    add_quotes(program.header.sources, all);
    for (const FactDef& fact : program.facts) add_quotes(fact.sources, all);
    for (const ListDef& list : program.lists) add_quotes(list.sources, all);
    for (const CriterionDef& criterion : program.criteria) add_quotes(criterion.sources, all);
    for (const DecisionDef& decision : program.decisions) add_quotes(decision.sources, all);
    for (const LimitDef& limit : program.limits) add_quotes(limit.sources, all);
    for (const LedgerDef& ledger : program.ledgers) add_quotes(ledger.sources, all);
    for (const AssumptionDef& assumption : program.assumptions) add_quotes(assumption.sources, all);
    for (const Block& other : program.others) {
        for (const Line* line : other.all("quote")) {
            const std::string_view text = line->rest.text;
            const bool marked = text.size() >= 2 && text.front() == '"' && text.back() == '"';
            all.push_back({std::string(marked ? text.substr(1, text.size() - 2) : text), line->rest.line,
                           line->rest.column});
        }
    }
    return all;
}

} // namespace assent::policy
