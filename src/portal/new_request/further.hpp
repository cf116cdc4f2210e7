#pragma once
// What may be asked about an earlier request of a case: more of it, something else, or to look again. A
// program says what, from whom and until when; here it is only looked up.

#include <optional>
#include <vector>

#include "portal/case_seen.hpp"

namespace assent::portal {

struct Further {
    std::uint16_t type = 0;
    casework::RequestNo about = 0;
    std::optional<calendar::Instant> until;
};

// What whoever looks may ask now by that channel, the earliest end first; without one, as CaseSeen::may_ask.
std::vector<Further> further(const CaseSeen& seen, std::optional<policy::Channel> by = std::nullopt);

std::string further_address(const CaseSeen& seen, std::uint16_t type, casework::RequestNo about);

} // namespace assent::portal
