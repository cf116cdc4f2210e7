#pragma once
// Programs found on the disk. The path may be one version (a folder with program.policy), a program (a
// folder of versions), or any folder above: then every program in it is found. Symbolic links below
// it are not followed. A mistake in one program hides no mistake in another. What the system cannot
// read throws base::Failure.

#include "catalog/version_folder.hpp"

namespace assent::catalog {

struct FoundPrograms {
    std::vector<ProgramVersions> programs; // those without a mistake, by their folders
    base::Diagnostics diagnostics;         // all mistakes and warnings, of all programs
};

// Every program at or below `path`. Finding none is a mistake.
FoundPrograms read_programs(const Path& path, Scenarios scenarios);

// The one program at or below `path`, or the mistakes; warnings are added either way. Two are a mistake too.
base::Result<ProgramVersions> read_one_program(const Path& path, Scenarios scenarios,
                                               base::Diagnostics& warnings);

} // namespace assent::catalog
