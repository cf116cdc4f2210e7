#include "portal/ask/page.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "policy/case_facts.hpp"
#include "policy/explanation.hpp"
#include "policy/request_reader.hpp"
#include "portal/layout.hpp"

namespace assent::portal {
namespace {

using policy::FactDef;
using policy::Kind;

// What is used of a ledger is asked for like a fact, by the name that its question gives it.
FactDef used_of(const policy::LedgerDef& ledger) {
    FactDef made;
    made.name.text = "ledger." + ledger.name.text + ".used";
    made.type = {Kind::Number, false, {0, 1'000'000'000}, {}};
    made.question = ledger.question;
    return made;
}

// What was answered so far, and what came of it.
class Asking {
public:
    Asking(const Visit& visit, const desk::Rules& rules)
        : visit_(visit), program_(rules.program()), facts_(program_) {
        facts_.set_lines(1);
        for (const policy::LedgerDef& ledger : program_.ledgers) used_.push_back(used_of(ledger));
        for (const FactDef& fact : program_.facts) take(fact);
        for (std::size_t i = 0; i < used_.size(); ++i) {
            const auto used = taken(used_[i]);
            if (!used.empty()) facts_.set_used(program_.ledgers[i], used.front());
        }
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

    static bool can_be_asked(const FactDef& fact) { return !fact.is_derived && !fact.judged; }

    // What cannot be read is left unknown and told beside its field.
    std::vector<policy::Interval> taken(const FactDef& fact) {
        const std::string text = can_be_asked(fact) ? answer(fact) : "";
        if (text.empty()) return {};
        std::vector<policy::Interval> values;
        for (const std::string_view one : base::split(text, fact.type.many ? ',' : '\0')) {
            const auto value = policy::value_of(fact.type, base::trim(one));
            if (!value) {
                wrong_.push_back(fact.name.text);
                return {};
            }
            values.push_back(*value);
        }
        given_.push_back(fact.name.text);
        return values;
    }

    void take(const FactDef& fact) {
        const std::vector<policy::Interval> values = taken(fact);
        if (values.empty()) return;
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
                           [&](const policy::Question& one) { return one.told_as == fact.name.text; });
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
        if (verdict_.act == policy::Act::SayNotRequired) return "No authorization is needed";
        if (verdict_.act == policy::Act::Correct) return "It would have to be corrected first";
        return "It would end without a review: " + explanation_.object;
    }

    Html form() const {
        Html fields;
        for (const std::vector<FactDef>* all : {&program_.facts, &used_}) {
            for (const FactDef& fact : *all) {
                const bool told = is_among(given_, fact) || is_among(wrong_, fact);
                if (can_be_asked(fact) && (told || is_asked(fact))) fields += field(fact);
            }
        }
        if (fields.empty()) return html("<p>There is nothing more to answer.</p>");
        return html(
            "<form method=\"get\" action=\"{}\" class=\"usa-form as-form\">{}"
            "<button class=\"usa-button\" type=\"submit\">What would happen?</button></form>",
            visit_.request.path, fields);
    }

    static std::string id_of(const FactDef& fact) {
        std::string id = fact.name.text;
        std::replace(id.begin(), id.end(), ' ', '-');
        return id;
    }

    Html field(const FactDef& fact) const {
        const std::string id = id_of(fact);
        const std::string_view question = policy::question_for(fact);
        const std::string_view label = question.empty() ? std::string_view(fact.name.text) : question;
        const Html wrong =
            is_among(wrong_, fact)
                ? html("<span class=\"usa-error-message\" id=\"{}-wrong\" role=\"alert\">Write {}</span>", id,
                       policy::called(fact.type))
                : Html();
        return html(
            "<div class=\"usa-form-group\"><label class=\"usa-label\" for=\"{}\">{}</label>"
            "<span class=\"usa-hint\" id=\"{}-hint\">{}</span>{}{}</div>",
            id, label, id, hint(fact), wrong, control(fact, id));
    }

    static std::string hint(const FactDef& fact) {
        if (fact.type.is_opaque()) return "only whether you know it; it is not written here";
        const std::string text(policy::called(fact.type));
        return fact.type.many ? text + "; several with commas between" : text;
    }

    // What a rule only asks to be known is never written into an address.
    static std::vector<std::string> words_of(const policy::Type& type) {
        if (type.kind == Kind::YesNo) return {"yes", "no"};
        return type.is_opaque() ? std::vector<std::string>{"known"} : type.words;
    }

    Html control(const FactDef& fact, const std::string& id) const {
        const std::vector<std::string> words = words_of(fact.type);
        const std::string value = answer(fact);
        const bool is_date = fact.type.kind == Kind::Date && !is_among(wrong_, fact);
        if (words.empty() || fact.type.many)
            return html(
                "<input class=\"usa-input\" id=\"{}\" name=\"{}\" type=\"{}\" value=\"{}\" "
                "aria-describedby=\"{}-hint\">",
                id, fact.name.text, is_date ? "date" : "text", value, id);
        const Html options = each(words, [&](const std::string& word) {
            return html("<option value=\"{}\"{}>{}</option>", word,
                        word == value ? Html::trusted(" selected") : Html(), word);
        });
        return html(
            "<select class=\"usa-select\" id=\"{}\" name=\"{}\" aria-describedby=\"{}-hint\">"
            "<option value=\"\">not known</option>{}</select>",
            id, fact.name.text, id, options);
    }

    const Visit& visit_;
    const policy::Program& program_;
    policy::Facts facts_;
    policy::Verdict verdict_;
    policy::Explanation explanation_;
    std::vector<FactDef> used_; // what is used of each ledger
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
