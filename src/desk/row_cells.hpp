#pragma once
// The cells of one row by the names of their columns, each read as what it must be. A cell that is not gets a
// sentence, and reading goes on, so that a row tells all its mistakes.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "calendar/date.hpp"
#include "desk/import_kind.hpp"

namespace assent::desk {

// From one number through another, both allowed.
struct Bounds {
    std::int64_t least = 0, most = 0;
};

class RowCells {
public:
    RowCells(const Columns& columns, const codes::Record& row) : columns_(columns), row_(row) {}

    const std::string& any(std::string_view column) const; // whatever stands there, or nothing
    std::string text(std::string_view column);             // not empty
    std::string key(std::string_view column);              // an identifier
    std::string key_or_none(std::string_view column);
    calendar::Date day(std::string_view column);
    std::optional<calendar::Date> day_or_none(std::string_view column);
    std::int64_t number(std::string_view column, Bounds bounds);
    std::size_t word(std::string_view column, std::span<const std::string> words); // its place among them

    // Something else is wrong with a cell.
    void wrong(std::string_view column, std::string_view instead);
    const std::string& mistakes() const { return mistakes_; } // "" when there is none

private:
    const Columns& columns_;
    const codes::Record& row_;
    std::string mistakes_;
};

} // namespace assent::desk
