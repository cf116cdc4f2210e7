#include "portal/people/office.hpp"

#include "casework/authority.hpp"
#include "desk/password_link.hpp"
#include "http/call.hpp"
#include "portal/moments.hpp"

namespace assent::portal {

using casework::CaseAct;
using casework::Cell;
using casework::OrganizationId;
using casework::Position;

namespace {

bool looks_after_all(const Visit& visit) {
    return casework::cell(CaseAct::ManageUsers, visit.actor().role) == Cell::Yes;
}

// Of an organization that nobody has reported there may be people all the same.
std::string name_of(const Services& services, const OrganizationId& id) {
    const auto standing = desk::read_standing(services.store, desk::stream_of(id));
    if (standing.organization) return standing.organization->name;
    store::AccountQuery query{id.text};
    query.limit = 1;
    return services.store.accounts(query).empty() ? std::string() : id.text;
}

} // namespace

std::optional<Office> office_of(const Visit& visit, const Services& services, const std::string& id) {
    const OrganizationId organization{id};
    if (!http::is_key(id) || !may_list_people(visit.actor(), organization)) return std::nullopt;
    std::string name = name_of(services, organization);
    if (name.empty()) return std::nullopt;
    return Office{organization, std::move(name), list_address(visit, organization)};
}

std::optional<Office> own_office(const Visit& visit, const Services& services) {
    return office_of(visit, services, visit.actor().organization.text);
}

std::string list_address(const Visit& visit, const OrganizationId& organization) {
    return looks_after_all(visit) ? "/organizations/" + in_address(organization.text) : "/users";
}

std::string Managed::address() const { return "/users/" + in_address(id.text); }

std::optional<Managed> managed(const Visit& visit, const Services& services) {
    const casework::PersonId id{visit.places[0]};
    if (!http::is_key(id.text)) return std::nullopt;
    auto standing = desk::read_standing(services.store, desk::stream_of(id));
    if (!standing.person) return std::nullopt;
    const Position position = desk::position_of(*standing.person);
    if (refusal_to_manage(visit.actor(), position, position)) return std::nullopt;
    return Managed{id,
                   std::move(*standing.person),
                   standing.person_since,
                   std::move(standing.held),
                   standing.password.has_value(),
                   standing.address ? standing.address->email : ""};
}

std::vector<std::string> roles_to_give(const Visit& visit, const OrganizationId& organization,
                                       const std::optional<Position>& now) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < casework::roles; ++i) {
        const auto role = static_cast<casework::Role>(i);
        if (!refusal_to_manage(visit.actor(), now, {role, organization}))
            all.emplace_back(casework::to_text(role));
    }
    return all;
}

Html day_of(const Services& services, calendar::Instant at) {
    return shown(services.desk.shelf().zone().local_date(at));
}

http::Response nobody_there(const Visit& visit) {
    return sorry(visit, 404, "There is nobody here",
                 "Look at the address, or ask whoever administers the accounts.");
}

http::Response with_new_password(const Visit& visit, const Services& services,
                                 const casework::PersonId& account, const std::string& title) {
    const std::string password = desk::new_password(account);
    services.sign_in.hand_on_password(account, password,
                                      {visit.now, visit.actor().person, visit.actor().role});
    return page(
        visit, title,
        html("<div class=\"as-narrow\"><h1>{}</h1><p class=\"usa-intro\">Hand these on in person or by "
             "telephone. The password is shown this once, and nobody can read it again.</p>"
             "<dl class=\"as-facts\"><dt>Account</dt><dd><code>{}</code></dd>"
             "<dt>Password</dt><dd><code class=\"as-secret\">{}</code></dd></dl>"
             "<p>They are asked to choose a password of their own when they sign in with it. "
             "Every session that the account had has ended.</p>"
             "<p><a class=\"usa-link\" href=\"/users/{}\">Back to this account</a></p></div>",
             title, account.text, password, in_address(account.text)));
}

void know_address(const Visit& visit, const Services& services, const casework::PersonId& account,
                  const std::string& email) {
    desk::report(services.store, desk::stream_of(account), desk::Address{email},
                 {visit.now, visit.actor().person, visit.actor().role});
}

http::Response invite(const Visit& visit, const Services& services, const casework::PersonId& account,
                      const std::string& title) {
    desk::send_password_link(services.store, account, desk::NoteKind::InvitationLink, visit.now);
    return page(
        visit, title,
        html("<div class=\"as-narrow\"><h1>{}</h1><p class=\"usa-intro\">A mail with a link to choose their "
             "password is on its way to them. The link is good for three days, and once.</p>"
             "<p>They sign in as <b>{}</b>.</p>"
             "<p><a class=\"usa-link\" href=\"/users/{}\">Back to this account</a></p></div>",
             title, account.text, in_address(account.text)));
}

} // namespace assent::portal
