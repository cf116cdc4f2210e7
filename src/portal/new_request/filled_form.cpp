#include "portal/new_request/filled_form.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "portal/fact_control.hpp"
#include "portal/new_request/named_parties.hpp"

namespace assent::portal {
namespace {

using policy::FactDef;

std::string in_line(const FactDef& fact, std::size_t line) {
    return fmt::format("{}.{}", fact.name.text, line + 1);
}

template <typename T>
bool is_among(const std::vector<T>& all, const T& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

} // namespace

FilledForm::FilledForm(const desk::Rules& rules, std::uint16_t type, const Fields& fields)
    : program_(rules.program()), type_(program_.requests[type]), fields_(fields) {
    submit_.type = type;
    for (std::size_t i = 0; i < program_.facts.size(); ++i) {
        const FactDef& fact = program_.facts[i];
        if (is_theirs(fact) && !fact.per_line) take_fact(static_cast<std::uint16_t>(i), -1, fact.name.text);
    }
    take_lines();
    named_ = named_parties(program_, [this](const FactDef& fact) { return is_theirs(fact); });
    for (const std::uint16_t party : named_) {
        const std::string id = filled(program_.parties[party].name.text);
        if (!id.empty()) submit_.participants.push_back({party, id});
    }
}

// What the asker can tell; and of service lines what they know from somebody whom the case only names, as
// from an order.
bool FilledForm::is_theirs(const FactDef& fact) const {
    if (fact.of_case || fact.is_derived || fact.judged || !has_control(fact)) return false;
    for (std::size_t i = 0; i < program_.parties.size(); ++i) {
        const policy::PartyDef& party = program_.parties[i];
        if (party.name.text != fact.from) continue;
        const bool asks = std::any_of(type_.by.begin(), type_.by.end(), [&](const policy::AskedBy& by) {
            return is_among(by.parties, static_cast<std::uint16_t>(i));
        });
        return asks || (fact.per_line && party.all.empty() && party.none.empty());
    }
    return false;
}

std::string FilledForm::filled(const std::string& name) const {
    const auto found = fields_.find(name);
    return found == fields_.end() ? std::string() : std::string(base::trim(found->second));
}

void FilledForm::take_fact(std::uint16_t number, int line, const std::string& name) {
    const FactDef& fact = program_.facts[number];
    const std::string text = filled(name);
    if (text.empty()) return;
    const auto told = told_in(fact, number, text, line);
    if (!told) return wrong_.push_back(name);
    submit_.facts.insert(submit_.facts.end(), told->begin(), told->end());
}

std::size_t FilledForm::lines_filled() const {
    std::size_t lines = 0;
    for (std::size_t line = 0; line < most_lines; ++line) {
        const bool any = std::any_of(program_.facts.begin(), program_.facts.end(), [&](const FactDef& fact) {
            return fact.per_line && !filled(in_line(fact, line)).empty();
        });
        if (any) lines = line + 1;
    }
    return lines;
}

void FilledForm::take_lines() {
    if (!type_.asks_lines) return;
    submit_.lines = static_cast<std::uint16_t>(std::max<std::size_t>(lines_filled(), 1));
    for (std::size_t line = 0; line < submit_.lines; ++line) {
        for (std::size_t i = 0; i < program_.facts.size(); ++i) {
            const FactDef& fact = program_.facts[i];
            if (fact.per_line && is_theirs(fact))
                take_fact(static_cast<std::uint16_t>(i), static_cast<int>(line), in_line(fact, line));
        }
    }
}

Html FilledForm::show(const std::vector<std::string>& asked, const std::vector<std::uint16_t>& idle) const {
    Html all;
    for (std::size_t i = 0; i < program_.facts.size(); ++i) {
        const FactDef& fact = program_.facts[i];
        if (!is_theirs(fact) || fact.per_line) continue;
        const bool is_idle = is_among(idle, static_cast<std::uint16_t>(i));
        const bool still = is_among(asked, fact.name.text);
        all += field(fact, fact.name.text, still ? Need::StillAsked : is_idle ? Need::Idle : Need::Usual);
    }
    for (const std::uint16_t party : named_) {
        const std::string& name = program_.parties[party].name.text;
        all += html(
            "<div class=\"usa-form-group\"><label class=\"usa-label\" for=\"{}\">Who is the {}? (their "
            "identifier)</label><input class=\"usa-input\" id=\"{}\" name=\"{}\" value=\"{}\"></div>",
            name, name, name, name, filled(name));
    }
    if (!type_.asks_lines) return all;
    const std::size_t lines = std::min(lines_filled() + 1, most_lines);
    for (std::size_t number = 0; number < lines; ++number) all += line(number);
    return all;
}

Html FilledForm::line(std::size_t number) const {
    Html fields;
    for (const FactDef& fact : program_.facts) {
        if (fact.per_line && is_theirs(fact)) fields += field(fact, in_line(fact, number), Need::Usual);
    }
    return html(
        "<fieldset class=\"usa-fieldset as-line\"><legend class=\"usa-legend\">Service line {}{}</legend>"
        "<div class=\"as-cells\">{}</div></fieldset>",
        number + 1, number > 0 && number == lines_filled() ? " (leave it empty for none)" : "", fields);
}

Html FilledForm::field(const FactDef& fact, const std::string& name, Need need) const {
    const std::string& label = fact.question.empty() ? fact.name.text : fact.question;
    const bool wrong = is_among(wrong_, name);
    const bool hides = need == Need::Idle && !wrong && filled(name).empty();
    const Html said =
        wrong ? html("<span class=\"usa-error-message\" role=\"alert\">Write {}</span>", control_takes(fact))
              : Html();
    const Html matters = need == Need::StillAsked ? html(" <b>(still asked)</b>") : Html();
    return html(
        "<div class=\"usa-form-group{}\" data-fact=\"{}\"{}><label class=\"usa-label\" for=\"{}\">{}{}"
        "</label>{}{}</div>",
        wrong ? " usa-form-group--error" : "", name, hides ? Html::trusted(" hidden") : Html(), name, label,
        matters, said, fact_control(fact, {name, name, filled(name), wrong}));
}

} // namespace assent::portal
