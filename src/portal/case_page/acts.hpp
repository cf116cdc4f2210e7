#pragma once
// What can be done to a case from its page: which acts are offered to whom, and what a filled-in form means.
// Whether an act is allowed is authority's to say, here and again when the desk does it.

#include <optional>
#include <string>

#include "casework/command.hpp"
#include "portal/case_seen.hpp"
#include "portal/html.hpp"

namespace assent::portal {

// The forms of the acts that whoever looks may do to a request now, with what was typed before.
Html offered(const Visit& visit, const Services& services, const CaseSeen& seen, casework::RequestNo request);

// Those of them that leave a request without a decision: pend, refer, return, deny for an administrative
// reason.
Html ways_around(const Visit& visit, const CaseSeen& seen, casework::RequestNo request);

// The command of a form; nothing when it is none of ours.
std::optional<casework::Command> command_in(const Visit& visit, const Services& services,
                                            const CaseSeen& seen);

} // namespace assent::portal
