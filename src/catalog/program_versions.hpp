#pragma once
// A program with all its versions, and which of them governs a request. Each version holds on its own
// days; together they leave no day out and give no day to two.

#include <optional>
#include <string>
#include <vector>

#include "calendar/business_calendar.hpp"
#include "catalog/file_text.hpp"
#include "policy/program.hpp"

namespace assent::catalog {

struct Version {
    Path folder;
    policy::Program program;
    std::optional<calendar::BusinessCalendar> calendar; // none: the program names none

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
