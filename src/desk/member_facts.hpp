#pragma once
// What the member's record tells of a request, so that nobody who asks has to, and nobody can tell it
// otherwise: the birth date, and the eligibility of the day that the program names. It is told when a request
// comes, again whenever something is done with it, and at once when the record changes.
// docs/decisions/0054-a-request-hears-what-the-record-says.md

#include <optional>
#include <span>
#include <vector>

#include "casework/rule_book.hpp"
#include "desk/standing.hpp"

namespace assent::desk {

struct OnRecord {
    std::uint16_t fact = 0;
    std::optional<std::int64_t> value; // none: the record does not say
};

// Each fact of the program that a record tells. `told` is what else is known of the request: by it the
// program's days are found.
std::vector<OnRecord> on_record(const Standing& member, const casework::RuleBook& book,
                                std::span<const casework::Known> told, calendar::Date today);

} // namespace assent::desk
