#include "policy/vocabulary.hpp"

#include <array>
#include <vector>

#include "policy/names.hpp"

namespace assent::policy {
namespace {

struct Word {
    std::string name;
    bool sentences;
    std::vector<std::string> keywords;
};

// Every construct may carry its sources, and the lines of another of its kind (`like`).
const std::array<Word, 16>& words() {
    static const std::array<Word, 16> all = [] {
        std::array<Word, 16> made{{
            {"program",
             false,
             {"title", "source", "effective", "version", "seat", "calendar", "hours", "received", "standing",
              "include"}},
            {"party", false, {"is", "has", "not", "one", "manages"}},
            {"fact",
             false,
             {"is", "when", "otherwise", "judged by", "answering", "hidden from", "as of", "unless"}},
            {"list", false, {"columns"}},
            {"criterion", true, {"judged by", "answering"}},
            {"document",
             false,
             {"kinds", "has", "comes", "pages", "signed", "barcode", "at least", "misused"}},
            {"request",
             false,
             {"opens", "about", "not about", "by", "asks", "with", "if", "submit", "late", "early", "goes to",
              "then"}},
            {"decision", false, {"when", "otherwise"}},
            {"level", false, {"reviewers", "may", "if", "after", "record", "sees"}},
            {"limit", true, {"when", "unless"}},
            {"ledger",
             false,
             {"of", "counts", "period", "holds", "stops", "reserve", "release", "warn", "ask"}},
            {"duty",
             true,
             {"when", "within", "by", "goal", "from", "pauses", "until", "missed", "if", "unless"}},
            {"right", true, {"when", "within", "from", "until", "if", "unless", "after that", "then"}},
            {"notice",
             true,
             {"when", "if", "unless", "to", "says", "form", "served", "returned", "copy", "missed"}},
            {"assumption", false, {"we read"}},
            {"scenario", true, {"expect", "program", "person", "outbox"}},
        }};
        for (Word& word : made)
            word.keywords.insert(word.keywords.end(), {"quote", "cite", "assume", "like"});
        return made;
    }();
    return all;
}

const Word& word_of(Construct construct) { return words()[static_cast<std::size_t>(construct)]; }

} // namespace

std::string_view to_text(Construct construct) { return word_of(construct).name; }

std::span<const std::string> construct_words() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const Word& word : words()) all.push_back(word.name);
        return all;
    }();
    return names;
}

std::optional<Construct> construct_of(std::string_view text) {
    const std::span<const std::string> names = construct_words();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == text) return static_cast<Construct>(i);
    }
    return std::nullopt;
}

std::span<const std::string> keywords_of(Construct construct) { return word_of(construct).keywords; }

bool may_hold_sentences(Construct construct) { return word_of(construct).sentences; }

Keyword keyword_at(Construct construct, std::string_view line) {
    Keyword longest;
    for (const std::string& keyword : word_of(construct).keywords) {
        const std::size_t length = matched(line, keyword);
        if (length > longest.length) longest = {keyword, length};
    }
    return longest;
}

} // namespace assent::policy
