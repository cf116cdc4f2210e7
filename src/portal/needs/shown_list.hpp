#pragma once
// A list of a program as a table for readers: the rows in force on a day in which a text stands, with the
// days on which they hold. What it is called, its columns and its phrases are the program's.

#include <string>

#include "policy/program.hpp"
#include "portal/html.hpp"

namespace assent::portal {

struct Looked {
    calendar::Date on{};
    std::string text; // in lower case; "" for all rows
};

// "codes-of-therapy" as a heading: "Codes of therapy".
std::string heading(std::string name);

// The phrases and sections that something rests on; nothing without any.
Html phrases(const policy::Sources& sources);

bool is_of_codes(const policy::ListDef& list);

// The table, under its heading; nothing when no row fits.
Html shown(const policy::ListDef& list, const Looked& looked);

} // namespace assent::portal
