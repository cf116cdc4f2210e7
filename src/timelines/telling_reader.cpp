#include "timelines/telling_reader.hpp"

#include <fmt/format.h>

#include <array>

#include "policy/case_facts.hpp"
#include "policy/request_reader.hpp"

namespace assent::timelines {
namespace {

using policy::FactDef;
using policy::NameKind;

constexpr std::string_view of_lines = "line.";

// Words that begin something else than one more value.
constexpr std::array<std::string_view, 8> after_values = {"without", "with",  "starting", "arrived",
                                                          "because", "about", "by",       "line"};

// "line 2 units": the fact line.units, and how much of the text says so.
std::optional<policy::Names::Found> numbered_at(const Lexicon& lexicon, std::string_view text) {
    if (!policy::begins_with(text, "line")) return std::nullopt;
    const std::string_view number = base::trim(text.substr(of_lines.size() - 1));
    const std::size_t digits = number.find_first_not_of("0123456789");
    if (digits == 0 || digits == std::string_view::npos || number[digits] != ' ') return std::nullopt;
    const std::string_view name = base::trim(number.substr(digits));
    auto found = lexicon.names.at(NameKind::Fact, std::string(of_lines).append(name));
    if (!found) return std::nullopt;
    found->length += text.size() - name.size() - of_lines.size();
    return found;
}

} // namespace

std::string meant_by(const policy::Type& type) {
    const bool bounded = type.kind == policy::Kind::Number && type.bounds != policy::Interval::anything();
    if (!bounded) return policy::called(type);
    return fmt::format("{} from {} to {}", policy::called(type), type.bounds.least, type.bounds.most);
}

bool fact_stands_in(const Lexicon& lexicon, std::string_view text) {
    return lexicon.names.at(NameKind::Fact, text) || numbered_at(lexicon, text);
}

bool TellingReader::read(std::vector<Telling>& into) {
    Telling one;
    const auto number = fact(one.line);
    if (!number) return false;
    one.fact = *number;
    return value_of(one, into);
}

bool TellingReader::put(std::string_view name, std::vector<Telling>& into) {
    const auto number = line_.lexicon().names.exactly(NameKind::Fact, name);
    if (!number) {
        line_.wrong(fmt::format("this program has no fact `{}`", name),
                    "name the fact and its value instead");
        return false;
    }
    Telling one;
    one.fact = *number;
    return may_be_told(line_.lexicon().fact(*number)) && value_of(one, into);
}

std::optional<std::uint16_t> TellingReader::fact(int& line) {
    const Lexicon& lexicon = line_.lexicon();
    const auto plain = lexicon.names.at(NameKind::Fact, line_.left());
    if (const auto numbered = plain ? std::nullopt : numbered_at(lexicon, line_.left())) {
        const FactDef& def = lexicon.fact(numbered->index);
        if (!may_be_told(def)) return std::nullopt;
        const std::size_t left = line_.left().size() - numbered->length;
        line_.accept("line");
        const auto number = line_.ordinal("line");
        if (!number) return std::nullopt;
        line = *number;
        line_.skip(line_.left().size() - left);
        return numbered->index;
    }
    if (!plain) return line_.expected("a fact", lexicon.names.all(NameKind::Fact));
    const FactDef& def = lexicon.fact(plain->index);
    if (!may_be_told(def)) return std::nullopt;
    if (def.per_line) line = 0;
    line_.skip(plain->length);
    return plain->index;
}

bool TellingReader::may_be_told(const FactDef& fact) {
    if (fact.of_case)
        line_.wrong(fmt::format("nobody tells `{}`: it comes from the case itself", fact.name.text),
                    "leave it out; what happens in the timeline makes it so");
    else if (fact.is_derived)
        line_.wrong(fmt::format("nobody tells `{}`: it is worked out", fact.name.text),
                    "tell the facts that it is made of");
    return !fact.of_case && !fact.is_derived;
}

bool TellingReader::value_of(const Telling& of, std::vector<Telling>& into) {
    const FactDef& def = line_.lexicon().fact(of.fact);
    Telling one = of;
    if (def.type.many && line_.sees("none")) {
        const std::string_view before = line_.left();
        line_.accept("none");
        one.value = line_.since(before);
        into.push_back(std::move(one));
        return true;
    }
    for (bool more = true; more;) {
        auto read = value(def);
        if (!read) return false;
        one.value = std::move(*read);
        into.push_back(one);
        more = another_value(def);
        if (more) line_.accept_comma();
        if (def.per_line) ++one.line;
    }
    return true;
}

// After a comma stands one more value of a list, or of the next line, unless something else begins there.
bool TellingReader::another_value(const FactDef& fact) const {
    if (!fact.type.many && !fact.per_line) return false;
    if (line_.at_end() || line_.left().front() != ',') return false;
    const std::string_view next = line_.beyond(1);
    for (const std::string_view words : after_values) {
        if (policy::begins_with(next, words)) return false;
    }
    return !next.empty() && !fact_stands_in(line_.lexicon(), next);
}

// What is meant when no value is told: that it is so, and that it is now.
std::string TellingReader::implied(const FactDef& fact) const {
    const auto day = std::chrono::floor<std::chrono::days>(at_);
    const std::string date = calendar::to_text(calendar::Date{day.time_since_epoch()});
    const auto minutes = std::chrono::floor<std::chrono::minutes>(at_ - day).count();
    if (fact.type.kind == policy::Kind::YesNo) return "yes";
    if (fact.type.kind == policy::Kind::Date) return date;
    if (fact.type.kind == policy::Kind::Moment)
        return fmt::format("{} {:02}:{:02}", date, minutes / 60, minutes % 60);
    return {};
}

std::optional<Piece> TellingReader::value(const FactDef& fact) {
    const bool none = line_.at_end() || line_.left().front() == ',' || line_.sees("because");
    Piece piece = line_.rest();
    if (none) {
        piece.text = implied(fact);
        if (!piece.text.empty()) return piece;
        line_.wrong(fmt::format("`{}` without a value", fact.name.text),
                    fmt::format("write {} after it", meant_by(fact.type)));
        return std::nullopt;
    }
    return word_of(fact);
}

// As many words as a value of that type has; a mistake when they are none.
std::optional<Piece> TellingReader::word_of(const FactDef& fact) {
    const Piece begin = line_.rest();
    const std::string_view text = line_.left();
    std::size_t length = std::min(text.find_first_of(" ,"), text.size());
    if (fact.type.kind == policy::Kind::Word)
        length = std::max(length, longest_of(text, fact.type.words).size());
    if (fact.type.kind == policy::Kind::Word && longest_of(text, fact.type.words).empty())
        length = std::min(text.find(','), text.size());
    if (fact.type.kind == policy::Kind::Moment) {
        const std::string_view time = line_.beyond(length);
        if (!time.empty() && time.front() >= '0' && time.front() <= '9')
            length = text.size() - time.size() + std::min(time.find_first_of(" ,"), time.size());
    }
    Piece piece = begin;
    piece.text = policy::single_spaced(text.substr(0, length));
    if (fact.type.is_opaque() || line_.sees_quote()) {
        auto words = line_.phrase("what it says");
        if (!words) return std::nullopt;
        piece.text = std::move(*words);
        length = 0;
    }
    if (piece.text == "unknown") {
        line_.wrong("nobody can tell what is unknown", "leave the fact out");
        return std::nullopt;
    }
    if (!policy::value_of(fact.type, piece.text)) {
        line_.wrong(fmt::format("`{}` is not {}", piece.text, meant_by(fact.type)),
                    fmt::format("write a value of `{}`", fact.name.text));
        return std::nullopt;
    }
    line_.skip(length);
    return piece;
}

} // namespace assent::timelines
