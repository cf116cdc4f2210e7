#pragma once
// A disk in memory that SQLite uses through a VFS of its own: it forgets what was not synced when the
// power goes, and can be told to lose power, fail to sync, write short or be full at a chosen operation.
// The memory that connections share in WAL mode is kept beside each file, so a whole store with its
// readers runs on it. For tests.

#include <sqlite3.h>

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>

#include "store/forgetful_file_test.hpp"

namespace assent::store {

// The operation at which something goes wrong, counted from 1 over writes, syncs, truncations and
// deletions; 0: never.
struct Mishaps {
    std::int64_t power_lost_at = 0;
    std::int64_t sync_fails_from = 0; // the first sync at this operation or later fails, once
    std::int64_t write_short_from = 0;
    std::size_t capacity = std::numeric_limits<std::size_t>::max(); // bytes, of all files together
};

class ForgetfulDisk {
public:
    ForgetfulDisk();
    ~ForgetfulDisk();
    ForgetfulDisk(const ForgetfulDisk&) = delete;
    ForgetfulDisk& operator=(const ForgetfulDisk&) = delete;

    const std::string& vfs() const { return name_; }

    // Counts operations anew and lets these happen.
    void arm(const Mishaps& mishaps);
    std::int64_t operations() const { return operations_; }
    bool mishap_happened() const { return happened_; }

    // The power goes, if it had not, and comes back. Requires: no file is open.
    void restart(Survivors survivors, std::mt19937& chance);

    // What SQLite calls, each with an SQLite result code.
    std::shared_ptr<ForgetfulFile> open(const std::string& name);
    int remove(const std::string& name, bool synced);
    bool exists(const std::string& name);
    int read(const ForgetfulFile& file, char* into, std::size_t size, std::size_t offset);
    int write(ForgetfulFile& file, const std::string& bytes, std::size_t offset);
    int sync(ForgetfulFile& file);
    int truncate(ForgetfulFile& file, std::size_t size);
    std::recursive_mutex& mutex() { return mutex_; }

private:
    bool power_goes(); // with this operation
    std::size_t used() const;

    std::recursive_mutex mutex_;
    std::string name_;
    sqlite3_vfs vfs_{};
    std::map<std::string, std::shared_ptr<ForgetfulFile>> files_;
    std::map<std::string, std::shared_ptr<ForgetfulFile>> removed_; // may come back with the power
    Mishaps mishaps_;
    std::int64_t operations_ = 0;
    bool happened_ = false;
    bool dark_ = false; // since the power went
};

} // namespace assent::store
