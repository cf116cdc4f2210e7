#pragma once
// The repository as it would be committed: the files that git tracks or would track; without git,
// all files but those in hidden and build folders. Leaves out what is not text, and tests/corpus/,
// whose bytes are wrong on purpose.

#include <filesystem>

#include "style/file.hpp"

namespace assent::style {

// Sorted by path. Throws base::Failure when a file that is listed cannot be read.
Files read_tree(const std::filesystem::path& root);

} // namespace assent::style
