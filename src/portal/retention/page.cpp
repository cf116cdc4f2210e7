#include "portal/retention/page.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "casework/authority.hpp"
#include "desk/published.hpp"
#include "desk/retention.hpp"
#include "http/case_json.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/wide_table.hpp"

namespace assent::portal {
namespace {

constexpr int rows_at_once = 50;

Html day(const Services& services, calendar::Instant at) {
    return shown(services.desk.shelf().zone().local_date(at));
}

// What is typed again after a refusal stands in the form that it was typed in.
Html reason_field(const Visit& visit, const std::string& id, bool again) {
    return html(
        "<label class=\"usa-label\" for=\"{}\">Why</label><textarea class=\"usa-textarea as-words\" "
        "id=\"{}\" name=\"reason\" required>{}</textarea>",
        id, id, again ? visit.field("reason") : std::string());
}

Html lift_form(const Visit& visit, const desk::Hold& hold) {
    const std::string number = fmt::format("{}", hold.number), id = "lift-" + number;
    const bool again = visit.field("do") == "lift" && visit.field("hold") == number;
    return html(
        "<details class=\"as-act\"{}><summary>Lift hold {}</summary>{}{}{}{}<button class=\"usa-button "
        "usa-button--outline\" type=\"submit\">Lift it</button></form></details>",
        again ? Html::trusted(" open") : Html(), number, form(visit, "/retention"), hidden("do", "lift"),
        hidden("hold", number), reason_field(visit, id, again));
}

Html row(const Visit& visit, const Services& services, const desk::Hold& hold,
         const letters::NameOf& name_of) {
    const Html end = hold.until ? html("lifted {} by {}: {}", day(services, *hold.until),
                                       name_of(hold.lifted_by.text), hold.lifted)
                                : lift_form(visit, hold);
    return html("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}, {}</td><td>{}</td></tr>",
                hold.number, hold.on, hold.reason, day(services, hold.since), name_of(hold.by.text), end);
}

// Those that hold first.
Html holds_of(const Visit& visit, const Services& services) {
    auto all = desk::holds(services.store);
    std::stable_sort(all.begin(), all.end(), [](const desk::Hold& one, const desk::Hold& other) {
        return one.lifted.empty() && !other.lifted.empty();
    });
    if (all.empty()) return html("<p>Nothing is held.</p>");
    const auto name_of = desk::names_in(services.store);
    return wide_table({"Legal holds", {"Hold", "On", "Why", "Since", "Until"}, table_look::plain},
                      each(all, [&](const desk::Hold& one) { return row(visit, services, one, name_of); }));
}

Html put_form(const Visit& visit) {
    const bool again = visit.field("do") == "hold";
    return html(
        "<details class=\"as-act\"{}><summary>Hold a case, or all of a member</summary>{}{}<label "
        "class=\"usa-label\" for=\"on\">The case or the member</label><span class=\"usa-hint\" "
        "id=\"on-hint\">A case as M7/C12, a member as M7</span><input class=\"usa-input\" id=\"on\" "
        "name=\"on\" autocomplete=\"off\" autocapitalize=\"none\" aria-describedby=\"on-hint\" required "
        "value=\"{}\">{}<button class=\"usa-button\" type=\"submit\">Hold</button></form></details>",
        again ? Html::trusted(" open") : Html(), form(visit, "/retention"), hidden("do", "hold"),
        again ? visit.field("on") : std::string(), reason_field(visit, "reason", again));
}

Html due_of(const Visit& visit, const Services& services) {
    const std::int64_t years = services.settings.retention_years;
    if (years == 0)
        return html(
            "<p>This server is not told how long records are kept, so nothing is ever removed. Whoever runs "
            "it says so with the option <code>retention.years</code>.</p>");
    const desk::Retention retention(services.store, services.desk.shelf(), years, visit.now);
    const auto before = base::to_number(visit.request.asked("before").value_or(""));
    const desk::DueCases due = retention.due(before, rows_at_once);
    const Html rows = each(due.found, [&](const desk::DueCase& one) {
        return html(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>", http::case_name(one.of),
            day(services, one.rests_since),
            one.held_by ? fmt::format("kept by hold {}", *one.held_by) : std::string("may be removed"));
    });
    const char* nothing = due.go_on ? "Nothing in this part of the log." : "Nothing is past retention.";
    return html(
        "<p>Records are kept for {} years after a case came to rest. What came to rest by {} is removed when "
        "whoever runs the server says so (<code>assent retire</code>), and never by itself.</p>{}{}",
        years, day(services, retention.ended()),
        rows.empty() ? html("<p>{}</p>", nothing)
                     : wide_table({"Past retention, the latest first",
                                   {"Case", "At rest since", "What follows"},
                                   table_look::plain},
                                  rows),
        due.go_on ? html("<p><a class=\"usa-link\" href=\"/retention?before={}\">Look further back</a></p>",
                         *due.go_on)
                  : Html());
}

http::Response show(const Visit& visit, const Services& services, const Html& said, int status = 200) {
    if (cell(casework::CaseAct::KeepRecords, visit.actor().role) != casework::Cell::Yes)
        return sorry(visit, 404, "There is nothing here", "Or it is not for this account.");
    return page(visit, "Retention",
                html("<h1>Retention and legal holds</h1>{}<h2>What is past retention</h2>{}<h2>Legal "
                     "holds</h2><p>What is held is not removed, however old it is.</p>{}{}",
                     said, due_of(visit, services), put_form(visit), holds_of(visit, services)),
                status);
}

http::Response act(const Visit& visit, const Services& services) {
    std::optional<casework::Refusal> no;
    if (cell(casework::CaseAct::KeepRecords, visit.actor().role) != casework::Cell::Yes)
        return show(visit, services, {});
    if (visit.field("do") == "lift")
        no = desk::lift_hold(services.store, base::to_number(visit.field("hold")).value_or(0),
                             visit.field("reason"), visit.actor(), visit.now);
    else
        no = desk::put_hold(services.store, visit.field("on"), visit.field("reason"), visit.actor(),
                            visit.now);
    return no ? show(visit, services, alert(*no), 422) : go_to("/retention");
}

} // namespace

void add_retention(Gate& gate, const Services& services) {
    gate.page("/retention", For::SignedIn,
              [&services](const Visit& visit) { return show(visit, services, {}); });
    gate.form("/retention", For::SignedIn, [&services](const Visit& visit) { return act(visit, services); });
}

} // namespace assent::portal
