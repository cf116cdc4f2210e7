#pragma once
// Samples of decisions for a second opinion: drawn, and compared, each figure with its cases; for whoever
// draws them. Who may is asked of the table.

#include "portal/gate.hpp"

namespace assent::portal {

void add_samples(Gate& gate, const Services& services);

} // namespace assent::portal
