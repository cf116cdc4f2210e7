#pragma once
// Writes a file so that it has either its old content or its new one, whatever happens in between:
// the new content is on the disk before it takes the old one's place. It makes no file that was not there.

#include <filesystem>
#include <string_view>

namespace assent::app {

// Keeps the file's permissions, and follows a symbolic link to the file meant. Throws base::Failure,
// with the old content still there, when the new one cannot be written.
void replace_file(const std::filesystem::path& file, std::string_view text);

} // namespace assent::app
