#pragma once
// The texts that one version of a program is read from, by the names under which its hash covers them,
// however they are kept: as files of a folder, or as they were published.
//
//     program.policy, codes/NAME.csv, notices/NAME.md
//     calendars/NAME.calendar      all that lie beside the programs; those it names are used
//     includes/ID                  the policy of a program that it includes
//
// What the system cannot read throws base::Failure.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/file_text.hpp"
#include "policy/read_program.hpp"

namespace assent::catalog {

inline constexpr const char* policy_file = "program.policy";

// Deciding needs no scenario, and starts sooner without them.
enum class Scenarios : bool { Leave, Read };

struct VersionTexts {
    Path folder;                                    // empty: they lie in none
    std::map<std::string, policy::NamedText> parts; // program.policy is always there
    std::vector<policy::NamedText> scenarios = {};
    std::optional<Path> calendars = {}; // the folder they came from
    std::vector<std::string> programs =
        {}; // ids of all programs there are, when one that is included is missing

    // Those whose names begin and end so, by what stands between.
    std::map<std::string, const policy::NamedText*> below(std::string_view prefix,
                                                          std::string_view ending) const;
};

VersionTexts texts_in(const Path& folder, Scenarios scenarios);

} // namespace assent::catalog
