#include "store/disk_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/failure.hpp"

namespace assent::store {
namespace {

namespace fs = std::filesystem;

constexpr int nobody = -1;
constexpr mode_t owner_alone = 0600;
constexpr mode_t folder_of_owner_alone = 0700;

[[noreturn]] void fail_at(std::string_view attempting, const fs::path& path, const std::error_code& why) {
    throw base::Failure(fmt::format("cannot {} {}: {}", attempting, path.string(), why.message()));
}

[[noreturn]] void fail_at(std::string_view attempting, const fs::path& path) {
    fail_at(attempting, path, {errno, std::generic_category()});
}

// Calls again what a signal interrupted.
template <typename Call>
auto uninterrupted(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

int opened_descriptor(const fs::path& path, int how) {
    return uninterrupted([&] { return ::open(path.c_str(), how | O_CLOEXEC, owner_alone); });
}

} // namespace

DiskFile::DiskFile(int descriptor, fs::path path) : descriptor_(descriptor), path_(std::move(path)) {}

DiskFile::DiskFile(DiskFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, nobody)), path_(std::move(other.path_)) {}

DiskFile::~DiskFile() {
    // Whoever wanted it durable has synced it; what a close may still say concerns nobody.
    if (descriptor_ != nobody) ::close(descriptor_);
}

std::optional<DiskFile> DiskFile::open(const fs::path& path, Use use) {
    const int descriptor = opened_descriptor(path, use == Use::Read ? O_RDONLY : O_RDWR);
    if (descriptor >= 0) return DiskFile(descriptor, path);
    if (errno == ENOENT) return std::nullopt;
    fail_at("open", path);
}

std::optional<DiskFile> DiskFile::make(const fs::path& path) {
    const int descriptor = opened_descriptor(path, O_RDWR | O_CREAT | O_EXCL);
    if (descriptor >= 0) return DiskFile(descriptor, path);
    if (errno == EEXIST) return std::nullopt;
    fail_at("make", path);
}

DiskFile DiskFile::open_or_make(const fs::path& path) {
    const int descriptor = opened_descriptor(path, O_RDWR | O_CREAT);
    if (descriptor < 0) fail_at("open", path);
    return {descriptor, path};
}

void DiskFile::fail(std::string_view attempting) const { fail_at(attempting, path_); }

std::size_t DiskFile::read(std::span<std::uint8_t> piece) {
    const ssize_t size = uninterrupted([&] { return ::read(descriptor_, piece.data(), piece.size()); });
    if (size < 0) fail("read");
    return static_cast<std::size_t>(size);
}

void DiskFile::rewind() {
    if (::lseek(descriptor_, 0, SEEK_SET) < 0) fail("read again");
}

void DiskFile::write(std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const ssize_t size = uninterrupted([&] { return ::write(descriptor_, bytes.data(), bytes.size()); });
        if (size < 0) fail("write");
        bytes = bytes.subspan(static_cast<std::size_t>(size));
    }
}

void DiskFile::sync() {
    if (::fsync(descriptor_) != 0) fail("make durable");
}

void DiskFile::lock() {
    if (uninterrupted([&] { return ::flock(descriptor_, LOCK_EX); }) != 0) fail("lock");
}

bool DiskFile::try_lock() {
    if (uninterrupted([&] { return ::flock(descriptor_, LOCK_EX | LOCK_NB); }) == 0) return true;
    if (errno == EWOULDBLOCK) return false;
    fail("lock");
}

bool DiskFile::has_a_name() {
    struct stat status{};
    if (::fstat(descriptor_, &status) != 0) fail("look at");
    return status.st_nlink > 0;
}

void sync_folder(const fs::path& path) {
    const int descriptor = opened_descriptor(path, O_RDONLY | O_DIRECTORY);
    if (descriptor < 0) fail_at("open", path);
    const int result = ::fsync(descriptor);
    const std::error_code why(errno, std::generic_category());
    ::close(descriptor);
    if (result != 0) fail_at("make durable", path, why);
}

void make_folder(const fs::path& path) {
    if (::mkdir(path.c_str(), folder_of_owner_alone) != 0 && errno != EEXIST) fail_at("make", path);
}

void rename_file(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) fail_at("put in its place", to);
}

bool remove_file(const fs::path& path) {
    if (::unlink(path.c_str()) == 0) return true;
    if (errno == ENOENT) return false;
    fail_at("remove", path);
}

bool is_there(const fs::path& path) {
    std::error_code why;
    const fs::file_status status = fs::symlink_status(path, why);
    if (status.type() == fs::file_type::none) fail_at("look for", path, why);
    return status.type() != fs::file_type::not_found;
}

bool is_writable(const fs::path& path) { return ::access(path.c_str(), W_OK) == 0; }

std::vector<std::string> names_in(const fs::path& folder) {
    std::error_code why;
    std::vector<std::string> names;
    for (fs::directory_iterator at(folder, why); !why && at != fs::directory_iterator(); at.increment(why))
        names.push_back(at->path().filename().string());
    if (why && why != std::errc::no_such_file_or_directory) fail_at("list", folder, why);
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace assent::store
