#pragma once
// The criteria by which a reviewer decided last today, under the same rules: whoever decides forty requests
// by the same ones writes them once. They stand in the form, to be changed, and count when it is sent.

#include "casework/determination.hpp"
#include "portal/case_seen.hpp"

namespace assent::portal {

// Empty when the visitor decided nothing today under the rules of that case.
casework::Criteria last_criteria(const Visit& visit, const Services& services, const CaseSeen& seen);

} // namespace assent::portal
