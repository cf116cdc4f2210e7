#include "portal/new_request/outlook.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "casework/case_facts.hpp"
#include "casework/required_papers.hpp"
#include "casework/spoken.hpp"
#include "policy/beside_decisions.hpp"
#include "policy/questions.hpp"
#include "portal/came.hpp"
#include "portal/layout.hpp"

namespace assent::portal {
namespace {

using casework::RequestNo;

Html list_of(const char* heading, const std::vector<std::string>& all) {
    if (all.empty()) return {};
    return html("<p>{}</p><ul class=\"usa-list\">{}</ul>", heading,
                each(all, [](const std::string& one) { return html("<li>{}</li>", one); }));
}

Html box(const Html& text, Tone tone) {
    return html(
        "<div class=\"usa-summary-box\"{}><div class=\"usa-summary-box__body\">"
        "<h2 class=\"usa-summary-box__heading\">If you send it now</h2>"
        "<div class=\"usa-summary-box__text\">{}</div></div></div>",
        tone == Tone::Asked ? Html::trusted(" role=\"status\"") : Html(), text);
}

// What is still asked, in words; what the program hides from whoever looks is not asked of them.
std::vector<std::string> questions(const CaseSeen& seen, const std::vector<std::string>& names) {
    std::vector<std::string> all;
    for (const std::string& name : names) {
        const policy::FactDef* fact = seen.program().fact(name);
        if (!fact)
            all.push_back(name);
        else if (seen.is_shown(static_cast<std::uint16_t>(fact - seen.program().facts.data())))
            all.push_back(fact->question.empty() ? name : fact->question);
    }
    return all;
}

// The case as it would be with what is filled in, as far as facts go.
casework::Case imagined(const Chosen& what, const FilledForm& filled) {
    casework::Case of = what.of ? what.of->file().now : casework::Case{};
    casework::Request request;
    request.type = what.type;
    request.about = what.about;
    request.facts = filled.submit().facts;
    request.lines.resize(filled.submit().lines);
    of.requests.push_back(std::move(request));
    return of;
}

policy::Facts facts_of(const Chosen& what, const FilledForm& filled) {
    const casework::Case of = imagined(what, filled);
    policy::Facts facts(what.rules->program());
    casework::fill_facts(of, static_cast<RequestNo>(of.requests.size() - 1), what.rules->book(), facts);
    return facts;
}

// Those that the software decides by.
std::uint64_t unmet_criteria(const policy::Program& program, const policy::Facts& facts) {
    policy::Evaluator evaluator(program, facts);
    evaluator.evaluate_criteria();
    return evaluator.criteria.not_met & policy::decided_criteria(program);
}

// The rules that what is filled in does not meet, whatever else is told, each in the words of its source.
Html unmet(const Chosen& what, const FilledForm& filled) {
    const policy::Program& program = what.rules->program();
    const std::uint64_t not_met = unmet_criteria(program, facts_of(what, filled));
    Html all;
    for (std::size_t i = 0; i < program.criteria.size(); ++i) {
        if ((not_met >> i & 1U) == 0) continue;
        const std::string phrase = casework::phrase_of(program.criteria[i].sources);
        all += html("<li>{}{}</li>", casework::spaced(program.criteria[i].name.text),
                    phrase.empty() ? Html() : html(": <q>{}</q>", phrase));
    }
    return all.empty() ? all : html("<p>These rules are not met:</p><ul class=\"usa-list\">{}</ul>", all);
}

Html not_taken(const casework::Refusal& why, const Html& rules) {
    return box(html("<p><b>It would not be taken yet:</b> {}</p>{}",
                    why.instead.empty() ? why.rule : why.instead, rules),
               Tone::Typing);
}

Html not_needed(const Html& rules, Tone tone) {
    return box(html("<p><b>No authorization is needed.</b> Nothing is sent, and there is nothing to wait "
                    "for.</p>{}",
                    rules),
               tone);
}

Html taken(const CaseSeen& seen, const std::vector<std::string>& asks, Tone tone) {
    const casework::Case& of = seen.file().now;
    const auto request = static_cast<RequestNo>(of.requests.size() - 1);
    const casework::Situation then = seen.situation(request);
    const bool late = of.at(request).dates_limited;
    const std::vector<std::string> owed = casework::missing_papers(of, request, seen.book(), seen.now());
    return box(
        html("<p>{} {} {}</p>{}{}{}{}", then.where, then.next, owed.empty() ? then.asked : "",
             why_ended(seen, request),
             late ? html("<p>It comes late: no day before it is received can be authorized.</p>") : Html(),
             list_of("It is still asked:", questions(seen, asks)),
             list_of("These papers are owed; until they have come it can be made to wait:", owed)),
        tone);
}

// Whoever asks is in the case as the party as which they ask.
void name_asker(const Came& came, const policy::Program& program, casework::Submit& submit) {
    if (came.who.empty() || came.as >= program.parties.size()) return;
    std::erase_if(submit.participants,
                  [&](const casework::Participant& one) { return one.party == came.as; });
    submit.participants.push_back({came.as, came.who});
}

} // namespace

desk::Order order_of(const Visit& visit, const Services& services, const Chosen& what, const Fields& fields) {
    casework::Submit submit = FilledForm(*what.rules, what.type, fields).submit();
    submit.papers = papers_in(fields, services, visit.actor());
    submit.about = what.about;
    if (writes_down(visit.actor())) {
        const Came came = came_in(fields, what.rules->program(), what.rules->book().zone());
        submit.channel = came.channel;
        submit.arrived = came.arrived;
        submit.asked_as = came.as;
        submit.from = came.from;
        name_asker(came, what.rules->program(), submit);
        for (casework::Paper& paper : submit.papers) paper.channel = came.channel;
    }
    if (what.of) return {visit.actor().person, what.of->file().stream, std::move(submit)};
    const auto member = fields.find("member");
    const std::string id = member == fields.end() ? "" : std::string(base::trim(member->second));
    return {visit.actor().person, desk::NewCase{*what.rules, {id}}, std::move(submit)};
}

Outlook outlook(const Visit& visit, const Services& services, const Chosen& what, const FilledForm& filled,
                Tone tone) {
    const auto would = services.desk.foresee(order_of(visit, services, what, visit.form), visit.now);
    if (!would) {
        const Html rules = unmet(what, filled);
        if (would.error().kind == casework::RefusalKind::NotRequired) return {not_needed(rules, tone), {}};
        if (tone == Tone::Typing) return {not_taken(would.error(), rules), {}};
        return {html("{}{}", alert(would.error().rule, would.error().instead), rules), {}};
    }
    Outlook made;
    const auto request = static_cast<RequestNo>(would->file.now.requests.size() - 1);
    for (const casework::Event& event : would->events) {
        const auto* screened = std::get_if<casework::Screened>(&event.what);
        if (screened && screened->request == request) made.asks = screened->asks;
    }
    made.said = taken(CaseSeen(would->file, visit.actor(), visit.now), made.asks, tone);
    return made;
}

std::vector<std::string> papers_wanted(const Visit& visit, const Chosen& what, const FilledForm& filled) {
    const casework::Case of = imagined(what, filled);
    return casework::missing_papers(of, static_cast<RequestNo>(of.requests.size() - 1), what.rules->book(),
                                    visit.now);
}

std::vector<std::uint16_t> idle_facts(const Chosen& what, const FilledForm& filled) {
    const policy::Program& program = what.rules->program();
    const policy::Facts facts = facts_of(what, filled);
    std::vector<policy::Question> open = policy::open_questions(program, facts);
    const std::vector<policy::Question> blank =
        policy::untold(program, facts, unmet_criteria(program, facts));
    open.insert(open.end(), blank.begin(), blank.end());
    const std::vector<bool> wanted = policy::named_beside_decisions(program);
    std::vector<std::uint16_t> idle;
    for (std::size_t i = 0; i < program.facts.size(); ++i) {
        const std::string& name = program.facts[i].name.text;
        const bool is_open = std::any_of(open.begin(), open.end(),
                                         [&](const policy::Question& one) { return one.fact == name; });
        if (!is_open && !wanted[i]) idle.push_back(static_cast<std::uint16_t>(i));
    }
    return idle;
}

} // namespace assent::portal
