#include "portal/home/page.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "desk/published.hpp"
#include "desk/worklist.hpp"
#include "http/case_table.hpp"
#include "portal/home/next_work.hpp"
#include "portal/home/search.hpp"
#include "portal/home/windows.hpp"
#include "portal/keys.hpp"
#include "portal/layout.hpp"
#include "portal/live/page.hpp"

namespace assent::portal {
namespace {

using casework::Role;
using casework::State;

constexpr std::size_t rows_at_once = 25;
constexpr std::int64_t most_rows = 200;
constexpr std::size_t most_held = 100; // of which a page shows those that are due first

Html option(const std::string& value, const std::string& chosen, const std::string& name) {
    return html("<option value=\"{}\"{}>{}</option>", value,
                value == chosen ? Html::trusted(" selected") : Html(), name);
}

Html choice(const char* name, const char* label, const std::vector<std::string>& values,
            const std::string& chosen) {
    return html(
        "<div><label class=\"usa-label\" for=\"{}\">{}</label><select class=\"usa-select\" id=\"{}\" "
        "name=\"{}\">{}{}</select></div>",
        name, label, name, name, option("", chosen, "all"),
        each(values, [&](const std::string& one) { return option(one, chosen, one); }));
}

std::vector<std::string> states() {
    std::vector<std::string> all;
    for (std::size_t i = 1; i <= static_cast<std::size_t>(State::Closed); ++i) // a draft is no request yet
        all.emplace_back(to_text(static_cast<State>(i)));
    return all;
}

// What the programs that we know have a word for.
std::vector<std::string> disciplines(const desk::RuleShelf& shelf) {
    std::vector<std::string> all;
    for (const desk::Rules* rules : shelf.all()) {
        const std::uint16_t fact = rules->book().nouns().discipline;
        if (fact == policy::any_object) continue;
        for (const std::string& word : rules->program().facts[fact].type.words) {
            if (std::find(all.begin(), all.end(), word) == all.end()) all.push_back(word);
        }
    }
    return all;
}

// The list below alone is replaced while somebody types, and how many there are is said aloud.
Html search_form(const char* label, const Search& search, const Html& choices) {
    return html(
        "<form method=\"get\" action=\"/\" class=\"as-search\" role=\"search\" hx-get=\"/\" "
        "hx-trigger=\"input delay:400ms, submit\" hx-target=\"#cases\" hx-select=\"#cases\" "
        "hx-select-oob=\"#found:innerHTML\" hx-swap=\"outerHTML\" hx-push-url=\"true\" "
        "hx-sync=\"this:replace\">"
        "<div><label class=\"usa-label\" for=\"text\">{}</label><input class=\"usa-input\" id=\"text\" "
        "name=\"text\" autocomplete=\"off\" data-key=\"/\" value=\"{}\"></div>{}"
        "<button class=\"usa-button\" type=\"submit\">Look</button></form>",
        label, search.text, choices);
}

std::string counted(std::size_t rows, bool more) {
    if (rows == 0) return more ? "None so far." : "None.";
    return fmt::format("{} {}{}", rows, rows == 1 ? "request" : "requests",
                       more ? ", and there are more." : ".");
}

// What was found, where the next page is, and the ways to take the list along.
Html list_of(const Visit& visit, const Search& search, const Found& found, const std::string& when_empty) {
    const bool later = visit.request.asked("after").has_value();
    Html ways;
    if (later)
        ways += html("<a class=\"usa-link\" href=\"/{}#cases\">Back to the first</a>", address_of(search));
    if (found.next)
        ways += html("<a class=\"usa-link\" href=\"/{}#cases\">{}</a>", address_of(search, *found.next),
                     found.all.empty() ? "Look further" : "Next 25");
    ways += html(
        "<a class=\"usa-link\" href=\"/cases.csv{}\" download>Export CSV</a><button type=\"button\" "
        "class=\"usa-button usa-button--outline\" data-print hidden>Print</button>",
        address_of(search));
    return html("<p id=\"found\" role=\"status\">{}</p><div id=\"cases\">{}<p class=\"as-ways\">{}</p></div>",
                counted(found.all.size(), found.next.has_value()),
                found.all.empty() ? html("<p>{}</p>", when_empty)
                                  : table(search.empty() ? "Requests" : "What was found", found.all),
                ways);
}

std::string greeting(std::size_t waits, bool more) {
    if (waits == 0) return "Nothing needs you now";
    if (waits == 1) return "One request needs you";
    return fmt::format("{}{} requests need you", waits, more ? " or more" : "");
}

store::CaseQuery of_office(const Visit& visit) {
    store::CaseQuery query;
    query.organization = visit.actor().organization.text;
    return query;
}

// What an office can owe is owed in one of these states; each is a range of the office's index.
std::vector<Listed> waiting(const Visit& visit, const Services& services) {
    const Sieve sieve(visit, services, {});
    std::vector<Listed> all;
    for (const State state : {State::Received, State::Pended, State::Suspended}) {
        store::CaseQuery query = of_office(visit);
        query.state = std::string(to_text(state));
        query.limit = static_cast<int>(rows_at_once);
        for (const store::CaseRow& row : services.store.cases(query)) {
            auto one = sieve.look(row);
            if (one && one->now.waits_for_reader) all.push_back(std::move(*one));
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const Listed& a, const Listed& b) {
        constexpr calendar::Instant never = calendar::Instant::max();
        return a.now.due.value_or(never) < b.now.due.value_or(never);
    });
    return all;
}

http::Response office(const Visit& visit, const Services& services) {
    const Search search = search_of(visit.request);
    const std::vector<Listed> needed = waiting(visit, services);
    const bool first = search.empty() && !visit.request.asked("after");
    store::CaseQuery query = of_office(visit);
    Search left = search;
    narrow(services.store, query, left);
    const std::string whose = search.mine ? "mine" : "";
    const Html choices = html(
        "{}{}<div><label class=\"usa-label\" for=\"whose\">Whose</label><select class=\"usa-select\" "
        "id=\"whose\" name=\"whose\">{}{}</select></div>",
        choice("service", "Service", disciplines(services.desk.shelf()), search.service),
        choice("state", "State", states(), search.state), option("", whose, "the office's"),
        option("mine", whose, "mine"));
    return page(
        visit, "Requests of the office",
        html("<h1>{}</h1>{}{}{}<h2>All requests of the office</h2>{}{}{}",
             greeting(needed.size(), needed.size() >= rows_at_once), news(visit),
             first && !needed.empty() ? table("These wait for you", needed) : Html(),
             first ? open_windows(visit, services) : Html(),
             search_form("Name, member, number or code", search, choices),
             list_of(visit, search, find(visit, services, query, left),
                     search.empty() ? "What the office asks for stands here from the moment it is sent."
                                    : "Nothing fits. Look for less, or for another word."),
             keys({{"/", "look for a request"}})));
}

// Whoever sees every case looks for one by what is written on it; there is no list of all cases of the house.
std::optional<store::CaseQuery> looked_for(const Services& services, Search& search) {
    store::CaseQuery query;
    const std::string text = search.text;
    if (text.empty()) return std::nullopt;
    if (narrow(services.store, query, search)) return query;
    query.organization = text;
    search.text.clear();
    return query;
}

Html found_in_house(const Visit& visit, const Services& services, const Search& search) {
    Search left = search;
    const auto query = looked_for(services, left);
    if (!query) return Html::trusted("<p id=\"found\" role=\"status\"></p><div id=\"cases\"></div>");
    return list_of(visit, search, find(visit, services, *query, left),
                   "No case has this number, member, authorization or office.");
}

std::vector<Listed> rows_of(const Visit& visit, const Services& services, desk::WaitingList& list) {
    const auto name_of = desk::names_in(services.store);
    std::vector<Listed> all;
    for (desk::Waits& one : list.all)
        all.push_back(listed(CaseSeen(std::move(one.file), visit.actor(), visit.now), name_of));
    return all;
}

Html table_or(const std::string& caption, const std::vector<Listed>& rows, const std::string& when_empty) {
    return rows.empty() ? html("<h2>{}</h2><p>{}</p>", caption, when_empty) : table(caption, rows);
}

// How many of those that nobody has are shown: 25, and 25 more each time.
std::size_t rows_asked(const Visit& visit) {
    const auto rows = base::to_number(visit.request.asked("rows").value_or(""));
    return static_cast<std::size_t>(
        std::clamp<std::int64_t>(rows.value_or(0), static_cast<std::int64_t>(rows_at_once), most_rows));
}

// Where somebody can step in for a colleague: a list of its own, when it is asked for.
Html of_colleagues(const Visit& visit, const Services& services, const desk::Worklist& worklist) {
    if (casework::refused_by_table(casework::CaseAct::Cover, visit.actor().role)) return {};
    if (visit.request.asked("with").value_or("") != "colleagues")
        return html(
            "<p><a class=\"usa-link\" href=\"/?with=colleagues#colleagues\">What colleagues have</a></p>");
    std::map<std::string, desk::WaitingList> by_colleague;
    const auto name_of = desk::names_in(services.store);
    desk::WaitingList held = worklist.of_colleagues(rows_at_once);
    for (desk::Waits& one : held.all)
        by_colleague[name_of(one.row.reviewer.value_or(""))].all.push_back(std::move(one));
    Html all = by_colleague.empty() ? html("<p>Nothing that you could step in for.</p>") : Html();
    for (auto& [name, theirs] : by_colleague) all += table(name, rows_of(visit, services, theirs));
    return html("<div id=\"colleagues\"><h2>What colleagues have, the earliest due first</h2>{}</div>", all);
}

// What is with them, and what they may take; there is one such list for pages and programs.
Html work(const Visit& visit, const Services& services) {
    const desk::Worklist worklist(services.store, services.desk.shelf(), visit.actor(), visit.now);
    const std::size_t most = rows_asked(visit);
    desk::WaitingList held = worklist.held(most_held), open = worklist.open(most);
    const std::vector<Listed> mine = rows_of(visit, services, held), others = rows_of(visit, services, open);
    const auto needed = static_cast<std::size_t>(
        std::count_if(mine.begin(), mine.end(), [](const Listed& one) { return one.now.waits_for_reader; }));
    const Html more =
        open.more && most < most_rows
            ? html("<p><a class=\"usa-link\" href=\"/?rows={}\">Show 25 more</a></p>", most + rows_at_once)
            : Html();
    return html("<h1>{}</h1>{}<p class=\"as-ways\">{}</p>{}{}{}{}", greeting(needed, held.more), news(visit),
                next_work(visit, services, {}),
                table_or("These are with you", mine, "Nothing. Take a case from the list below."),
                table_or("Nobody has these yet, the earliest due first", others,
                         "Nothing waits. What is submitted comes here when it needs a person."),
                more, of_colleagues(visit, services, worklist));
}

http::Response house(const Visit& visit, const Services& services) {
    const Search search = search_of(visit.request);
    const bool works = !desk::Worklist::refusal(visit.actor().role);
    const Html above = works && search.empty() ? html("{}<h2>Look for a case</h2>", work(visit, services))
                                               : html("<h1>Look for a case</h1>");
    return page(visit, "Work",
                html("{}{}{}{}", above,
                     search_form("Case, member, authorization or office", search,
                                 choice("state", "State", states(), search.state)),
                     found_in_house(visit, services, search),
                     keys({{"n", "the next request"}, {"/", "look for a case"}})));
}

bool sees_all(const casework::Actor& actor) {
    return casework::cell(casework::CaseAct::See, actor.role) == casework::Cell::Yes;
}
bool has_an_office(const casework::Actor& actor) {
    return actor.role == Role::Provider && !actor.organization.empty();
}

http::Response show(const Visit& visit, const Services& services) {
    if (sees_all(visit.actor())) return house(visit, services);
    if (has_an_office(visit.actor())) return office(visit, services);
    const auto manages = casework::cell(casework::CaseAct::ManageUsers, visit.actor().role);
    if (manages != casework::Cell::No)
        return go_to(manages == casework::Cell::Yes ? "/organizations" : "/users");
    return page(visit, "Requests",
                html("<h1>Open a case by its number</h1><p class=\"usa-intro\">This account has no list of "
                     "cases. Open one by the address in your letter.</p>"));
}

// What was found, all of its pages, as a file.
http::Response file(const Visit& visit, const Services& services) {
    Search left = search_of(visit.request);
    std::optional<store::CaseQuery> query;
    if (sees_all(visit.actor()))
        query = looked_for(services, left);
    else if (has_an_office(visit.actor()))
        narrow(services.store, query.emplace(of_office(visit)), left);
    if (!query) return sorry(visit, 404, "There is nothing to export", "Look for something first.");
    const Sieve sieve(visit, services, left);
    return http::exported(services.store, *query, [&](const store::CaseRow& row) {
        std::optional<store::CaseRow> shown = row;
        if (casework::is_outside(visit.actor().role)) shown->reviewer.reset();
        return sieve.look(row) ? shown : std::nullopt;
    });
}

} // namespace

void add_home(Gate& gate, const Services& services) {
    gate.page("/", For::SignedIn, [&services](const Visit& visit) { return show(visit, services); });
    gate.page("/cases.csv", For::SignedIn, [&services](const Visit& visit) { return file(visit, services); });
}

} // namespace assent::portal
