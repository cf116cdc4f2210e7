#include "catalog/program_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace assent::catalog {
namespace {

using VersionFolders = std::map<Path, std::vector<Path>>; // by the folder of the program

void find_versions(const Path& folder, VersionFolders& found) {
    std::error_code why;
    if (std::filesystem::exists(folder / policy_file, why)) {
        found[folder.parent_path()].push_back(folder);
        return;
    }
    for (const Path& entry : entries_of(folder)) {
        if (is_folder(entry) && !std::filesystem::is_symlink(entry, why)) find_versions(entry, found);
    }
}

// True when there is a folder to look into.
bool check_path(const Path& path, base::Diagnostics& diagnostics) {
    if (is_folder(path)) return true;
    std::error_code why;
    const bool exists = std::filesystem::exists(path, why);
    diagnostics.error({shown(path), 0, 0, {}}, exists ? "this is a file" : "there is no such folder",
                      exists ? "name the folder it lies in"
                             : "name the folder of a version or of a program, or one above it");
    return false;
}

// All versions or none: with one missing, nothing can be said about the gap it leaves.
void read_program_at(const Path& folder, const std::vector<Path>& versions, Scenarios scenarios,
                     FoundPrograms& found) {
    ProgramVersions program{folder, {}};
    for (const Path& version : versions) {
        auto read = read_version(version, scenarios, found.diagnostics);
        if (read) {
            program.versions.push_back(std::move(*read));
        } else {
            found.diagnostics.append(std::move(read.error()));
        }
    }
    if (program.versions.size() != versions.size()) return;
    std::sort(program.versions.begin(), program.versions.end(), [](const Version& a, const Version& b) {
        return a.program.header.effective < b.program.header.effective;
    });
    const std::size_t before = found.diagnostics.errors();
    check_versions(program, found.diagnostics);
    if (found.diagnostics.errors() == before) found.programs.push_back(std::move(program));
}

} // namespace

FoundPrograms read_programs(const Path& path, Scenarios scenarios) {
    FoundPrograms found;
    if (!check_path(path, found.diagnostics)) return found;
    Path folder = path.lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();
    VersionFolders folders;
    find_versions(folder.empty() ? Path(".") : folder, folders);
    if (folders.empty()) {
        found.diagnostics.error({shown(path), 0, 0, {}}, "no program lies in this folder",
                                fmt::format("a program is a folder named by its first day, for instance "
                                            "2021-01-01, with a file {} in it",
                                            policy_file));
    }
    for (const auto& [program, versions] : folders) read_program_at(program, versions, scenarios, found);
    return found;
}

base::Result<ProgramVersions> read_one_program(const Path& path, Scenarios scenarios,
                                               base::Diagnostics& warnings) {
    FoundPrograms found = read_programs(path, scenarios);
    if (found.diagnostics.has_errors()) return base::refused(std::move(found.diagnostics));
    if (found.programs.size() > 1) {
        std::vector<std::string> folders;
        for (const ProgramVersions& program : found.programs) folders.push_back(shown(program.folder));
        return base::refused({shown(path), 0, 0, {}},
                             fmt::format("{} programs lie in this folder, and one is meant", folders.size()),
                             fmt::format("name {}", base::listed(folders, "or")));
    }
    warnings.append(std::move(found.diagnostics));
    return std::move(found.programs.front());
}

} // namespace assent::catalog
