#pragma once
// Rows of cases as a table for a spreadsheet (RFC 4180). A cell is never read as a formula there, whatever it
// begins with.

#include <functional>
#include <optional>
#include <string>

#include "http/message.hpp"
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

// As much of a row as is shown to whoever asks; nothing: none of it.
using ShowRow = std::function<std::optional<store::CaseRow>(const store::CaseRow&)>;

// All cases of a list as a file for whoever asked, read page by page; or a problem, and none of them: half an
// export would pass for a whole one.
Response exported(store::Store& store, store::CaseQuery query, const ShowRow& show);

// The whole text of such a table as a file by that name.
Response csv_file(const std::string& name, std::string text);

// A cell as it stands in such a table: in quotation marks where it must be, and begun by an apostrophe where
// a spreadsheet would calculate.
std::string csv_cell(std::string_view value);

} // namespace assent::http
