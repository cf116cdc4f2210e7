#include "portal/readings/page.hpp"

#include "casework/authority.hpp"
#include "desk/published.hpp"
#include "http/case_json.hpp"
#include "http/page.hpp"
#include "portal/case_seen.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/wide_table.hpp"

namespace assent::portal {
namespace {

constexpr int rows_at_once = 50;

bool audits(const Visit& visit) {
    return casework::cell(casework::CaseAct::Audit, visit.actor().role) == casework::Cell::Yes;
}

http::Response not_there(const Visit& visit) {
    return sorry(visit, 404, "There is nothing here", "Or it is not for this account.");
}

// Readings with their clock, the latest first, and the way to the ones before.
class Listing {
public:
    Listing(const Visit& visit, const Services& services, const calendar::Zone& zone)
        : visit_(visit), services_(services), name_of_(desk::names_in(services.store)), zone_(zone) {}

    Html show(store::ReadingQuery query) const {
        const auto after = visit_.request.asked("after");
        if (after && !http::go_on(*after, query)) return html("<p>There is no such page of this list.</p>");
        query.limit = rows_at_once + 1;
        auto rows = services_.store.readings(query);
        const bool more = rows.size() > rows_at_once;
        if (more) rows.pop_back();
        if (rows.empty()) return html("<p>Nothing of it was read yet.</p>");
        const Html next = more ? html("<p><a class=\"usa-link\" href=\"{}\">Earlier ones</a></p>",
                                      http::next_page(visit_.request, http::mark_of(rows, query)))
                               : Html();
        return html("{}{}",
                    wide_table({"The latest first", {"When", "Who", "Case", "What"}, table_look::plain},
                               each(rows, [&](const store::Reading& one) { return row(one); })),
                    next);
    }

private:
    Html row(const store::Reading& one) const {
        const std::string name = http::case_name(one.of);
        return html(
            "<tr><th scope=\"row\">{}</th><td><a class=\"usa-link\" "
            "href=\"/readings?person={}\">{}</a></td><td><a "
            "class=\"usa-link\" href=\"/cases/{}/readings\">{}</a></td><td>{}</td></tr>",
            shown(zone_, one.at), in_address(one.person), name_of_(one.person), name, name, one.what);
    }

    const Visit& visit_;
    const Services& services_;
    letters::NameOf name_of_;
    const calendar::Zone& zone_;
};

http::Response of_case(const Visit& visit, const Services& services) {
    const auto seen = case_of(visit, services);
    if (!seen || !audits(visit)) return not_there(visit);
    return page(
        visit, "Who has read case " + seen->number(),
        html("<p><a class=\"usa-link\" href=\"{}\">Back to case {}</a></p><h1>Who has read this case</h1>{}",
             seen->address(), seen->number(),
             Listing(visit, services, seen->book().zone()).show({.of = seen->file().stream})));
}

http::Response by_person(const Visit& visit, const Services& services) {
    if (!audits(visit)) return not_there(visit);
    const std::string person = visit.request.asked("person").value_or("");
    const Html form = html(
        "<form method=\"get\" action=\"/readings\" class=\"as-search\" role=\"search\"><div><label "
        "class=\"usa-label\" for=\"person\">Account</label><input class=\"usa-input\" id=\"person\" "
        "name=\"person\" "
        "autocapitalize=\"none\" value=\"{}\"></div><button class=\"usa-button\" "
        "type=\"submit\">Look</button></form>",
        person);
    const Html list = person.empty()
                          ? html("<p>Who has read a case stands behind the case itself.</p>")
                          : Listing(visit, services, services.desk.shelf().zone()).show({.person = person});
    return page(visit, "What somebody has read", html("<h1>What somebody has read</h1>{}{}", form, list));
}

} // namespace

void add_readings(Gate& gate, const Services& services) {
    gate.page("/cases/{member}/{number}/readings", For::SignedIn,
              [&services](const Visit& visit) { return of_case(visit, services); });
    gate.page("/readings", For::SignedIn,
              [&services](const Visit& visit) { return by_person(visit, services); });
}

} // namespace assent::portal
