#pragma once
// A program with all its versions, and which of them governs a request. Each version holds on its own
// days; together they leave no day out and give no day to two.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calendar/business_calendar.hpp"
#include "calendar/zone.hpp"
#include "catalog/file_text.hpp"
#include "policy/program.hpp"
#include "policy/read_program.hpp"

namespace assent::catalog {

struct Version {
    Path folder;
    policy::Program program;
    // One for each of the program's origins, in their order; none where that names none.
    std::vector<std::optional<calendar::BusinessCalendar>> calendars = {};
    std::optional<calendar::Zone> zone = {}; // none: the program keeps no hours
    // The templates of its notices as they are written, by the name that a notice calls them by.
    std::map<std::string, policy::NamedText> notices = {};
    // Everything its hash covers, by name, with plain line ends: from these texts alone it can be read again.
    std::map<std::string, std::string> parts = {};

    // The calendar on which the rules of an origin count: its own, or else the program's. Null: neither
    // names one.
    const calendar::BusinessCalendar* calendar_of(std::size_t origin = 0) const;
    bool in_force_on(calendar::Date day) const;
};

// By which days a request finds its version.
struct GoverningDays {
    std::optional<calendar::Date> start_of_service; // when it is known
    calendar::Date otherwise{};                     // of receipt; and while the start is not known
};

struct ProgramVersions {
    Path folder;
    std::vector<Version> versions; // by effective date, at least one

    const std::string& id() const { return versions.back().program.header.id.text; }

    // The version that governs, or null when none is in force. The program says by which day: `version
    // in force on start of service` asks for that one, anything else for the other.
    const Version* governing(const GoverningDays& days) const;

    // "from 2021-01-01 through 2023-12-31 and from 2024-01-01 on": when the versions are in force.
    std::string in_force() const;
};

// Mistakes between the versions: two that hold on one day, a day on which none does. Requires: sorted.
void check_versions(const ProgramVersions& program, base::Diagnostics& diagnostics);

} // namespace assent::catalog
