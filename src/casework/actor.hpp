#pragma once
// Somebody who acts, as the desk knows them at that moment: their account's role, the organization they act
// for, and dated rows of what they hold and of what binds them. Rows are read on the day of the act; a
// licence that lapsed overnight is none in the morning. Nothing here says what anybody may do: authority
// does.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.hpp"
#include "casework/ids.hpp"

namespace assent::casework {

// The kinds of accounts: the columns of the authority table.
enum class Role : std::uint8_t {
    System,
    Timer,
    Provider,
    MemberSide, // the member, a parent, a guardian, a representative
    Reviewer,
    Supervisor,
    Agency, // who holds us to the program: an agency, a quality organization, a payer
    FiscalAgent,
    OfficeAdministrator,
    CustomerService,
    Intake,
    PlanAdministrator,
    Auditor,
};
constexpr std::size_t roles = 13;

std::string_view to_text(Role); // "customer service"

// Who is not of the house that decides: they see what is theirs, and of it nothing that a program hides.
constexpr bool is_outside(Role role) {
    return role == Role::Provider || role == Role::MemberSide || role == Role::FiscalAgent ||
           role == Role::OfficeAdministrator;
}

// From one day through another, both inclusive; no bound where there is none.
struct Validity {
    std::optional<calendar::Date> from, through;

    bool holds_on(calendar::Date day) const {
        return (!from || *from <= day) && (!through || day <= *through);
    }
};

// Something a person or an organization is or holds: "licensed physician", "board certification". `scope` is
// of what ("physical therapy"), `towards` for whom (a member whose guardian it is).
struct Credential {
    std::string words;
    std::string scope;
    std::string towards;
    Validity valid;
};

// A known or potential conflict of interest towards a member, a person or an organization, by identifier.
struct Conflict {
    std::string towards;
    std::string what;
    Validity valid;
};

struct Actor {
    PersonId person;
    Role role = Role::System;
    OrganizationId organization;
    std::vector<Credential> credentials; // of the person and of the organization they act for
    std::vector<Conflict> conflicts;
};

} // namespace assent::casework
