#pragma once
// Time zones from the system's time zone database, handed on as values. Reading happens when a zone is
// asked for, never at start. It throws base::Failure when the database is missing or unreadable,
// because then no deadline can be told; a name that is not in it is a mistake of whoever wrote it.

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "calendar/zone.hpp"

namespace assent::catalog {

// The zone called `name` ("America/Chicago"), with every change of its clocks in the years 1800 to 2399;
// refused with the nearest name when there is none. Throws base::Failure when there is no database.
base::Result<calendar::Zone> load_zone(std::string_view name);

// The version of the database ("2026a"), which a decision records; "unknown" when the system does not say.
std::string zone_database_version();

} // namespace assent::catalog
