#include "store/forgetful_vfs_test.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <new>

#include "store/forgetful_disk_test.hpp"

namespace assent::store {
namespace {

// SQLite gives the room for it and never looks beyond its base.
struct Handle : sqlite3_file {
    ForgetfulDisk* disk = nullptr;
    std::shared_ptr<ForgetfulFile> file;
};

Handle& handle(sqlite3_file* file) { return *static_cast<Handle*>(file); }
ForgetfulDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<ForgetfulDisk*>(vfs->pAppData); }
sqlite3_vfs* usual() { return sqlite3_vfs_find(nullptr); }

int close(sqlite3_file* file) {
    Handle& own = handle(file);
    {
        const std::lock_guard lock(own.disk->mutex());
        own.file->levels.erase(&own);
    }
    own.~Handle();
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* into, int size, sqlite3_int64 offset) {
    return handle(file).disk->read(*handle(file).file, static_cast<char*>(into),
                                   static_cast<std::size_t>(size), static_cast<std::size_t>(offset));
}

int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    const std::string bytes(static_cast<const char*>(from), static_cast<std::size_t>(size));
    return handle(file).disk->write(*handle(file).file, bytes, static_cast<std::size_t>(offset));
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    return handle(file).disk->truncate(*handle(file).file, static_cast<std::size_t>(size));
}

int sync(sqlite3_file* file, int) { return handle(file).disk->sync(*handle(file).file); }

int size_of(sqlite3_file* file, sqlite3_int64* size) {
    const std::lock_guard lock(handle(file).disk->mutex());
    *size = static_cast<sqlite3_int64>(handle(file).file->size());
    return SQLITE_OK;
}

int highest_of_others(Handle& own) {
    int highest = SQLITE_LOCK_NONE;
    for (const auto& [other, level] : own.file->levels) {
        if (other != &own) highest = std::max(highest, level);
    }
    return highest;
}

int lock(sqlite3_file* file, int wanted) {
    Handle& own = handle(file);
    const std::lock_guard guard(own.disk->mutex());
    const int others = highest_of_others(own);
    const int allowed = wanted == SQLITE_LOCK_SHARED     ? SQLITE_LOCK_RESERVED
                        : wanted == SQLITE_LOCK_RESERVED ? SQLITE_LOCK_SHARED
                                                         : SQLITE_LOCK_NONE;
    if (others > allowed) return SQLITE_BUSY;
    int& level = own.file->levels[&own];
    level = std::max(level, wanted);
    return SQLITE_OK;
}

int unlock(sqlite3_file* file, int wanted) {
    Handle& own = handle(file);
    const std::lock_guard guard(own.disk->mutex());
    int& level = own.file->levels[&own];
    level = std::min(level, wanted);
    return SQLITE_OK;
}

int check_reserved(sqlite3_file* file, int* reserved) {
    const std::lock_guard guard(handle(file).disk->mutex());
    *reserved = highest_of_others(handle(file)) >= SQLITE_LOCK_RESERVED ? 1 : 0;
    return SQLITE_OK;
}

int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 512; }

// What SQLite supposes of every disk: a write that is cut off harms no byte beside it.
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int map_memory(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    Handle& own = handle(file);
    const std::lock_guard guard(own.disk->mutex());
    own.file->shared_slots.try_emplace(&own, 0U);
    auto& regions = own.file->regions;
    const auto wanted = static_cast<std::size_t>(region);
    *memory = nullptr;
    if (wanted >= regions.size() && extend == 0) return SQLITE_OK;
    if (size != 32768) return SQLITE_IOERR_SHMMAP;
    while (wanted >= regions.size()) regions.push_back(std::make_unique<std::array<char, 32768>>());
    *memory = regions[wanted]->data();
    return SQLITE_OK;
}

unsigned held_by_others(const std::map<const void*, unsigned>& slots, const void* own) {
    unsigned held = 0;
    for (const auto& [other, mask] : slots) {
        if (other != own) held |= mask;
    }
    return held;
}

int lock_memory(sqlite3_file* file, int offset, int count, int flags) {
    Handle& own = handle(file);
    const std::lock_guard guard(own.disk->mutex());
    const unsigned mask = ((1U << static_cast<unsigned>(count)) - 1U) << static_cast<unsigned>(offset);
    unsigned& shared = own.file->shared_slots[&own];
    unsigned& exclusive = own.file->exclusive_slots[&own];
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        shared &= ~mask;
        exclusive &= ~mask;
        return SQLITE_OK;
    }
    unsigned held = held_by_others(own.file->exclusive_slots, &own);
    const bool alone = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    if (alone) held |= held_by_others(own.file->shared_slots, &own);
    if ((held & mask) != 0) return SQLITE_BUSY;
    (alone ? exclusive : shared) |= mask;
    return SQLITE_OK;
}

void memory_barrier(sqlite3_file* file) {
    std::atomic_thread_fence(std::memory_order_seq_cst);
    const std::lock_guard guard(handle(file).disk->mutex());
}

int unmap_memory(sqlite3_file* file, int) {
    Handle& own = handle(file);
    const std::lock_guard guard(own.disk->mutex());
    own.file->shared_slots.erase(&own);
    own.file->exclusive_slots.erase(&own);
    if (own.file->shared_slots.empty()) own.file->regions.clear();
    return SQLITE_OK;
}

const sqlite3_io_methods methods{
    2,
    close,
    read,
    write,
    truncate,
    sync,
    size_of,
    lock,
    unlock,
    check_reserved,
    control,
    sector_size,
    characteristics,
    map_memory,
    lock_memory,
    memory_barrier,
    unmap_memory,
    nullptr,
    nullptr,
};

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    file->pMethods = nullptr; // then nobody closes it
    std::shared_ptr<ForgetfulFile> opened = disk_of(vfs).open(name == nullptr ? "" : name);
    if (!opened) return SQLITE_CANTOPEN;
    auto* const own = new (file) Handle;
    own->disk = &disk_of(vfs);
    own->file = std::move(opened);
    own->pMethods = &methods;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    return disk_of(vfs).remove(name, sync_folder != 0);
}

int access(sqlite3_vfs* vfs, const char* name, int, int* result) {
    *result = disk_of(vfs).exists(name) ? 1 : 0;
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* name, int room, char* out) {
    sqlite3_snprintf(room, out, "%s", name);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int size, char* out) { return usual()->xRandomness(usual(), size, out); }
int wait(sqlite3_vfs*, int microseconds) { return usual()->xSleep(usual(), microseconds); }
int current_time(sqlite3_vfs*, double* days) { return usual()->xCurrentTime(usual(), days); }
int last_error(sqlite3_vfs*, int, char*) { return 0; }

} // namespace

sqlite3_vfs forgetful_vfs(const char* name, ForgetfulDisk& disk) {
    sqlite3_vfs vfs{};
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(Handle);
    vfs.mxPathname = 512;
    vfs.zName = name;
    vfs.pAppData = &disk;
    vfs.xOpen = open;
    vfs.xDelete = remove;
    vfs.xAccess = access;
    vfs.xFullPathname = full_path;
    vfs.xRandomness = randomness;
    vfs.xSleep = wait;
    vfs.xCurrentTime = current_time;
    vfs.xGetLastError = last_error;
    return vfs;
}

} // namespace assent::store
