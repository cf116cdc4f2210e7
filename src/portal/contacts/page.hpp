#pragma once
// What people tell us by phone, letter or message. A list of what is to be followed up, the earliest due
// first, and of what was done, by whom and with what words; the log of one case; and what belongs to no case
// yet, which is put into one when it is known. What was entered wrongly is corrected by a new entry.

#include "portal/case_seen.hpp"
#include "portal/gate.hpp"

namespace assent::portal {

void add_contacts(Gate& gate, const Services& services);

// On the page of a case: the way to its log, and to what came for it on paper or by phone.
Html ways_to_log(const Visit& visit, const CaseSeen& seen);

} // namespace assent::portal
