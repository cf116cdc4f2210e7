#pragma once
// What a pended or suspended request waits for, when it came by phone, fax or mail: intake writes down what
// of it came, when, from whom, and what was said. The clock runs from the moment at which it arrived.

#include "portal/case_seen.hpp"
#include "portal/gate.hpp"

namespace assent::portal {

void add_answer_page(Gate& gate, const Services& services);

// On the page of a case: the way there for each request that waits.
Html ways_to_answer(const Visit& visit, const CaseSeen& seen);

} // namespace assent::portal
