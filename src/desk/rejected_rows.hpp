#pragma once
// The file of rejected rows: each as it was read, with its line and with why, under the header of the file
// that they came from, so that it can be put right and imported itself. Nothing is written while there is
// none.

#include <functional>
#include <string>
#include <string_view>

#include "desk/csv_rows.hpp"
#include "desk/import_kind.hpp"

namespace assent::desk {

class RejectedRows {
public:
    // Looks at both for as long as it lives.
    RejectedRows(const Columns& columns, const std::function<void(std::string_view)>& out)
        : columns_(columns), out_(out) {}

    void add(const CsvRow& row, std::string_view why);

private:
    std::string header() const;

    const Columns& columns_;
    const std::function<void(std::string_view)>& out_;
    bool begun_ = false;
};

} // namespace assent::desk
