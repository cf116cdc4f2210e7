#pragma once
// The pages of documents, shown in place: those of a case to whoever sees the case, and those that are not
// part of one yet to who handed them in. What is shown is never kept by a browser, nor by us.

#include "portal/gate.hpp"

namespace assent::portal {

void add_document_pages(Gate& gate, const Services& services);

} // namespace assent::portal
