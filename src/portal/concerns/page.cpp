#include "portal/concerns/page.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "casework/event_words.hpp"
#include "casework/spoken.hpp"
#include "desk/measures.hpp"
#include "desk/published.hpp"
#include "http/case_json.hpp"
#include "policy/explanation.hpp"
#include "portal/concerns/providers.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/reports/list.hpp"

namespace assent::portal {
namespace {

using casework::CaseAct;
using casework::Concern;

constexpr int rows_of_a_page = 25;

bool may(const Visit& visit) {
    return casework::cell(CaseAct::HearConcerns, visit.actor().role) != casework::Cell::No;
}

std::string value_of(const policy::Program& program, const casework::Known& known) {
    const policy::Type& type = program.facts[known.fact].type;
    return type.is_opaque() ? known.text : policy::shown(program, type, {known.value, known.value});
}

// What was told with an event; nothing of a kind that tells no facts.
std::vector<casework::Known> facts_in(const casework::What& what) {
    return std::visit(
        [](const auto& one) -> std::vector<casework::Known> {
            if constexpr (requires { one.facts; }) {
                return one.facts;
            } else {
                return {};
            }
        },
        what);
}

// What an event says of that fact, or in its own words.
Html said(const policy::Program& program, const casework::What& what, std::uint16_t fact) {
    if (const auto* flagged = std::get_if<casework::Flagged>(&what)) return html("{}", flagged->what);
    if (const auto* directed = std::get_if<casework::Directed>(&what))
        return html("Directed: {}{}{}", casework::word_of(directed->direction),
                    directed->words.empty() ? "" : ". ", directed->words);
    const policy::FactDef& def = program.facts[fact];
    return html("{}{}", def.question.empty() ? casework::spaced(def.name.text) : def.question,
                each(facts_in(what), [&](const casework::Known& known) {
                    return known.fact == fact ? html(" {}", value_of(program, known)) : Html();
                }));
}

// What there is to be told of one case, to one visitor.
class CaseOfConcerns {
public:
    CaseOfConcerns(desk::CaseFile file, const Visit& visit, const Services& services)
        : file_(std::move(file)),
          visit_(visit),
          events_(services.store.read(file_.stream, 2)),
          all_(casework::concerns(file_.now, program())),
          terms_(casework::terms(file_.now, book(), visit.now)),
          name_of_(desk::names_in(services.store)) {}

    bool may_hear() const { return !refused(CaseAct::HearConcerns); }

    // The one that a row counts: of those under the same words they are numbered in their order.
    const Concern* find(const store::ListedMeasure& row) const {
        std::int64_t number = 0;
        for (const Concern& one : all_) {
            const bool counts = what_of(one) == row.measure.what && outcome_of(one) == row.measure.outcome;
            if (counts && number++ == row.place.number) return &one;
        }
        return nullptr;
    }

    Html row(const Concern& one) const {
        const casework::Event event = desk::event_of(file_.stream, events_[one.event]);
        const std::string name = http::case_name(file_.stream);
        const Html of = refused(CaseAct::See)
                            ? html("{}", name.substr(name.find('/') + 1))
                            : html("<a class=\"usa-link\" href=\"/cases/{}\">{}</a>", name, name);
        return html("<tr><th scope=\"row\">{}</th><td>{}, {}</td><td>{}</td><td>{}</td><td>{}</td></tr>", of,
                    name_of_(one.by.text), to_text(event.role), said(program(), event.what, one.fact),
                    one.direction ? since(one) : html("{} {}", told(one), since(one)), at(one.at));
    }

private:
    const casework::RuleBook& book() const { return file_.rules->book(); }
    const policy::Program& program() const { return file_.rules->program(); }
    Html at(calendar::Instant moment) const { return shown(book().zone(), moment); }

    bool refused(CaseAct act) const {
        const casework::Authority authority(book(), file_.now, visit_.actor(), visit_.now);
        return authority.refusal(act, casework::no_request).has_value();
    }

    std::string_view what_of(const Concern& one) const {
        if (one.direction) return desk::counted::direction;
        if (one.fact == policy::any_object) return desk::counted::flag;
        return program().facts[one.fact].name.text;
    }
    static std::string_view outcome_of(const Concern& one) {
        return one.direction ? casework::word_of(*one.direction) : std::string_view();
    }

    // The notices that are owed because of it: to whom, and when they went.
    Html told(const Concern& one) const {
        Html all;
        for (const casework::Term& term : terms_) {
            const policy::TermDef& def = program().terms[term.key.term];
            if (term.key.begun_by != one.event || def.notice == policy::any_object) continue;
            const std::string name = program().notices[def.notice].name.text;
            const std::string to = casework::parties_named(program(), def.to);
            if (term.done)
                all += html("{} to {}: sent on {}. ", capital(name), to, at(*term.done));
            else if (term.due)
                all += html("{} to {}: due by {}. ", capital(name), to, until(book().zone(), *term.due));
        }
        return all;
    }

    // The next direction after it.
    Html since(const Concern& one) const {
        const auto next = std::find_if(all_.begin(), all_.end(), [&](const Concern& other) {
            return other.event > one.event && other.direction;
        });
        if (next != all_.end())
            return html("{}: {}, on {}.", one.direction ? "Replaced" : "Directed",
                        casework::word_of(*next->direction), at(next->at));
        if (!one.direction) return html("Nothing was directed yet.");
        return html("{}",
                    *one.direction == casework::Direction::Hold ? "The case is on hold." : "It stands.");
    }

    desk::CaseFile file_;
    const Visit& visit_;
    std::vector<store::Event> events_;
    std::vector<Concern> all_;
    std::vector<casework::Term> terms_;
    letters::NameOf name_of_;
};

// Of all programs, from one day to the day before; a page is a range of an index for each.
std::vector<store::ListedMeasure> counted_rows(const Visit& visit, const Services& services) {
    std::set<std::string> programs;
    for (const desk::Rules* rules : services.desk.shelf().all()) programs.insert(rules->id());
    std::vector<store::ListedMeasure> all;
    for (const std::string& id : programs) {
        store::MeasureQuery query{
            .program = id, .kind = std::string(desk::counted::concern), .from = {}, .through = {}};
        query.through = std::chrono::floor<std::chrono::days>(visit.now) + std::chrono::days{1};
        query.after = place_of(visit.request.asked("after").value_or(""));
        query.limit = rows_of_a_page + 1;
        query.latest_first = true;
        for (store::ListedMeasure& one : services.store.measures(query)) all.push_back(std::move(one));
    }
    std::sort(all.begin(), all.end(),
              [](const store::ListedMeasure& a, const store::ListedMeasure& b) { return b.place < a.place; });
    if (std::ssize(all) > rows_of_a_page + 1) all.erase(all.begin() + rows_of_a_page + 1, all.end());
    return all;
}

// Who hears of a case has read of it, which is noted before it is shown.
Html rows_of(const Visit& visit, const Services& services, const std::vector<store::ListedMeasure>& rows) {
    std::map<store::StreamId, CaseOfConcerns> cases;
    std::vector<store::StreamId> heard;
    std::multimap<calendar::Instant, Html, std::greater<>> all; // a day's rows come by their cases
    for (const store::ListedMeasure& one : rows) {
        auto found = cases.find(one.place.stream);
        if (found == cases.end()) {
            auto file = desk::read_file(services.store, services.desk.shelf(), one.place.stream);
            if (!file) continue;
            found = cases.try_emplace(one.place.stream, std::move(*file), visit, services).first;
            if (found->second.may_hear()) heard.push_back(one.place.stream);
        }
        const Concern* concern = found->second.may_hear() ? found->second.find(one) : nullptr;
        if (concern) all.emplace(concern->at, found->second.row(*concern));
    }
    if (!heard.empty()) services.desk.readings().note(visit.actor(), heard, "concerns", visit.now);
    return each(all, [](const auto& one) { return one.second; });
}

http::Response show(const Visit& visit, const Services& services, const Html& said, int status = 200) {
    if (!may(visit)) return sorry(visit, 404, "There is nothing here", "Or it is not for this account.");
    auto counted = counted_rows(visit, services);
    const bool more = counted.size() > rows_of_a_page;
    if (more) counted.pop_back();
    const Html rows = rows_of(visit, services, counted);
    const Html table =
        rows.empty()
            ? html(
                  "<p>None. What a reviewer reports to the agency, and what the agency directs, stands "
                  "here.</p>")
            : html(
                  "<table class=\"usa-table usa-table--borderless as-list\"><caption>The latest "
                  "first</caption><thead><tr><th scope=\"col\">Case</th><th scope=\"col\">Who</th><th "
                  "scope=\"col\">What</th><th "
                  "scope=\"col\">What became of it</th><th "
                  "scope=\"col\">When</th></tr></thead><tbody>{}</tbody></table>",
                  rows);
    const Html next = more ? html("<p><a class=\"usa-link\" href=\"/concerns?after={}\">Earlier ones</a></p>",
                                  in_address(mark_of(counted.back().place)))
                           : Html();
    return page(
        visit, "Concerns and directions",
        html("<h1>Concerns and directions</h1><p class=\"usa-intro\">What was reported to the agency, and "
             "how it directed that cases be handled. No provider is told.</p>{}{}{}{}",
             said, table, next, providers_directed(visit, services)),
        status);
}

http::Response direct(const Visit& visit, const Services& services) {
    if (!may(visit)) return show(visit, services, {});
    const auto no = direct_provider(visit, services);
    return no ? show(visit, services, alert(*no), 422) : go_to("/concerns");
}

} // namespace

void add_concerns(Gate& gate, const Services& services) {
    gate.page("/concerns", For::SignedIn,
              [&services](const Visit& visit) { return show(visit, services, {}); });
    gate.form("/concerns", For::SignedIn,
              [&services](const Visit& visit) { return direct(visit, services); });
}

} // namespace assent::portal
