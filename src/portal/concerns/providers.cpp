#include "portal/concerns/providers.hpp"

#include <algorithm>
#include <array>

#include "casework/authority.hpp"
#include "casework/event_words.hpp"
#include "desk/provider_directions.hpp"
#include "desk/published.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/wide_table.hpp"

namespace assent::portal {
namespace {

using casework::Direction;
using casework::word_of;

std::vector<const desk::Rules*> heard_of(const Visit& visit, const Services& services) {
    std::vector<const desk::Rules*> all;
    for (const std::string& id : services.desk.shelf().programs()) {
        const desk::Rules* rules = services.desk.shelf().in_force(id, visit.now);
        if (rules && !desk::refusal_to_hear(*rules, visit.actor(), visit.now)) all.push_back(rules);
    }
    return all;
}

Html field(const Visit& visit, const char* name, const char* label, const char* hint) {
    return html(
        "<label class=\"usa-label\" for=\"{0}\">{1}</label><span class=\"usa-hint\" "
        "id=\"{0}-hint\">{2}</span>"
        "<input class=\"usa-input\" id=\"{0}\" name=\"{0}\" autocomplete=\"off\" autocapitalize=\"none\" "
        "aria-describedby=\"{0}-hint\" required value=\"{3}\">",
        name, label, hint, visit.field(name));
}

template <typename Words>
Html choice(const Visit& visit, const char* name, const char* label, const Words& options) {
    return html(
        "<label class=\"usa-label\" for=\"{0}\">{1}</label><select class=\"usa-select\" id=\"{0}\" "
        "name=\"{0}\">{2}</select>",
        name, label, each(options, [&](const auto& one) {
            return html("<option value=\"{}\"{}>{}</option>", one.first,
                        visit.field(name) == one.first ? Html::trusted(" selected") : Html(), one.second);
        }));
}

Html form_of(const Visit& visit, const std::vector<const desk::Rules*>& heard) {
    if (cell(casework::CaseAct::Direct, visit.actor().role) == casework::Cell::No || heard.empty()) return {};
    std::vector<std::pair<std::string, std::string>> programs;
    for (const desk::Rules* rules : heard) programs.emplace_back(rules->id(), rules->program().header.title);
    std::vector<std::pair<std::string, std::string>> directions;
    for (const Direction one : {Direction::Hold, Direction::Continue, Direction::Alter})
        directions.emplace_back(word_of(one), word_of(one));
    return html(
        "<details class=\"as-act\"{}><summary>Direct how everything of a provider is "
        "handled</summary>{}{}{}{}"
        "<label class=\"usa-label\" for=\"words\">The direction, in its words</label><textarea "
        "class=\"usa-textarea as-words\" id=\"words\" name=\"words\">{}</textarea><button "
        "class=\"usa-button\" "
        "type=\"submit\">Direct</button></form></details>",
        visit.field("provider").empty() ? Html() : Html::trusted(" open"), form(visit, "/concerns"),
        choice(visit, "program", "Of the program", programs),
        field(visit, "provider", "The provider", "The identifier of an organization, or of an account"),
        choice(visit, "direction", "All of it is to", directions), visit.field("words"));
}

Html row(const desk::ProviderDirection& one, const letters::NameOf& name_of, const calendar::Zone& zone) {
    return html("<tr><th scope=\"row\">{}</th><td>{}{}{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                name_of(one.provider), word_of(one.direction), one.words.empty() ? "" : ". ", one.words,
                name_of(one.by.text), shown(zone, one.at),
                one.until ? html("replaced on {}", shown(zone, *one.until)) : html("It stands."));
}

} // namespace

Html providers_directed(const Visit& visit, const Services& services) {
    const auto heard = heard_of(visit, services);
    auto all = desk::provider_directions(services.store);
    std::reverse(all.begin(), all.end());
    const auto name_of = desk::names_in(services.store);
    const Html rows = each(all, [&](const desk::ProviderDirection& one) {
        const auto of = std::find_if(heard.begin(), heard.end(),
                                     [&](const desk::Rules* rules) { return rules->id() == one.program; });
        return of == heard.end() ? Html() : row(one, name_of, (*of)->book().zone());
    });
    const Html table = rows.empty() ? html("<p>Nothing was directed for a whole provider.</p>")
                                    : wide_table({"The latest first",
                                                  {"Provider", "Directed", "By", "When", "What became of it"},
                                                  table_look::rows},
                                                 rows);
    return html("<h2>Whole providers</h2>{}{}", form_of(visit, heard), table);
}

std::optional<casework::Refusal> direct_provider(const Visit& visit, const Services& services) {
    const std::string id = visit.field("program");
    const desk::Rules* rules = services.desk.shelf().in_force(id, visit.now);
    const auto direction = casework::from_word<Direction>(visit.field("direction"));
    if (!rules || !direction)
        return casework::Refusal{casework::RefusalKind::Incomplete, "a direction is of a program", "",
                                 "choose the program, and hold, continue or alter"};
    return desk::direct_provider(services.store, *rules,
                                 {id, visit.field("provider"), *direction, visit.field("words")},
                                 visit.actor(), visit.now);
}

} // namespace assent::portal
