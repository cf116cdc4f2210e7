#pragma once
// What somebody else did to a request while its reader was at work on it, in one sentence, and what the
// reader can do now: for whoever is told that something is not theirs to do any more. It shows the names of
// colleagues, and nothing to whoever is not of the house.

#include "portal/case_seen.hpp"

namespace assent::portal {

// "Dr. Noel Fresh took it over on Mon 30 Nov 2026 12:00 EST: the family waits. You can ...". Nothing while
// the visitor has it, and when the last that was done was done by them.
std::string overtaken(const Visit& visit, const Services& services, const CaseSeen& seen,
                      casework::RequestNo request);

} // namespace assent::portal
