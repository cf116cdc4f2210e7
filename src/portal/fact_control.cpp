#include "portal/fact_control.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/body_reader.hpp"
#include "policy/request_reader.hpp"

namespace assent::portal {
namespace {

using policy::Kind;

constexpr std::string_view as_input(Kind kind) {
    if (kind == Kind::Date) return "date";
    return kind == Kind::Moment ? "datetime-local" : "text";
}

Html options(const std::vector<std::string>& words, const std::string& value) {
    return each(words, [&](const std::string& word) {
        return html("<option value=\"{}\"{}>{}</option>", word,
                    word == value ? Html::trusted(" selected") : Html(), word);
    });
}

// A browser ends its lines with two characters.
std::optional<casework::Known> told_text(std::uint16_t number, std::string_view text, int line) {
    if (http::is_too_long(text) || text.find('\0') != std::string_view::npos) return std::nullopt;
    casework::Known known;
    known.fact = number;
    known.line = static_cast<std::int16_t>(line);
    known.text = text;
    std::erase(known.text, '\r');
    return known;
}

Html text_control(const policy::FactDef& fact, const ControlLook& look) {
    if (fact.per_line)
        return html(
            "<input class=\"usa-input\" id=\"{}\" name=\"{}\" type=\"text\" maxlength=\"{}\" value=\"{}\">",
            look.id, look.name, http::most_characters, look.value);
    return html(
        "<textarea class=\"usa-textarea as-words\" id=\"{}\" name=\"{}\" maxlength=\"{}\">{}</textarea>",
        look.id, look.name, http::most_characters, look.value);
}

} // namespace

bool has_control(const policy::FactDef& fact) { return fact.type.kind != Kind::Document; }

std::string control_takes(const policy::FactDef& fact) {
    if (fact.type.kind != Kind::Text) return policy::called(fact.type);
    return fmt::format("text of at most {} characters", http::most_characters);
}

Html fact_control(const policy::FactDef& fact, const ControlLook& look) {
    if (fact.type.kind == Kind::Text) return text_control(fact, look);
    std::vector<std::string> words = fact.type.words;
    if (fact.type.kind == Kind::YesNo) words = {"yes", "no"};
    if (words.empty() || fact.type.many)
        return html(
            "<input class=\"usa-input\" id=\"{}\" name=\"{}\" type=\"{}\" inputmode=\"{}\" value=\"{}\">",
            look.id, look.name, look.as_typed ? "text" : as_input(fact.type.kind),
            fact.type.kind == Kind::Number ? "numeric" : "text", look.value);
    return html(
        "<select class=\"usa-select\" id=\"{}\" name=\"{}\"><option value=\"\">choose</option>{}</select>",
        look.id, look.name, options(words, look.value));
}

std::optional<std::vector<casework::Known>> told_in(const policy::FactDef& fact, std::uint16_t number,
                                                    std::string_view text, int line) {
    if (fact.type.kind == Kind::Text) {
        auto known = told_text(number, text, line);
        if (!known) return std::nullopt;
        return std::vector{std::move(*known)};
    }
    std::string whole(text);
    if (fact.type.kind == Kind::Moment) std::replace(whole.begin(), whole.end(), 'T', ' ');
    std::vector<casework::Known> all;
    for (const std::string_view one : base::split(whole, fact.type.many ? ',' : '\0')) {
        const auto value = policy::value_of(fact.type, base::trim(one));
        if (!value) return std::nullopt;
        casework::Known known;
        known.fact = number;
        known.line = static_cast<std::int16_t>(line);
        known.value = value->least;
        all.push_back(std::move(known));
    }
    return all;
}

} // namespace assent::portal
