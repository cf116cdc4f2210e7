#pragma once
// Who could have a request, for whoever gives work to reviewers: each reviewer of the house with how much
// they have, and those who cannot have this one with the reason. Whether it may be given is authority's to
// say, here and again when the desk does it.

#include <string>
#include <vector>

#include "portal/case_seen.hpp"
#include "portal/html.hpp"

namespace assent::portal {

// The fields of a form that gives the request to somebody; nothing when nobody can have it.
Html reviewers_to_choose(const Visit& visit, const Services& services, const CaseSeen& seen,
                         casework::RequestNo request);

} // namespace assent::portal
