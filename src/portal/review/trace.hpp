#pragma once
// The rules of a program beside what is known of a request, for whoever judges it, or judges it again. It
// decides nothing.

#include "portal/case_seen.hpp"

namespace assent::portal {

// Every rule with what is known of it, each beside the phrase that it implements.
Html trace_of(const CaseSeen& seen, casework::RequestNo request);

} // namespace assent::portal
