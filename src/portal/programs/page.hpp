#pragma once
// The programs in force and to come: since when, who published them, their text rule by rule beside what each
// rests on, and what changed from one version to another. For whoever publishes, audits, leads and reviews.

#include "portal/gate.hpp"

namespace assent::portal {

bool reads_programs(casework::Role role); // by the table of rights

void add_programs(Gate& gate, const Services& services);

} // namespace assent::portal
