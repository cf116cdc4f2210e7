#include "casework/scope.hpp"

#include <algorithm>

namespace assent::casework {
namespace {

using Words = std::optional<std::vector<std::string>>;

std::optional<std::string> word_of(const policy::Program& program, const policy::FactDef& fact,
                                   std::int64_t value) {
    if (fact.type.kind != policy::Kind::Word) return std::to_string(value);
    if (value < 0) return std::nullopt; // a word that is on no list
    return program.words.at(value);
}

// Where it must be known, and how often.
std::size_t places(const policy::FactDef& fact, const Request& request) {
    return fact.per_line ? request.lines.size() : 1;
}

void add(std::vector<std::string>& words, std::string word) {
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
}

Words told_words(const Request& request, const policy::Program& program, std::uint16_t number) {
    const policy::FactDef& fact = program.facts[number];
    std::vector<std::string> words;
    for (std::size_t i = 0; i < places(fact, request); ++i) {
        const Known* known = told(request, number, fact.per_line ? static_cast<int>(i) : -1);
        if (!known) return std::nullopt;
        auto word = fact.type.is_opaque() ? known->text : word_of(program, fact, known->value);
        if (!word) return std::nullopt;
        add(words, std::move(*word));
    }
    return words;
}

} // namespace

Words scopes(const Case& of, RequestNo number, const RuleBook& book, std::uint16_t fact_number) {
    const policy::Program& program = book.program();
    const policy::FactDef& fact = program.facts[fact_number];
    const Request& request = of.at(number);
    if (!fact.is_derived) {
        auto words = told_words(request, program, fact_number);
        return words && words->empty() ? std::nullopt : std::move(words);
    }
    policy::Facts facts(program);
    fill_facts(of, number, book, facts);
    policy::Evaluator evaluator(program, facts);
    evaluator.evaluate_criteria();
    std::vector<std::string> words;
    for (std::size_t i = 0; i < places(fact, request); ++i) {
        const policy::Frame frame{fact.per_line ? i : policy::Frame::any_line, {}};
        const policy::Interval value = evaluator.value(fact.derived, frame);
        if (value.least != value.most) return std::nullopt;
        auto word = word_of(program, fact, value.least);
        if (!word) return std::nullopt;
        add(words, std::move(*word));
    }
    return words.empty() ? std::nullopt : Words(std::move(words));
}

} // namespace assent::casework
