#pragma once
// What stands beside the form of a decision while it is written: what it still owes before it can be sent,
// the button that sends it when it owes nothing, and the letter.

#include "portal/review/written.hpp"
#include "portal/visit.hpp"

namespace assent::portal {

// `form` is the id of the form that the button sends.
Html beside(const Visit& visit, const Services& services, const CaseSeen& seen, const Written& written,
            const char* form);

} // namespace assent::portal
