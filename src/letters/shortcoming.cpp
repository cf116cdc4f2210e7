#include "letters/shortcoming.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "casework/case_facts.hpp"
#include "casework/spoken.hpp"
#include "letters/on_paper.hpp"
#include "policy/questions.hpp"

namespace assent::letters {
namespace {

using policy::MissedLookup;

std::string numbered(const char* word, const std::vector<std::size_t>& lines) {
    std::vector<std::string> numbers;
    for (const std::size_t line : lines) numbers.push_back(std::to_string(line));
    return fmt::format("{}{} {}", word, lines.size() == 1 ? "" : "s", base::listed(numbers));
}

// "code" for "line.code", "place of service" for "request.place_of_service".
std::string called_fact(const std::string& name) {
    return casework::spaced(name.substr(name.find('.') == std::string::npos ? 0 : name.find('.') + 1));
}

std::string called_list(const policy::Program& program, std::uint16_t list) {
    std::string name = program.lists[list].name.text;
    std::replace(name.begin(), name.end(), '-', ' ');
    return name;
}

// What the list has of the key in the first column in which it has something else.
std::string otherwise(const MissedLookup& missed, const std::string& what, const std::string& list) {
    for (const MissedLookup::Column& column : missed.columns) {
        if (column.has.empty() || column.is_as_wanted()) continue;
        return fmt::format("{} of {} is {} by {}{}", column.name, what, base::listed(column.has, "or"), list,
                           column.wanted.empty() ? "" : ", and not " + column.wanted);
    }
    return {};
}

// On the day that counts, of a key that is in it on other days or never.
std::string not_there(const MissedLookup& missed, const std::string& what, const std::string& list) {
    const std::string on = missed.on ? " on " + on_paper(*missed.on) : "";
    if (missed.through)
        return fmt::format("{} is in {} through {}, and not{}", what, list, on_paper(*missed.through), on);
    if (missed.from)
        return fmt::format("{} is in {} from {}, and not{}", what, list, on_paper(*missed.from), on);
    return fmt::format("{} is not in {}", what, list);
}

std::vector<std::string> words_in(const std::string& text) {
    std::vector<std::string> all;
    std::string word;
    for (const char c : text + " ") {
        if (base::is_letter_or_digit(c)) {
            word += c;
        } else if (!word.empty()) {
            all.push_back(base::to_lower(std::exchange(word, {})));
        }
    }
    return all;
}

std::ptrdiff_t shared_words(const std::string& quote, const std::vector<std::string>& wanted) {
    const std::vector<std::string> words = words_in(quote);
    return std::count_if(wanted.begin(), wanted.end(), [&](const std::string& one) {
        return std::find(words.begin(), words.end(), one) != words.end();
    });
}

} // namespace

std::vector<Shortcoming> blanks(const policy::Program& program, const policy::Facts& facts,
                                std::uint64_t criteria) {
    std::vector<Shortcoming> all;
    for (const policy::Question& open : policy::untold(program, facts, criteria)) {
        const policy::FactDef* fact = program.fact(open.fact);
        Shortcoming made{open.question, {}};
        if (!open.lines.empty()) made.text += fmt::format(" ({})", numbered("line", open.lines));
        if (fact) made.facts.push_back(static_cast<std::uint16_t>(fact - program.facts.data()));
        all.push_back(std::move(made));
    }
    return all;
}

std::string told(const policy::Program& program, const MissedLookup& missed) {
    const std::string the =
        missed.lines.empty() ? "The " : fmt::format("In {}, the ", numbered("service line", missed.lines));
    const std::string list = "the list of " + called_list(program, missed.list);
    const std::string fact = called_fact(missed.name), what = fact + " " + missed.key;
    if (missed.key.empty()) return fmt::format("{}{} is none that {} could have.", the, fact, list);
    if (missed.is_found) return fmt::format("{}{} is in {}.", the, what, list);
    const std::string other = otherwise(missed, what, list);
    return the + (other.empty() ? not_there(missed, what, list) : other) + ".";
}

std::string fitting_quote(const policy::CriterionDef& criterion, const MissedLookup& missed) {
    std::vector<std::string> wanted = words_in(missed.key);
    for (const MissedLookup::Column& column : missed.columns) {
        for (std::string& word : words_in(column.wanted)) wanted.push_back(std::move(word));
    }
    const auto& quotes = criterion.sources.quotes;
    const auto best =
        std::max_element(quotes.begin(), quotes.end(), [&](const policy::Piece& a, const policy::Piece& b) {
            return shared_words(a.text, wanted) < shared_words(b.text, wanted);
        });
    return best == quotes.end() ? std::string() : best->text;
}

std::vector<Shortcoming> shortcomings(const casework::Case& of, casework::RequestNo number,
                                      const casework::RuleBook& book) {
    const casework::Request& request = of.at(number);
    if (!request.ended || request.because == 0) return {};
    const policy::Program& program = book.program();
    policy::Facts facts(program);
    fill_facts(of, number, book, facts);
    std::vector<Shortcoming> all = blanks(program, facts, request.because);
    for (Shortcoming& one : all) one.text = "Blank: " + one.text;
    for (std::size_t i = 0; i < program.criteria.size(); ++i) {
        if ((request.because >> i & 1U) == 0) continue;
        for (const MissedLookup& missed : missed_lookups(program, facts, static_cast<std::uint16_t>(i)))
            all.push_back({told(program, missed), missed.facts});
    }
    return all;
}

} // namespace assent::letters
