#pragma once
// People and organizations as a client is shown them and reports them: accounts, what they hold, and
// conflicts of interest. Of a token only its name is ever shown.

#include "base/json_writer.hpp"
#include "desk/standing.hpp"
#include "http/body_reader.hpp"

namespace assent::http {

// Requires: an account is known by it.
void write_account(const std::string& id, const desk::Standing& standing, base::JsonWriter& json);

// In the list of its organization.
void write_account_row(const store::AccountRow& row, base::JsonWriter& json);

// Requires: an organization is known by it.
void write_organization(const std::string& id, const desk::Standing& standing, base::JsonWriter& json);

// The member `name`: one that somebody can be called.
std::string read_name(BodyReader& body);

// {"name", "role", "organization", "ended", "reason", "email"}. Without an address it stays as it is; ""
// takes it away.
struct ReportedPerson {
    desk::Person person;
    std::optional<desk::Address> address;
};
ReportedPerson read_person(BodyReader& body);

// {"name", "email"}.
struct ReportedOrganization {
    desk::Organization organization;
    std::optional<desk::Address> address;
};
ReportedOrganization read_organization(BodyReader& body);

// {"words", "scope", "towards", "from", "through"}.
desk::Held read_credential(BodyReader& body);

// {"towards", "what", "from", "through"}.
desk::Conflicted read_conflict(BodyReader& body);

} // namespace assent::http
