#pragma once
// Rows of cases as a table for a spreadsheet (RFC 4180). A cell is never read as a formula there, whatever it
// begins with.

#include <string>

#include "store/store.hpp"

namespace assent::http {

class CaseTable {
public:
    CaseTable(); // with the names of its columns

    void add(const store::CaseRow& row);

    std::string text() && { return std::move(text_); }

private:
    std::string text_;
};

// A cell as it stands in such a table: in quotation marks where it must be, and begun by an apostrophe where
// a spreadsheet would calculate.
std::string csv_cell(std::string_view value);

} // namespace assent::http
