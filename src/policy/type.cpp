#include "policy/type.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "policy/names.hpp"

namespace assent::policy {
namespace {

using base::trim;

struct Form {
    std::string_view text;
    Kind kind;
    bool many;
};

// Longer forms before shorter ones of the same beginning.
constexpr Form forms[] = {
    {"yes or no", Kind::YesNo, false},
    {"number", Kind::Number, false},
    {"date", Kind::Date, false},
    {"moment", Kind::Moment, false},
    {"diagnosis codes", Kind::Diagnosis, true},
    {"diagnosis code", Kind::Diagnosis, false},
    {"procedure codes", Kind::Procedure, true},
    {"procedure code", Kind::Procedure, false},
    {"one of", Kind::Word, false},
    {"some of", Kind::Word, true},
    {"money", Kind::Money, false},
    {"text", Kind::Text, false},
    {"document", Kind::Document, false},
};

bool starts_with_words(std::string_view text, std::string_view words) {
    return text.starts_with(words) && (text.size() == words.size() || text[words.size()] == ' ');
}

// "1 to 999" after `number`; nothing when there are no bounds there.
std::optional<Interval> read_bounds(std::string_view& text) {
    const std::string_view least = text.substr(0, text.find(' '));
    const auto low = base::to_number(least);
    if (!low) return std::nullopt;
    std::string_view after = trim(text.substr(least.size()));
    if (!starts_with_words(after, "to")) return std::nullopt;
    after = trim(after.substr(2));
    const std::string_view most = after.substr(0, after.find(' '));
    const auto high = base::to_number(most);
    if (!high || *high < *low || *low < Interval::lowest || *high > Interval::highest) return std::nullopt;
    text = trim(after.substr(most.size()));
    return Interval{*low, *high};
}

// The words of a set end where `from` or `ask` begins.
std::vector<std::string> read_words(std::string_view& text) {
    std::size_t end = text.size();
    for (const std::string_view stop : {" from ", " ask "}) end = std::min(end, text.find(stop));
    if (begins_with(text, "from") || begins_with(text, "ask")) end = 0;
    std::vector<std::string> words;
    for (const std::string_view word : base::split(text.substr(0, end), ',')) words.emplace_back(trim(word));
    text = trim(text.substr(end));
    return words;
}

// One word at least, none of them empty, none twice.
bool is_set(std::vector<std::string> words) {
    std::sort(words.begin(), words.end());
    return !words.front().empty() && std::adjacent_find(words.begin(), words.end()) == words.end();
}

} // namespace

std::optional<Type> read_type(std::string_view text, std::string_view& rest) {
    for (const Form& form : forms) {
        if (!starts_with_words(text, form.text)) continue;
        Type type{form.kind, form.many, Interval::anything(), {}};
        rest = trim(text.substr(form.text.size()));
        if (form.kind == Kind::YesNo) type.bounds = {0, 1};
        if (form.kind == Kind::Number) type.bounds = read_bounds(rest).value_or(Interval::anything());
        if (form.kind == Kind::Word) type.words = read_words(rest);
        if (form.kind == Kind::Word && !is_set(type.words)) return std::nullopt;
        return type;
    }
    return std::nullopt;
}

std::string_view type_forms() {
    return "a type is `yes or no`, `number`, `number 1 to 999`, `date`, `moment`, `diagnosis code`, "
           "`procedure code` (or `codes`), "
           "`one of A, B`, `some of A, B`, `money`, `text` or `document`";
}

std::string called(const Type& type) {
    switch (type.kind) {
        case Kind::YesNo: return "yes or no";
        case Kind::Number: return "a number";
        case Kind::Date: return "a date";
        case Kind::Moment: return "a moment";
        case Kind::Diagnosis: return type.many ? "diagnosis codes" : "a diagnosis code";
        case Kind::Procedure: return type.many ? "procedure codes" : "a procedure code";
        case Kind::Word:
            return fmt::format("{} of {}", type.many ? "some" : "one", base::listed(type.words, "or"));
        case Kind::Money: return "an amount of money";
        case Kind::Text: return "text";
        case Kind::Document: return "a document";
    }
    return {};
}

bool comparable(const Type& a, const Type& b) { return a.kind == b.kind && !a.is_opaque(); }

} // namespace assent::policy
