#include "portal/people/organizations.hpp"

#include "casework/authority.hpp"
#include "http/call.hpp"
#include "portal/people/office.hpp"

namespace assent::portal {
namespace {

using casework::CaseAct;
using casework::OrganizationId;
using casework::PersonId;
using casework::Refusal;
using casework::RefusalKind;
using casework::Role;

constexpr int organizations_of_a_page = 50;
constexpr int administrators_shown = 3;

// Who may report an organization and look after the people of all.
bool may_report_organizations(const Visit& visit) {
    return casework::cell(CaseAct::ManageUsers, visit.actor().role) == casework::Cell::Yes &&
           !casework::refused_by_table(CaseAct::ReportStanding, visit.actor().role);
}

Html administrators(const Services& services, const OrganizationId& id) {
    store::AccountQuery query{id.text, std::string(to_text(Role::OfficeAdministrator))};
    query.limit = administrators_shown;
    Html all;
    for (const store::AccountRow& row : services.store.accounts(query)) {
        if (row.ended) continue;
        all += html("{}<a class=\"usa-link\" href=\"/users/{}\">{}</a>", all.empty() ? "" : ", ",
                    in_address(desk::person_of(row.stream).text), row.name);
    }
    return all.empty() ? html("nobody") : all;
}

Html line(const Services& services, const OrganizationId& id) {
    const auto standing = desk::read_standing(services.store, desk::stream_of(id));
    return html(
        "<tr><th scope=\"row\"><a class=\"usa-link\" href=\"/organizations/{}\">{}</a></th><td>{}</td>"
        "<td>{}</td></tr>",
        in_address(id.text), standing.organization ? standing.organization->name : id.text, id.text,
        administrators(services, id));
}

Html list_of_organizations(const Visit& visit, const Services& services) {
    const std::string after = visit.request.asked("after").value_or("");
    auto all =
        desk::organizations(services.store, http::is_key(after) ? after : "", organizations_of_a_page + 1);
    const bool more = all.size() > organizations_of_a_page;
    if (more) all.pop_back();
    if (all.empty()) return html("<p>None. The one that you add below stands here.</p>");
    Html made = html(
        "<table class=\"usa-table usa-table--borderless as-list\"><caption>All organizations</caption><thead>"
        "<tr><th scope=\"col\">Name</th><th scope=\"col\">Identifier</th><th scope=\"col\">Looked after by"
        "</th></tr></thead><tbody>{}</tbody></table>",
        each(all, [&](const OrganizationId& id) { return line(services, id); }));
    if (more)
        made += html("<p><a class=\"usa-link\" href=\"/organizations?after={}\">More organizations</a></p>",
                     in_address(all.back().text));
    return made;
}

http::Response show_organizations(const Visit& visit, const Services& services, const Mistakes& mistakes) {
    const FormFields fields(visit, mistakes);
    return page(
        visit, "Organizations",
        html("<h1>Organizations</h1><p><a class=\"usa-link\" href=\"/tokens\">Tokens by which programs sign "
             "in</a></p>{}<h2>Add an organization and its first administrator</h2>{}{}{}{}{}"
             "<button class=\"usa-button\" type=\"submit\">Add, and show a first password</button></form>",
             list_of_organizations(visit, services), form(visit, "/organizations"),
             fields.text({"organization_name", "Name of the organization"}),
             fields.text({"organization", "Its identifier",
                          "The number by which your systems know it, without blanks. It stays as it is."}),
             fields.text({"name", "Name of its administrator",
                          "Who adds, changes and ends the accounts of that office."}),
             fields.text({"account", "Account of the administrator",
                          "A short word by which they sign in, without blanks, such as dana."})),
        mistakes.empty() ? 200 : 422);
}

Mistakes mistakes_in(const Visit& visit, const Services& services) {
    Mistakes all;
    const auto needed = [&](const char* name, const char* instead) {
        if (!desk::can_be_called(visit.field(name))) all[name] = instead;
    };
    needed("organization_name", "Write its name.");
    needed("name", "Write their name.");
    for (const char* name : {"organization", "account"}) {
        if (!http::is_key(visit.field(name)))
            all[name] = "Write letters and digits, without blanks and slashes.";
    }
    if (!all.empty()) return all;
    const OrganizationId organization{visit.field("organization")};
    if (desk::read_standing(services.store, desk::stream_of(organization)).organization)
        all["organization"] = "There is one already; open it in the list to add an administrator.";
    if (desk::read_standing(services.store, desk::stream_of(PersonId{visit.field("account")})).person)
        all["account"] = "This account is taken. Choose another word.";
    return all;
}

// The administrator first: without an organization their account does nothing, and it can be added again.
http::Response add(const Visit& visit, const Services& services) {
    if (!may_report_organizations(visit)) return nobody_there(visit);
    if (const Mistakes all = mistakes_in(visit, services); !all.empty())
        return show_organizations(visit, services, all);
    const OrganizationId organization{visit.field("organization")};
    const PersonId account{visit.field("account")};
    const auto no = desk::manage(
        services.store, visit.actor(), account,
        [&](const std::optional<desk::Person>& now) -> base::Expected<desk::Person, Refusal> {
            if (now) return tl::unexpected(Refusal{RefusalKind::Duplicate, "This account is taken.", "", ""});
            return desk::Person{visit.field("name"), Role::OfficeAdministrator, organization};
        },
        visit.now);
    if (no) return show_organizations(visit, services, {{"account", no->rule}});
    desk::report(services.store, desk::stream_of(organization),
                 desk::Organization{visit.field("organization_name")},
                 {visit.now, visit.actor().person, visit.actor().role});
    return with_new_password(visit, services, account,
                             visit.field("organization_name") + " is added, with " + visit.field("name"));
}

} // namespace

void add_organizations(Gate& gate, const Services& services) {
    gate.page("/organizations", For::SignedIn, [&services](const Visit& visit) {
        return may_report_organizations(visit) ? show_organizations(visit, services, {})
                                               : nobody_there(visit);
    });
    gate.form("/organizations", For::SignedIn,
              [&services](const Visit& visit) { return add(visit, services); });
}

} // namespace assent::portal
