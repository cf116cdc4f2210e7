#pragma once
// Files and folders as values. What the system refuses (a disk that cannot be read, a right that is
// missing, a folder where a file should be) is base::Failure with the system's reason; whether a name
// exists is an answer, not a failure. Nothing here is written.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::catalog {

using Path = std::filesystem::path;

// The content of a file, at most 64 MiB. Throws base::Failure when it cannot be read.
std::string file_text(const Path& path);

// What lies in a folder, by name; hidden entries are left out. Throws base::Failure when it cannot be listed.
std::vector<Path> entries_of(const Path& folder);

// The files in a folder whose names end in `extension` (".csv"), by name; none when there is no such folder.
std::vector<Path> files_in(const Path& folder, std::string_view extension);

bool is_folder(const Path& path);
bool is_file(const Path& path);

// The path from the root, without `.`, `..` and a closing slash, so that it ends with the folder's name.
Path complete(const Path& path);

// `entry` ("calendars") in the nearest of `folder` and the folders around it that has it.
std::optional<Path> nearest(const Path& folder, const Path& entry);

// A path as messages name it: from the working folder when it lies in there, with plain slashes.
std::string shown(const Path& path);

} // namespace assent::catalog
