#pragma once
// An organization as whoever looks after its people finds it, and what every page of people shows of one of
// them. Who looks after whom is asked of authority; who does not is answered as if nobody were there.

#include <optional>
#include <string>
#include <vector>

#include "desk/accounts.hpp"
#include "portal/people/fields.hpp"

namespace assent::portal {

// An organization whose people the visitor may look at.
struct Office {
    casework::OrganizationId id;
    std::string name;
    std::string address; // of the list of its people
};

// The visitor's own; one by its identifier.
std::optional<Office> own_office(const Visit& visit, const Services& services);
std::optional<Office> office_of(const Visit& visit, const Services& services, const std::string& id);

// Somebody whom the visitor looks after, by the first place of the address.
struct Managed {
    casework::PersonId id;
    desk::Person person;
    calendar::Instant since;
    std::vector<desk::Held> holds;
    bool has_password = false;
    std::string email; // "": none is known

    std::string address() const; // "/users/dana"
};
std::optional<Managed> managed(const Visit& visit, const Services& services);

// What the visitor can make an account of that organization, which is `now` (nothing: there is none yet).
std::vector<std::string> roles_to_give(const Visit& visit, const casework::OrganizationId& organization,
                                       const std::optional<casework::Position>& now);

// Where the list of that person's organization is for the visitor.
std::string list_address(const Visit& visit, const casework::OrganizationId& organization);

// A day, by the clocks of the house's first program.
Html day_of(const Services& services, calendar::Instant at);

http::Response nobody_there(const Visit& visit);

// Keeps where an account is written to. Requires: it can be an address, or is "" for none; the visitor looks
// after the account.
void know_address(const Visit& visit, const Services& services, const casework::PersonId& account,
                  const std::string& email);

// Writes to an account by e-mail so that its owner chooses the password, and says so. Requires: mail can
// leave, and the visitor looks after the account.
http::Response invite(const Visit& visit, const Services& services, const casework::PersonId& account,
                      const std::string& title);

// Gives an account a password that is shown this once. Requires: the visitor looks after it.
http::Response with_new_password(const Visit& visit, const Services& services,
                                 const casework::PersonId& account, const std::string& title);

} // namespace assent::portal
