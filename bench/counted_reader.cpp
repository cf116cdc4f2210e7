#include "bench/counted_reader.hpp"

#include <sqlite3.h>

#include <cstdlib>

namespace assent {
namespace {

constexpr const char* counting = "counting";

std::int64_t leaves = 0;
sqlite3_io_methods counting_methods;
const sqlite3_io_methods* usual_methods = nullptr;
sqlite3* last_connection = nullptr;

// A page says by its first byte what it is; an overflow page begins with the number of the next, so with 0.
bool leads_to_others(unsigned char first, sqlite3_int64 at) { return at == 0 || first == 2 || first == 5; }

int read_and_count(sqlite3_file* file, void* into, int size, sqlite3_int64 at) {
    const int code = usual_methods->xRead(file, into, size, at);
    const bool is_page = size >= 512; // less is the head of the file, when it is opened
    if (is_page && !leads_to_others(*static_cast<const unsigned char*>(into), at)) ++leaves;
    return code;
}

int open_and_count(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    sqlite3_vfs* const usual = sqlite3_vfs_find(nullptr);
    const int code = usual->xOpen(usual, name, file, flags, flags_out);
    if (!file->pMethods || !(flags & SQLITE_OPEN_MAIN_DB)) return code;
    usual_methods = file->pMethods;
    counting_methods = *usual_methods;
    counting_methods.xRead = read_and_count;
    file->pMethods = &counting_methods;
    return code;
}

int remember_connection(sqlite3* database, const char**, const struct sqlite3_api_routines*) {
    last_connection = database;
    return SQLITE_OK;
}

// The usual VFS but for one function; and the reader hides its connection, which SQLite tells us when it
// opens.
const char* counting_vfs() {
    static sqlite3_vfs vfs = [] {
        sqlite3_vfs made = *sqlite3_vfs_find(nullptr);
        made.zName = counting;
        made.xOpen = open_and_count;
        return made;
    }();
    const bool is_counted =
        sqlite3_vfs_register(&vfs, 0) == SQLITE_OK &&
        sqlite3_auto_extension(reinterpret_cast<void (*)()>(remember_connection)) == SQLITE_OK;
    if (!is_counted) std::abort();
    return counting;
}

std::int64_t status(sqlite3* connection, int of) {
    int now = 0;
    int highest = 0;
    sqlite3_db_status(connection, of, &now, &highest, 0);
    return now;
}

} // namespace

CountedReader::CountedReader(const std::string& file)
    : reader_({file, counting_vfs()}), connection_(last_connection) {}

std::int64_t CountedReader::touched() const {
    return status(connection_, SQLITE_DBSTATUS_CACHE_HIT) + missed();
}

std::int64_t CountedReader::missed() const { return status(connection_, SQLITE_DBSTATUS_CACHE_MISS); }

std::int64_t CountedReader::leaves_fetched() { return leaves; }

void CountedReader::empty_cache() { sqlite3_db_release_memory(connection_); }

} // namespace assent
