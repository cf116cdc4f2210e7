#pragma once
// The cases behind a figure, page by page or as a table for a spreadsheet: each with what is counted of it,
// and by when that was due. Each is read through the desk, which shows what is the visitor's to see.

#include "portal/reports/figure.hpp"

namespace assent::portal {

// So many rows as a table with their dates; "" for none.
Html table_of(const Visit& visit, const Services& services, const std::string& caption,
              const std::vector<store::ListedMeasure>& rows);

http::Response cases_of_figure(const Visit& visit, const Services& services);
http::Response file_of_figure(const Visit& visit, const Services& services);

} // namespace assent::portal
