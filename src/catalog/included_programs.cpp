#include "catalog/included_programs.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "calendar/date.hpp"
#include "catalog/version_folder.hpp"

namespace assent::catalog {
namespace {

bool is_version(const Path& folder) {
    return calendar::parse_date(folder.filename().string()) && is_file(folder / policy_file);
}

void find_ids(const Path& programs, const Path& folder, std::set<std::string>& ids) {
    for (const Path& entry : entries_of(folder)) {
        std::error_code why;
        if (!is_folder(entry) || std::filesystem::is_symlink(entry, why)) continue;
        if (is_version(entry)) {
            ids.insert(folder.lexically_relative(programs).generic_string());
        } else {
            find_ids(programs, entry, ids);
        }
    }
}

// An id names a place below the programs, and no other place.
bool is_id(std::string_view id) {
    const auto parts = base::split(id, '/');
    return std::none_of(parts.begin(), parts.end(),
                        [](std::string_view part) { return part.empty() || part.starts_with('.'); });
}

} // namespace

std::optional<Path> programs_around(const Path& folder) {
    for (Path around = complete(folder); around.has_relative_path(); around = around.parent_path()) {
        if (around.filename() == "programs") return around;
    }
    return std::nullopt;
}

std::optional<Path> newest_version(const Path& programs, std::string_view id) {
    if (!is_id(id) || !is_folder(programs / id)) return std::nullopt;
    std::optional<Path> newest;
    for (const Path& entry : entries_of(programs / id)) {
        if (is_folder(entry) && is_version(entry)) newest = entry; // by name, and so by date
    }
    return newest;
}

std::vector<std::string> program_ids(const Path& programs) {
    std::set<std::string> ids;
    find_ids(programs, programs, ids);
    return {ids.begin(), ids.end()};
}

} // namespace assent::catalog
