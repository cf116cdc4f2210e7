#include "portal/acts/page.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "casework/authority.hpp"
#include "casework/event.hpp"
#include "desk/published.hpp"
#include "http/act_changes.hpp"
#include "http/case_table.hpp"
#include "http/page.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/wide_table.hpp"

namespace assent::portal {
namespace {

constexpr int rows_at_once = 25, rows_in_file = 1'000;
constexpr int looked_at_for_file = 20'000;

bool audits(const Visit& visit) {
    return casework::cell(casework::CaseAct::Audit, visit.actor().role) == casework::Cell::Yes;
}

std::string asked(const Visit& visit, const char* name) {
    return std::string(base::trim(visit.request.asked(name).value_or("")));
}

// What is looked for; "" for what nobody asked.
struct Wish {
    std::string of, person, kind, from, through, after;
    std::string wrong; // what cannot be read of it
    store::ActQuery query;
};

bool is_asked(const Wish& wish) {
    return !wish.of.empty() || !wish.person.empty() || !wish.kind.empty() || !wish.from.empty() ||
           !wish.through.empty();
}

void read_days(Wish& wish, const calendar::Zone& zone) {
    const http::Days days{calendar::parse_date(wish.from), calendar::parse_date(wish.through)};
    if ((!days.from && !wish.from.empty()) || (!days.through && !wish.through.empty()))
        wish.wrong = "A day is written as 2026-11-30.";
    http::limit_to(days, zone, wish.query);
}

// "M7/C12", as the case is named everywhere.
void read_case(Wish& wish) {
    if (wish.of.empty()) return;
    wish.query.of = store::StreamId::parse("case/" + wish.of);
    if (!wish.query.of) wish.wrong = "A case is written as its member and its number: M7/C12.";
}

Wish wish_of(const Visit& visit, const Services& services) {
    Wish wish{asked(visit, "case"),
              asked(visit, "person"),
              asked(visit, "kind"),
              asked(visit, "from"),
              asked(visit, "through"),
              asked(visit, "after"),
              {},
              {}};
    read_case(wish);
    read_days(wish, services.desk.shelf().zone());
    if (!wish.person.empty()) wish.query.person = wish.person;
    if (!wish.kind.empty()) wish.query.kind = wish.kind;
    if (wish.after.empty()) return wish;
    wish.query.before = base::to_number(wish.after);
    if (!wish.query.before) wish.wrong = "There is no such page of this list.";
    return wish;
}

// What somebody is told of a case is noted before it is told.
store::Acts acts_of(const Visit& visit, const Services& services, const store::ActQuery& query) {
    store::Acts acts = services.store.acts(query);
    std::vector<store::StreamId> cases;
    for (const store::Act& one : acts.found) cases.push_back(one.of);
    if (!cases.empty()) services.desk.readings().note(visit.actor(), cases, "acts", visit.now);
    return acts;
}

Html field(const char* name, const char* label, const std::string& value, const char* type = "text") {
    return html(
        "<div><label class=\"usa-label\" for=\"{0}\">{1}</label><input class=\"usa-input\" id=\"{0}\" "
        "name=\"{0}\" type=\"{2}\" autocapitalize=\"none\" value=\"{3}\"></div>",
        name, label, type, value);
}

Html form_of(const Wish& wish) {
    auto kinds = casework::event_kinds();
    std::sort(kinds.begin(), kinds.end());
    const Html options = each(kinds, [&](const std::string& kind) {
        return html("<option value=\"{}\"{}>{}</option>", kind,
                    kind == wish.kind ? Html::trusted(" selected") : Html(), kind);
    });
    return html(
        "<form method=\"get\" action=\"/acts\" class=\"as-search\" role=\"search\">{}{}<div><label "
        "class=\"usa-label\" for=\"kind\">What</label><select class=\"usa-select\" id=\"kind\" "
        "name=\"kind\"><option value=\"\">anything</option>{}</select></div>{}{}<button "
        "class=\"usa-button\" type=\"submit\">Look</button></form>",
        field("case", "Case", wish.of), field("person", "Account", wish.person), options,
        field("from", "From the day", wish.from, "date"),
        field("through", "Through the day", wish.through, "date"));
}

// The same question at another address, or from another place on.
std::string address(const Wish& wish, const std::string& path, const std::string& after = {}) {
    std::string text;
    for (const auto& [name, value] :
         {std::pair("case", wish.of), std::pair("person", wish.person), std::pair("kind", wish.kind),
          std::pair("from", wish.from), std::pair("through", wish.through), std::pair("after", after)}) {
        if (!value.empty()) text += fmt::format("{}{}={}", text.empty() ? "?" : "&", name, in_address(value));
    }
    return path + text;
}

std::vector<http::ToldAct> told(const Visit& visit, const Services& services, const store::Acts& acts) {
    return http::told_acts(services.store, services.desk.shelf(), {visit.actor(), visit.now}, acts.found);
}

// A few stand there; of many how many they are, with all of them below.
Html changes_of(const http::ToldAct& told) {
    constexpr std::size_t few = 3;
    const Html list = html(
        "<ul class=\"usa-list\">{}</ul>", each(told.changes, [](const http::ActChange& one) {
            return html("<li>{}: {} &rarr; {}</li>", one.what, one.before.empty() ? "nothing" : one.before,
                        one.after.empty() ? "nothing" : one.after);
        }));
    const Html words = told.words.empty() ? Html() : html("<p>{}</p>", told.words);
    if (told.changes.empty()) return words;
    if (told.changes.size() <= few) return html("{}{}", words, list);
    return html("{}<details class=\"as-more\"><summary>{} values</summary>{}</details>", words,
                told.changes.size(), list);
}

Html row(const store::Act& one, const http::ToldAct& told, const letters::NameOf& name_of) {
    const std::string name = http::case_name(one.of);
    const Html rules =
        told.program.empty() ? Html() : html("<br>{}, in force from {}", told.program, told.effective);
    return html(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}{}{}</td><td><a class=\"usa-link\" "
        "href=\"/cases/{}\">{}</a>{}</td><td>{}</td></tr>",
        told.time, one.kind, name_of(one.person), one.person.empty() ? "" : ", ", one.role, name, name, rules,
        changes_of(told));
}

Html further(const Wish& wish, const store::Acts& acts) {
    if (!acts.go_on) return html("<p>There is nothing earlier.</p>");
    return html("<p><a class=\"usa-link\" href=\"{}\">Look further back</a></p>",
                address(wish, "/acts", fmt::format("{}", *acts.go_on)));
}

Html listed(const Visit& visit, const Services& services, Wish& wish) {
    if (!wish.wrong.empty()) return alert("This cannot be looked for", wish.wrong);
    wish.query.limit = rows_at_once;
    const store::Acts acts = acts_of(visit, services, wish.query);
    const auto name_of = desk::names_in(services.store);
    const auto all = told(visit, services, acts);
    std::size_t next = 0;
    const Html table =
        acts.found.empty()
            ? html("<p>{}</p>", acts.go_on ? "Nothing in this part of the log." : "Nothing was found.")
            : html("<p><a class=\"usa-link\" href=\"{}\">As a file for a spreadsheet</a></p>{}",
                   address(wish, "/acts.csv", wish.after),
                   wide_table({"The latest first",
                               {"When", "What", "Who", "Case", "What it changed"},
                               table_look::rows},
                              each(acts.found,
                                   [&](const store::Act& one) { return row(one, all[next++], name_of); })));

    return html("{}{}", table, acts.found.empty() && !acts.go_on ? Html() : further(wish, acts));
}

http::Response show(const Visit& visit, const Services& services) {
    if (!audits(visit)) return sorry(visit, 404, "There is nothing here", "Or it is not for this account.");
    Wish wish = wish_of(visit, services);
    const Html found = is_asked(wish) ? listed(visit, services, wish)
                                      : html("<p>Say at least one of them. Days are those of {}.</p>",
                                             services.desk.shelf().zone().name());
    return page(visit, "Who did what", html("<h1>Who did what</h1>{}{}", form_of(wish), found));
}

std::string line_of(const store::Act& one, const http::ToldAct& told) {
    std::vector<std::string> cells;
    for (const std::string& text :
         {http::moment_text(one.at), told.time, one.kind, one.person, one.role, http::case_name(one.of),
          told.program, told.version, told.words, one_side(told, &http::ActChange::before),
          one_side(told, &http::ActChange::after)})
        cells.push_back(http::csv_cell(text));
    return base::join(cells, ",") + "\r\n";
}

http::Response as_file(const Visit& visit, const Services& services) {
    Wish wish = wish_of(visit, services);
    if (!audits(visit) || !is_asked(wish) || !wish.wrong.empty())
        return sorry(visit, 404, "There is nothing here", "Look for it on its page first.");
    wish.query.limit = rows_in_file;
    wish.query.look = looked_at_for_file;
    const store::Acts acts = acts_of(visit, services, wish.query);
    const auto all = told(visit, services, acts);
    std::string text = "at,time,what,account,role,case,program,version,words,before,after\r\n";
    for (std::size_t i = 0; i < all.size(); ++i) text += line_of(acts.found[i], all[i]);
    if (acts.go_on) text += "\"there is more: ask for fewer days\",,,,,,,,,,\r\n";
    return {200,
            {{"content-type", "text/csv; charset=utf-8"},
             {"content-disposition", "attachment; filename=\"acts.csv\""},
             {"cache-control", "no-store"},
             {"x-content-type-options", "nosniff"}},
            std::move(text)};
}

} // namespace

void add_acts(Gate& gate, const Services& services) {
    gate.page("/acts", For::SignedIn, [&services](const Visit& visit) { return show(visit, services); });
    gate.page("/acts.csv", For::SignedIn,
              [&services](const Visit& visit) { return as_file(visit, services); });
}

} // namespace assent::portal
