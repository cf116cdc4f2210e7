#pragma once
// Sheets to be faxed before the papers of a request, each with a bar code that says for whom, about which
// request and which paper: one for each kind of paper that the program has faxed under a cover. There are
// none before the request is submitted, and each is good for that paper alone.

#include "portal/case_seen.hpp"
#include "portal/gate.hpp"

namespace assent::portal {

// The way to them, under the papers of a request; nothing when there are none.
Html cover_sheets_link(const CaseSeen& seen, casework::RequestNo request);

void add_cover_sheets(Gate& gate, const Services& services);

} // namespace assent::portal
