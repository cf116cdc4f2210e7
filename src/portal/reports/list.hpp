#pragma once
// The cases behind a figure, page by page or as a table for a spreadsheet: each with what is counted of it,
// and by when that was due. Each is read through the desk, which shows what is the visitor's to see.

#include "portal/reports/figure.hpp"

namespace assent::portal {

// A place as the address of the next page bears it, and back; nothing for what is none. It grants nothing:
// what is shown is asked for each time.
std::string mark_of(const store::MeasurePlace& place);
std::optional<store::MeasurePlace> place_of(const std::string& mark);

// So many rows as a table with their dates; "" for none.
Html table_of(const Visit& visit, const Services& services, const std::string& caption,
              const std::vector<store::ListedMeasure>& rows);

http::Response cases_of_figure(const Visit& visit, const Services& services);
http::Response file_of_figure(const Visit& visit, const Services& services);

} // namespace assent::portal
