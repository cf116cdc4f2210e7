#include "portal/people/page.hpp"

#include <algorithm>

#include "casework/event_words.hpp"
#include "desk/email_address.hpp"
#include "http/call.hpp"
#include "portal/people/office.hpp"
#include "portal/people/organizations.hpp"
#include "portal/people/person.hpp"
#include "portal/people/tokens.hpp"

namespace assent::portal {
namespace {

using casework::PersonId;
using casework::Refusal;
using casework::RefusalKind;

constexpr int people_of_a_page = 50;

// A link where the visitor looks after them.
Html name_in_list(const Visit& visit, const store::AccountRow& row) {
    const auto role = casework::from_word<casework::Role>(row.role);
    if (!role) return html("{}", row.name);
    const casework::Position position{*role, {row.organization}};
    if (refusal_to_manage(visit.actor(), position, position)) return html("{}", row.name);
    return html("<a class=\"usa-link\" href=\"/users/{}\">{}</a>",
                in_address(desk::person_of(row.stream).text), row.name);
}

Html line(const Visit& visit, const Services& services, const store::AccountRow& row) {
    return html("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{} {}</td></tr>",
                name_in_list(visit, row), desk::person_of(row.stream).text, row.role,
                row.ended ? "ended on" : "since", day_of(services, row.since));
}

// Where the last one of the page before stands now; nothing for the first page.
std::optional<store::AccountPlace> place_behind(const Visit& visit, const Services& services,
                                                const Office& office) {
    const auto after = visit.request.asked("after");
    if (!after || !http::is_key(*after)) return std::nullopt;
    auto row = services.store.account_row(desk::stream_of(PersonId{*after}));
    if (!row || row->organization != office.id.text) return std::nullopt;
    return store::AccountPlace{row->ended, std::move(row->name), row->stream};
}

Html list_of_people(const Visit& visit, const Services& services, const Office& office) {
    store::AccountQuery query{office.id.text};
    query.after = place_behind(visit, services, office);
    query.limit = people_of_a_page + 1;
    auto rows = services.store.accounts(query);
    const bool more = rows.size() > people_of_a_page;
    if (more) rows.pop_back();
    if (rows.empty()) return html("<p>Nobody yet. Whoever you add below stands here.</p>");
    Html all = html(
        "<table class=\"usa-table usa-table--borderless as-list\"><caption>Everybody with an account"
        "</caption><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Account</th>"
        "<th scope=\"col\">May act as</th><th scope=\"col\">State</th></tr></thead><tbody>{}</tbody></table>",
        each(rows, [&](const store::AccountRow& row) { return line(visit, services, row); }));
    if (more)
        all += html("<p><a class=\"usa-link\" href=\"{}?after={}\">More people</a></p>", office.address,
                    in_address(desk::person_of(rows.back().stream).text));
    return all;
}

Html email_field(const FormFields& fields, const Services& services) {
    if (!services.settings.mails) return {};
    return fields.text({.name = "email",
                        .label = "E-mail address",
                        .hint = "A link to choose their password goes there. Without an address, a first "
                                "password is shown to you, to be handed on.",
                        .needed = false});
}

Html adding(const Visit& visit, const Services& services, const Office& office, const Mistakes& mistakes) {
    const FormFields fields(visit, mistakes);
    const auto roles = roles_to_give(visit, office.id, std::nullopt);
    if (roles.empty()) return {};
    const bool several = roles.size() > 1;
    return html(
        "<h2>Add somebody</h2>{}{}{}{}{}<button class=\"usa-button\" type=\"submit\">{}</button></form>",
        form(visit, office.address), fields.text({"name", "Name"}),
        fields.text({"account", "Account",
                     fmt::format("A short word by which they sign in, without blanks, such as {}dana. It "
                                 "stays as it is.",
                                 casework::own_prefix(visit.actor()))}),
        several ? fields.choice({.name = "role", .label = "May act as", .value = "provider"}, roles)
                : hidden_field("role", roles.front()),
        email_field(fields, services),
        services.settings.mails ? "Add them" : "Add, and show a first password");
}

http::Response show_people(const Visit& visit, const Services& services, const Office& office,
                           const Mistakes& mistakes) {
    return page(visit, "People",
                html("<h1>People of {}</h1>{}{}", office.name, list_of_people(visit, services, office),
                     adding(visit, services, office, mistakes)),
                mistakes.empty() ? 200 : 422);
}

// As it was written; of an office with what its accounts begin with.
PersonId called(const Visit& visit) {
    const std::string written = visit.field("account"), prefix = casework::own_prefix(visit.actor());
    return {written.empty() || written.starts_with(prefix) ? written : prefix + written};
}

http::Response add(const Visit& visit, const Services& services, const Office& office) {
    const PersonId account = called(visit);
    const std::string name = visit.field("name");
    const auto role = casework::from_word<casework::Role>(visit.field("role"));
    Mistakes mistakes;
    if (!desk::can_be_called(name)) mistakes["name"] = "Write their name.";
    if (!http::is_key(account.text))
        mistakes["account"] = "Write letters and digits, without blanks and slashes.";
    if (!role) mistakes["role"] = "Choose one of these.";
    const std::string email = services.settings.mails ? visit.field("email") : "";
    if (!email.empty() && !desk::is_email_address(email))
        mistakes["email"] = "Write an address as name@example.org.";
    if (!mistakes.empty()) return show_people(visit, services, office, mistakes);
    const auto no = desk::manage(
        services.store, visit.actor(), account,
        [&](const std::optional<desk::Person>& now) -> base::Expected<desk::Person, Refusal> {
            if (now)
                return tl::unexpected(
                    Refusal{RefusalKind::Duplicate, "This account is taken.", "", "Choose another word."});
            return desk::Person{name, *role, office.id};
        },
        visit.now);
    if (no)
        return show_people(
            visit, services, office,
            {{no->kind == RefusalKind::Duplicate ? "account" : "role", no->rule + " " + no->instead}});
    if (email.empty()) return with_new_password(visit, services, account, name + " is added");
    know_address(visit, services, account, email);
    return invite(visit, services, account, name + " is added");
}

using Find = std::function<std::optional<Office>(const Visit&)>;

void add_list(Gate& gate, const Services& services, const std::string& pattern, const Find& find) {
    gate.page(pattern, For::SignedIn, [&services, find](const Visit& visit) {
        const auto office = find(visit);
        return office ? show_people(visit, services, *office, {}) : nobody_there(visit);
    });
    gate.form(pattern, For::SignedIn, [&services, find](const Visit& visit) {
        const auto office = find(visit);
        return office ? add(visit, services, *office) : nobody_there(visit);
    });
}

} // namespace

void add_people(Gate& gate, const Services& services) {
    add_list(gate, services, "/users",
             [&services](const Visit& visit) { return own_office(visit, services); });
    add_list(gate, services, "/organizations/{organization}",
             [&services](const Visit& visit) { return office_of(visit, services, visit.places[0]); });
    add_person(gate, services);
    add_organizations(gate, services);
    add_tokens(gate, services);
}

} // namespace assent::portal
