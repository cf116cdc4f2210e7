#include "catalog/program_versions.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace assent::catalog {
namespace {

using calendar::to_text;

constexpr std::chrono::days one_day{1};

void check_neighbours(const Version& older, const Version& newer, base::Diagnostics& diagnostics) {
    const policy::Header& header = older.program.header;
    const calendar::Date begins = newer.program.header.effective;
    if (header.through && *header.through == begins - one_day) return;
    const std::string next = to_text(begins);
    std::string message;
    if (!header.through) {
        message = fmt::format("this version holds onward, and the next one begins on {}", next);
    } else if (*header.through >= begins) {
        message = fmt::format("this version holds through {}, and the next one begins on {}",
                              to_text(*header.through), next);
    } else {
        message = fmt::format("no version holds from {} through {}", to_text(*header.through + one_day),
                              to_text(begins - one_day));
    }
    diagnostics.error(
        {older.program.file, header.id.line, header.id.column, {}}, std::move(message),
        fmt::format("write `effective {} through {}`", to_text(header.effective), to_text(begins - one_day)));
}

} // namespace

bool Version::in_force_on(calendar::Date day) const {
    const policy::Header& header = program.header;
    return day >= header.effective && (!header.through || day <= *header.through);
}

const calendar::BusinessCalendar* Version::calendar_of(std::size_t origin) const {
    for (const std::size_t number : {origin, std::size_t{0}}) {
        if (number < calendars.size() && calendars[number]) return &*calendars[number];
    }
    return nullptr;
}

const Version* ProgramVersions::governing(const GoverningDays& days) const {
    for (const Version& version : versions) {
        const bool by_start = version.program.header.version == policy::VersionBy::StartOfService;
        if (version.in_force_on(by_start ? days.start_of_service.value_or(days.otherwise) : days.otherwise)) {
            return &version;
        }
    }
    return nullptr;
}

std::string ProgramVersions::in_force() const {
    std::vector<std::string> spans;
    for (const Version& version : versions) {
        const policy::Header& header = version.program.header;
        const std::string end = header.through ? "through " + to_text(*header.through) : "on";
        spans.push_back(fmt::format("from {} {}", to_text(header.effective), end));
    }
    return base::listed(spans);
}

void check_versions(const ProgramVersions& program, base::Diagnostics& diagnostics) {
    for (std::size_t i = 1; i < program.versions.size(); ++i) {
        check_neighbours(program.versions[i - 1], program.versions[i], diagnostics);
    }
}

} // namespace assent::catalog
