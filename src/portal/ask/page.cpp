#include "portal/ask/page.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "policy/explanation.hpp"
#include "policy/request_reader.hpp"
#include "portal/layout.hpp"

namespace assent::portal {
namespace {

using policy::FactDef;
using policy::Kind;

// What was answered so far, and what came of it.
class Asking {
public:
    Asking(const Visit& visit, const desk::Rules& rules)
        : visit_(visit), program_(rules.program()), facts_(program_) {
        facts_.set_lines(1);
        for (const FactDef& fact : program_.facts) take(fact);
        verdict_ = policy::decide(program_, facts_);
        explanation_ = policy::explain(program_, facts_, verdict_);
    }

    Html show() const {
        return html(
            "<h1>{}</h1><p class=\"usa-intro\">Answer what you know. Nothing is kept, and nobody is named."
            "</p>{}{}",
            program_.header.title, verdict(), form());
    }

private:
    std::string answer(const FactDef& fact) const {
        return std::string(base::trim(visit_.request.asked(fact.name.text).value_or("")));
    }

    static bool can_be_asked(const FactDef& fact) {
        return !fact.of_case && !fact.is_derived && !fact.judged && !fact.type.is_opaque();
    }

    // What cannot be read is left unknown and told beside its field.
    void take(const FactDef& fact) {
        const std::string text = can_be_asked(fact) ? answer(fact) : "";
        if (text.empty()) return;
        std::vector<policy::Interval> values;
        for (const std::string_view one : base::split(text, fact.type.many ? ',' : '\0')) {
            const auto value = policy::value_of(fact.type, base::trim(one));
            if (!value) return wrong_.push_back(fact.name.text);
            values.push_back(*value);
        }
        given_.push_back(fact.name.text);
        if (fact.type.many)
            facts_.set_list(fact, values);
        else if (fact.per_line)
            facts_.set_line(fact, 0, values.front());
        else
            facts_.set(fact, values.front());
    }

    static bool is_among(const std::vector<std::string>& names, const FactDef& fact) {
        return std::find(names.begin(), names.end(), fact.name.text) != names.end();
    }
    bool is_asked(const FactDef& fact) const {
        return std::any_of(explanation_.ask.begin(), explanation_.ask.end(),
                           [&](const policy::Question& one) { return one.fact == fact.name.text; });
    }

    Html verdict() const {
        if (given_.empty()) return {};
        const std::string sentences = policy::to_sentences(program_, explanation_);
        Html text;
        for (const std::string_view one : base::split(sentences, '\n')) {
            if (!base::trim(one).empty()) text += html("<li>{}</li>", one);
        }
        return html(
            "<div class=\"usa-summary-box\" role=\"status\"><div class=\"usa-summary-box__body\">"
            "<h2 class=\"usa-summary-box__heading\">{}</h2><div class=\"usa-summary-box__text\">"
            "<details class=\"as-more\"><summary>The rules it rests on</summary><ul class=\"as-sentences\">"
            "{}</ul></details></div></div></div>",
            headline(), text);
    }

    std::string headline() const {
        if (explanation_.decision == "approve") return "It would be approved at once";
        if (explanation_.decision == "offer") return "Part of it would be approved at once";
        if (explanation_.decision == "ask") return "That depends on the answers below";
        if (explanation_.decision == "refer") return "A person would decide it";
        return "It would end without a review: " + explanation_.object;
    }

    Html form() const {
        Html fields;
        for (const FactDef& fact : program_.facts) {
            const bool told = is_among(given_, fact) || is_among(wrong_, fact);
            if (can_be_asked(fact) && (told || is_asked(fact))) fields += field(fact);
        }
        if (fields.empty()) return html("<p>There is nothing more to answer.</p>");
        return html(
            "<form method=\"get\" action=\"{}\" class=\"usa-form as-form\">{}"
            "<button class=\"usa-button\" type=\"submit\">What would happen?</button></form>",
            visit_.request.path, fields);
    }

    Html field(const FactDef& fact) const {
        const std::string& name = fact.name.text;
        const std::string label = fact.question.empty() ? name : fact.question;
        const Html wrong =
            is_among(wrong_, fact)
                ? html("<span class=\"usa-error-message\" id=\"{}-wrong\" role=\"alert\">Write {}</span>",
                       name, policy::called(fact.type))
                : Html();
        return html(
            "<div class=\"usa-form-group\"><label class=\"usa-label\" for=\"{}\">{}</label>"
            "<span class=\"usa-hint\" id=\"{}-hint\">{}</span>{}{}</div>",
            name, label, name, hint(fact), wrong, control(fact));
    }

    static std::string hint(const FactDef& fact) {
        const std::string text(policy::called(fact.type));
        return fact.type.many ? text + "; several with commas between" : text;
    }

    Html control(const FactDef& fact) const {
        std::vector<std::string> words = fact.type.words;
        if (fact.type.kind == Kind::YesNo) words = {"yes", "no"};
        const std::string value = answer(fact);
        const bool is_date = fact.type.kind == Kind::Date && !is_among(wrong_, fact);
        if (words.empty() || fact.type.many)
            return html(
                "<input class=\"usa-input\" id=\"{}\" name=\"{}\" type=\"{}\" value=\"{}\" "
                "aria-describedby=\"{}-hint\">",
                fact.name.text, fact.name.text, is_date ? "date" : "text", value, fact.name.text);
        const Html options = each(words, [&](const std::string& word) {
            return html("<option value=\"{}\"{}>{}</option>", word,
                        word == value ? Html::trusted(" selected") : Html(), word);
        });
        return html(
            "<select class=\"usa-select\" id=\"{}\" name=\"{}\" aria-describedby=\"{}-hint\">"
            "<option value=\"\">not known</option>{}</select>",
            fact.name.text, fact.name.text, fact.name.text, options);
    }

    const Visit& visit_;
    const policy::Program& program_;
    policy::Facts facts_;
    policy::Verdict verdict_;
    policy::Explanation explanation_;
    std::vector<std::string> given_, wrong_;
};

http::Response list(const Visit& visit, const Services& services) {
    const Html all = each(services.desk.shelf().programs(), [&](const std::string& id) {
        const desk::Rules* rules = services.desk.shelf().in_force(id, visit.now);
        if (!rules) return Html();
        return html("<li><a class=\"usa-link\" href=\"/ask/{}\">{}</a></li>", id,
                    rules->program().header.title);
    });
    return page(
        visit, "Is authorization needed?",
        html("<h1>Is authorization needed, and would it pass?</h1><p class=\"usa-intro\">Choose the "
             "program. The answer comes from its rules in force, with the phrase of the official document "
             "that each implements.</p><ul class=\"usa-list\">{}</ul>",
             all));
}

http::Response ask(const Visit& visit, const Services& services) {
    const desk::Rules* rules =
        services.desk.shelf().in_force(visit.places[0] + "/" + visit.places[1], visit.now);
    if (!rules) return sorry(visit, 404, "No such program is in force", "Choose one from the list.");
    return page(visit, rules->program().header.title, Asking(visit, *rules).show());
}

} // namespace

void add_ask(Gate& gate, const Services& services) {
    gate.page("/ask", For::Everybody, [&services](const Visit& visit) { return list(visit, services); });
    gate.page("/ask/{family}/{program}", For::Everybody,
              [&services](const Visit& visit) { return ask(visit, services); });
}

} // namespace assent::portal
