#pragma once
// Units of a service as an office reads them: how many were asked for, certified and used, in words and as a
// bar beside them, which says nothing that the words do not say. What nobody knows is left out, and is not 0:
// what is used is known where the program keeps an account of it.

#include <optional>

#include "portal/case_seen.hpp"
#include "portal/html.hpp"

namespace assent::portal {

struct Units {
    std::int64_t asked = 0; // 0: nobody told
    std::optional<std::int64_t> certified, used;
};

Units units_of_line(const CaseSeen& seen, casework::RequestNo number, std::uint16_t line);
Units units_of(const CaseSeen& seen, casework::RequestNo request); // of all its lines together

// "72 asked, 48 certified, 14 used", and the bar; nothing where nothing was asked in units.
Html shown(const Units& units);

} // namespace assent::portal
