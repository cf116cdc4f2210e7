#include "store/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace assent::store {
namespace {

constexpr int patience_in_milliseconds = 10'000;
constexpr int patience_with_readers_in_milliseconds = 50;

int count_wal_pages(void* counter, sqlite3*, const char*, int pages) {
    *static_cast<int*>(counter) = pages;
    return SQLITE_OK;
}

// SQLite counts its memory under one lock, for which every connection waits at every allocation. Nobody asks
// for the figure. What it refuses (it was used before) leaves it as it was.
void count_no_memory() {
    static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(once);
}

sqlite3* opened_connection(const DatabaseFile& file, Access access) {
    count_no_memory();
    const int rights =
        access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3* database = nullptr;
    const int code = sqlite3_open_v2(file.path.c_str(), &database, rights | SQLITE_OPEN_NOMUTEX,
                                     file.vfs.empty() ? nullptr : file.vfs.c_str());
    if (code == SQLITE_OK) return database;
    // SQLite gives a connection to be closed even when it could not open.
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> closed(database, sqlite3_close_v2);
    throw failure_of(database, "open the store");
}

} // namespace

base::Failure failure_of(sqlite3* database, const char* attempting) {
    // The messages of SQLite name tables and columns, never values.
    return base::Failure(fmt::format("cannot {}: {} ({})", attempting, sqlite3_errmsg(database),
                                     sqlite3_extended_errcode(database)));
}

Database::Database(const DatabaseFile& file, Access access) : database_(opened_connection(file, access)) {
    sqlite3_extended_result_codes(database_.get(), 1);
    sqlite3_busy_timeout(database_.get(), patience_in_milliseconds);
    // A damaged or hostile file may not make SQLite do what no statement of ours asks for.
    sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    run("configure the store", "PRAGMA cell_size_check=ON; PRAGMA foreign_keys=ON");
    if (access == Access::ReadOnly) configure_reader();
    if (access == Access::ReadWrite) configure_writer();
}

void Database::configure_writer() {
    // The change to WAL is itself journaled. A journal whose deletion was not synced may come back with the
    // power, and would take back the change and everything after it: EXTRA syncs its folder.
    run("configure the store", "PRAGMA synchronous=EXTRA");
    Statement mode = prepare("set the store's journal mode", "PRAGMA journal_mode=WAL");
    const bool is_wal = mode.step() && mode.text(0) == "wal";
    while (mode.step()) {
    } // it says what it will do before it does it
    if (!is_wal)
        throw base::Failure(
            "cannot keep a write-ahead log beside the store: its file system does not allow it");
    // No more than that: while a file has less than 1 GiB, each commit that splits a page walks the whole
    // cache.
    run("configure the store", "PRAGMA synchronous=FULL; PRAGMA cache_size=-16384");
    sqlite3_wal_hook(database_.get(), count_wal_pages, &wal_pages_); // in place of the automatic checkpoint
}

void Database::configure_reader() {
    run("configure the store", "PRAGMA query_only=ON; PRAGMA cache_size=-16384");
    keep_wal_on_close(); // the writer tends it
}

void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

void Database::run(const char* attempting, const char* sql) {
    if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        throw failure_of(database_.get(), attempting);
}

void Database::roll_back() {
    // Where it cannot, SQLite has rolled back by itself, or will when the file is opened again.
    sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

std::int64_t Database::number(const char* attempting, std::string_view sql) {
    Statement query = prepare(attempting, sql);
    if (!query.step()) throw base::Failure(fmt::format("cannot {}: there is no row", attempting));
    return query.integer(0);
}

bool Database::move_wal(int mode) {
    int pages = 0;
    int moved = 0;
    const int code = sqlite3_wal_checkpoint_v2(database_.get(), nullptr, mode, &pages, &moved);
    if ((code & 0xFF) == SQLITE_BUSY) return false;
    if (code != SQLITE_OK) throw failure_of(database_.get(), "move the write-ahead log into the store");
    return moved == pages;
}

bool Database::empty_wal(bool wait_for_readers) {
    const bool all = move_wal(SQLITE_CHECKPOINT_PASSIVE);
    if (!wait_for_readers) return all;
    // Readers who follow closely upon each other could hold up the writer for as long as it is patient.
    sqlite3_busy_timeout(database_.get(), patience_with_readers_in_milliseconds);
    const bool anew = move_wal(SQLITE_CHECKPOINT_RESTART);
    sqlite3_busy_timeout(database_.get(), patience_in_milliseconds);
    return anew;
}

void Database::keep_wal_on_close() {
    sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

Transaction::Transaction(Database& database) : database_(database) {
    database_.run("begin a transaction", "BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (open_) database_.roll_back();
}

void Transaction::commit() {
    database_.run("commit", "COMMIT");
    open_ = false;
}

} // namespace assent::store
