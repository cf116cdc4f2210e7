#include "portal/home/page.hpp"

#include <array>

#include "desk/published.hpp"
#include "portal/case_seen.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"

namespace assent::portal {
namespace {

using casework::Role;

constexpr int rows_of_a_page = 25;

// What somebody looks for.
struct Search {
    std::string member, number, state;
};

constexpr std::array states = {"received", "in review", "pended", "suspended", "decided", "ended", "closed"};

Html option(const std::string& value, const std::string& chosen) {
    return html("<option value=\"{}\"{}>{}</option>", value,
                value == chosen ? Html::trusted(" selected") : Html(), value);
}

Html search_form(const Search& search) {
    return html(
        "<form method=\"get\" action=\"/\" class=\"as-search\" role=\"search\">"
        "<div><label class=\"usa-label\" for=\"member\">Member's identifier</label>"
        "<input class=\"usa-input\" id=\"member\" name=\"member\" value=\"{}\"></div>"
        "<div><label class=\"usa-label\" for=\"number\">Authorization number</label>"
        "<input class=\"usa-input\" id=\"number\" name=\"number\" value=\"{}\"></div>"
        "<div><label class=\"usa-label\" for=\"state\">State</label>"
        "<select class=\"usa-select\" id=\"state\" name=\"state\"><option value=\"\">all</option>{}</select>"
        "</div><button class=\"usa-button\" type=\"submit\">Look</button></form>",
        search.member, search.number,
        each(states, [&](const char* state) { return option(state, search.state); }));
}

Html row(const CaseSeen& seen, const std::string& member_name) {
    const casework::RequestNo request = seen.first();
    const casework::Situation now = seen.situation(request);
    return html(
        "<tr{}><th scope=\"row\"><a class=\"usa-link\" href=\"{}\">{}</a></th><td>{}</td><td>{}</td>"
        "<td>{} {} <b>{}</b></td><td>{}</td></tr>",
        now.waits_for_reader ? Html::trusted(" class=\"as-waits\"") : Html(), seen.address(), seen.number(),
        member_name, seen.type(request), now.where, now.next, now.asked,
        now.due ? until(seen.book().zone(), *now.due) : Html());
}

Html table(const std::string& caption, const Html& rows, const std::string& when_empty) {
    if (rows.empty()) return html("<h2>{}</h2><p>{}</p>", caption, when_empty);
    return html(
        "<table class=\"usa-table usa-table--borderless as-list\"><caption>{}</caption><thead><tr>"
        "<th scope=\"col\">Case</th><th scope=\"col\">Member</th><th scope=\"col\">Request</th>"
        "<th scope=\"col\">What is happening</th><th scope=\"col\">Next date</th></tr></thead>"
        "<tbody>{}</tbody></table>",
        caption, rows);
}

// The cases that a query finds and the visitor may see, split by whether they wait for the visitor.
struct Lists {
    Html waiting, others;
    std::size_t waits = 0;
};

Lists lists(const Visit& visit, const Services& services, const store::CaseQuery& query) {
    Lists made;
    const auto name_of = desk::names_in(services.store);
    for (const store::CaseRow& found : services.store.cases(query)) {
        auto file = services.desk.see(visit.actor().person, found.stream, visit.now);
        if (!file || file->now.requests.empty()) continue;
        const CaseSeen seen(std::move(*file), visit.actor(), visit.now);
        const bool waits = seen.situation(seen.first()).waits_for_reader;
        (waits ? made.waiting : made.others) += row(seen, name_of(found.member));
        made.waits += waits ? 1 : 0;
    }
    return made;
}

Search search_of(const Visit& visit) {
    const auto asked = [&](const char* name) { return visit.request.asked(name).value_or(""); };
    return {asked("member"), asked("number"), asked("state")};
}

store::CaseQuery query_of(const Search& search) {
    store::CaseQuery query;
    if (!search.member.empty()) query.member = search.member;
    if (!search.number.empty()) query.number = search.number;
    if (!search.state.empty()) query.state = search.state;
    query.limit = rows_of_a_page;
    return query;
}

std::string greeting(std::size_t waits) {
    if (waits == 0) return "Nothing needs you now";
    return waits == 1 ? "One request needs you" : fmt::format("{} requests need you", waits);
}

http::Response office(const Visit& visit, const Services& services) {
    const Search search = search_of(visit);
    store::CaseQuery query = query_of(search);
    query.organization = visit.actor().organization.text;
    const Lists found = lists(visit, services, query);
    return page(
        visit, "Requests of the office",
        html("<h1>{}</h1>{}{}{}", greeting(found.waits),
             found.waiting.empty() ? Html() : table("These wait for you", found.waiting, ""),
             search_form(search),
             table("All other requests of the office", found.others,
                   "None that fits. What the office asks for stands here from the moment it is sent.")));
}

http::Response reviewer(const Visit& visit, const Services& services) {
    store::CaseQuery mine;
    mine.reviewer = visit.actor().person.text;
    mine.state = "in review";
    mine.limit = rows_of_a_page;
    const Lists held = lists(visit, services, mine);
    const Search search = search_of(visit);
    store::CaseQuery query = query_of(search);
    if (search.member.empty() && search.number.empty() && search.state.empty()) query.state = "in review";
    const Lists found = lists(visit, services, query);
    return page(visit, "Work",
                html("<h1>{}</h1>{}{}{}", greeting(held.waits),
                     table("These are with you", held.waiting, "Nothing. Take a case from the list below."),
                     search_form(search),
                     table("In review, the earliest due first", found.others,
                           "Nothing waits. What is submitted comes here when it needs a person.")));
}

http::Response show(const Visit& visit, const Services& services) {
    const casework::Actor& actor = visit.actor();
    if (casework::cell(casework::CaseAct::See, actor.role) == casework::Cell::Yes)
        return reviewer(visit, services);
    if (actor.role == Role::Provider && !actor.organization.empty()) return office(visit, services);
    const auto manages = casework::cell(casework::CaseAct::ManageUsers, actor.role);
    if (manages != casework::Cell::No)
        return go_to(manages == casework::Cell::Yes ? "/organizations" : "/users");
    return page(visit, "Requests",
                html("<h1>Open a case by its number</h1><p class=\"usa-intro\">This account has no list of "
                     "cases. Open one by the address in your letter.</p>"));
}

} // namespace

void add_home(Gate& gate, const Services& services) {
    gate.page("/", For::SignedIn, [&services](const Visit& visit) { return show(visit, services); });
}

} // namespace assent::portal
