#include "store/backup.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace assent::store {
namespace {

void sync(const std::string& path, int flags) {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);
    const bool synced = file >= 0 && ::fsync(file) == 0;
    const int error = errno;
    if (file >= 0) ::close(file);
    if (!synced)
        throw base::Failure(
            fmt::format("cannot sync the backup {}: {}", path, std::generic_category().message(error)));
}

} // namespace

// SQLite writes the copy in one read transaction, and does not sync it.
void back_up(const DatabaseFile& from, const std::string& to) {
    if (std::filesystem::exists(to))
        throw base::Failure(fmt::format("cannot back up to {}: something is there already", to));
    {
        Database source(from, Access::ReadOnly);
        source.run("copy the store", "PRAGMA query_only=OFF"); // what is written is another file
        source.prepare("copy the store", "VACUUM INTO ?").run(to);
    }
    sync(to, O_RDWR);
    const auto folder = std::filesystem::path(to).parent_path();
    sync(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY);
}

} // namespace assent::store
