#pragma once
// The programs that others include, found by their ids below the folder `programs` in which the including
// one lies. Of an included program its newest version counts: rules of law are added as they stand today,
// and each of them says from when it holds. What the system cannot read throws base::Failure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/file_text.hpp"

namespace assent::catalog {

// The folder `programs` around `folder`, itself or the nearest; none when it lies in no such folder.
std::optional<Path> programs_around(const Path& folder);

// The folder of the newest version of the program `id` ("regulation/medicaid"), or none.
std::optional<Path> newest_version(const Path& programs, std::string_view id);

// The ids of all programs below `programs`, in order.
std::vector<std::string> program_ids(const Path& programs);

} // namespace assent::catalog
