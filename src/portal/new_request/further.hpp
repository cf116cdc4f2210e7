#pragma once
// What may be asked about an earlier request of a case: more of it, something else, or to look again. A
// program says what, from whom and until when; here it is only looked up. What begins a case and was returned
// may be asked once more in the same case, with what was missing.

#include <optional>
#include <vector>

#include "portal/case_seen.hpp"

namespace assent::portal {

// The days for a request. Within them `until` says when they end; before and after them, where the program
// takes it all the same, one of the others says so. None of them: it can be asked at any time.
struct Days {
    std::optional<calendar::Instant> until, early_until, late_since;
};

struct Further {
    std::uint16_t type = 0;
    casework::RequestNo about = 0; // none: the same is asked once more
    Days days = {};
    casework::RequestNo after = 0; // whose facts are told before: what it is about, or what was returned

    bool is_again() const { return about == casework::no_request; }
};

// What whoever looks may ask now by that channel, the earliest end first; without one, as CaseSeen::may_ask.
std::vector<Further> further(const CaseSeen& seen, std::optional<policy::Channel> by = std::nullopt);

std::string further_address(const CaseSeen& seen, std::uint16_t type, casework::RequestNo after);

} // namespace assent::portal
