#pragma once
// A row of an imported file as what it says: a record of somebody's standing, or what was used of an account.
// Every mistake of a row is told at once, each with its column and what to write there. Pure; the day is
// handed in.

#include <span>
#include <string>
#include <variant>

#include "base/result.hpp"
#include "desk/import_kind.hpp"
#include "desk/record.hpp"
#include "desk/standing.hpp"

namespace assent::desk {

struct Entry {
    store::StreamId stream;
    std::variant<Report, Carried> what; // of an account: all that was used in the year
};

// What rows are held against.
struct RowBounds {
    calendar::Date today{};               // nobody was born later
    std::span<const std::string> ledgers; // what accounts can be of
};

// Or why it says nothing. Requires: a row as wide as the header.
base::Expected<Entry, std::string> entry_of(const Columns& columns, const codes::Record& row,
                                            const RowBounds& bounds);

} // namespace assent::desk
