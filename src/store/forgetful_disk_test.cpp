#include "store/forgetful_disk_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstring>

#include "store/forgetful_vfs_test.hpp"

namespace assent::store {

ForgetfulDisk::ForgetfulDisk() {
    static std::atomic<int> disks{0};
    name_ = fmt::format("forgetful-{}", ++disks);
    vfs_ = forgetful_vfs(name_.c_str(), *this);
    sqlite3_vfs_register(&vfs_, 0);
}

ForgetfulDisk::~ForgetfulDisk() { sqlite3_vfs_unregister(&vfs_); }

void ForgetfulDisk::arm(const Mishaps& mishaps) {
    const std::lock_guard lock(mutex_);
    mishaps_ = mishaps;
    operations_ = 0;
    happened_ = false;
}

void ForgetfulDisk::restart(Survivors survivors, std::mt19937& chance) {
    const std::lock_guard lock(mutex_);
    // A deletion that was not synced may not have happened.
    for (auto& [name, file] : removed_) {
        if (survivors == Survivors::Nothing || (chance() & 1U) != 0) files_.emplace(name, file);
    }
    removed_.clear();
    for (auto file = files_.begin(); file != files_.end();)
        file = file->second->lose_power(survivors, chance) ? std::next(file) : files_.erase(file);
    dark_ = false;
    mishaps_ = {};
}

bool ForgetfulDisk::power_goes() {
    ++operations_;
    if (operations_ != mishaps_.power_lost_at) return false;
    happened_ = true;
    dark_ = true;
    return true;
}

std::size_t ForgetfulDisk::used() const {
    std::size_t bytes = 0;
    for (const auto& [name, file] : files_) bytes += file->size();
    return bytes;
}

std::shared_ptr<ForgetfulFile> ForgetfulDisk::open(const std::string& name) {
    const std::lock_guard lock(mutex_);
    if (dark_) return nullptr;
    if (name.empty()) return std::make_shared<ForgetfulFile>();
    std::shared_ptr<ForgetfulFile>& file = files_[name];
    if (!file) file = std::make_shared<ForgetfulFile>();
    return file;
}

int ForgetfulDisk::remove(const std::string& name, bool synced) {
    const std::lock_guard lock(mutex_);
    if (dark_ || power_goes()) return SQLITE_IOERR_DELETE;
    const auto file = files_.find(name);
    if (file == files_.end()) return SQLITE_IOERR_DELETE_NOENT;
    if (!synced) removed_[name] = file->second;
    files_.erase(file);
    return SQLITE_OK;
}

bool ForgetfulDisk::exists(const std::string& name) {
    const std::lock_guard lock(mutex_);
    return files_.contains(name);
}

int ForgetfulDisk::read(const ForgetfulFile& file, char* into, std::size_t size, std::size_t offset) {
    const std::lock_guard lock(mutex_);
    if (dark_) return SQLITE_IOERR_READ;
    const std::size_t there = file.size() > offset ? std::min(size, file.size() - offset) : 0;
    if (there > 0) std::memcpy(into, file.seen().data() + offset, there);
    if (there == size) return SQLITE_OK;
    std::memset(into + there, 0, size - there); // SQLite asks for it
    return SQLITE_IOERR_SHORT_READ;
}

int ForgetfulDisk::write(ForgetfulFile& file, const std::string& bytes, std::size_t offset) {
    const std::lock_guard lock(mutex_);
    if (dark_) return SQLITE_IOERR_WRITE;
    const bool goes = power_goes(); // then what is being written may be there in part
    const std::size_t grows = offset + bytes.size() > file.size() ? offset + bytes.size() - file.size() : 0;
    const std::size_t room = mishaps_.capacity > used() ? mishaps_.capacity - used() : 0;
    if (grows > room) {
        happened_ = true;
        file.write(offset, bytes.substr(0, bytes.size() / 2 > room ? 0 : bytes.size() / 2));
        return SQLITE_FULL;
    }
    if (mishaps_.write_short_from > 0 && operations_ >= mishaps_.write_short_from) {
        mishaps_.write_short_from = 0;
        happened_ = true;
        file.write(offset, bytes.substr(0, bytes.size() / 2));
        return SQLITE_IOERR_WRITE;
    }
    file.write(offset, bytes);
    return goes ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

int ForgetfulDisk::sync(ForgetfulFile& file) {
    const std::lock_guard lock(mutex_);
    if (dark_ || power_goes()) return SQLITE_IOERR_FSYNC;
    if (mishaps_.sync_fails_from > 0 && operations_ >= mishaps_.sync_fails_from) {
        mishaps_.sync_fails_from = 0;
        happened_ = true;
        file.fail_to_sync();
        return SQLITE_IOERR_FSYNC;
    }
    file.sync();
    // A new file of that name has taken the place of the one that was deleted.
    for (const auto& [name, other] : files_) {
        if (other.get() == &file) removed_.erase(name);
    }
    return SQLITE_OK;
}

int ForgetfulDisk::truncate(ForgetfulFile& file, std::size_t size) {
    const std::lock_guard lock(mutex_);
    if (dark_) return SQLITE_IOERR_TRUNCATE;
    const bool goes = power_goes();
    file.truncate(size);
    return goes ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

} // namespace assent::store
