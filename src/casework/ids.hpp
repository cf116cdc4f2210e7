#pragma once
// Who and what casework speaks of, by identifiers that cannot be mixed up. An identifier is what the desk
// gave; nothing is read out of it, and none of them is a name, a birth date or a number of a member's card.

#include <compare>
#include <cstdint>
#include <string>

namespace assent::casework {

template <typename Kind>
struct Id {
    std::string text;

    bool empty() const { return text.empty(); }
    friend auto operator<=>(const Id&, const Id&) = default;
};

using PersonId = Id<struct PersonKind>; // an account: a person, or a system that acts
using OrganizationId = Id<struct OrganizationKind>;
using MemberId = Id<struct MemberKind>;
using CaseId = Id<struct CaseKind>;

// By which everybody can name a case: what stands behind the last slash of its id.
inline std::string number_of(const CaseId& id) { return id.text.substr(id.text.rfind('/') + 1); }

// A request by its place in its case, from 0; people see it counted from 1.
using RequestNo = std::uint16_t;
constexpr RequestNo no_request = 0xFFFF;

} // namespace assent::casework
