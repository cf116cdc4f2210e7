#pragma once
// What was asked and answered in a case, as far as it is for whoever looks, and the form of an answer for who
// owes one.

#include "portal/case_seen.hpp"
#include "portal/html.hpp"

namespace assent::portal {

Html messages_of(const Visit& visit, const CaseSeen& seen, store::Store& store);

} // namespace assent::portal
