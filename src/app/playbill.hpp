#pragma once
// The timelines that a path names, each with the version of the program that it plays under: those of a
// folder's programs, those of one file in a program's folder, or those of a file anywhere that names its
// program. Every mistake of every file comes out of one run. Broken files throw base::Failure.

#include <optional>
#include <string>
#include <vector>

#include "catalog/program_versions.hpp"
#include "timelines/timeline.hpp"

namespace assent::app {

struct Playbill {
    catalog::Version version;
    std::vector<timelines::Timeline> timelines;
};

// `programs` is the root below which a file that lies in no program's folder finds its program; without it,
// the nearest folder `programs` from the file or from the working folder. Warnings and mistakes are added to
// `diagnostics`.
std::vector<Playbill> playbills(const std::string& path, const std::string& programs,
                                base::Diagnostics& diagnostics);

} // namespace assent::app
