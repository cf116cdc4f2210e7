#pragma once
// One connection to an SQLite file, and a transaction on it. The file is in WAL mode; a commit returns
// after fsync (synchronous=FULL). SQLite never tends the WAL by itself here: whoever writes does it
// between commits, so that no commit waits for it. Used by one thread at a time. Every error is a
// Failure that says what was attempted.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/failure.hpp"
#include "store/statement.hpp"

namespace assent::store {

// Where the file is, and the name of the SQLite VFS that reaches it; empty: the usual one.
struct DatabaseFile {
    std::string path;
    std::string vfs = {};
};

// Passing: a file of its own that is never written anywhere, for whoever needs the tables alone.
enum class Access : std::uint8_t { ReadOnly, ReadWrite, Passing };

// "cannot COMMIT: disk I/O error (1034)", from the last error of a connection.
base::Failure failure_of(sqlite3* database, const char* attempting);

class Database {
public:
    // Makes the file when `access` allows to write; of Passing, the path is ":memory:".
    Database(const DatabaseFile& file, Access access);
    Database(const Database&) = delete; // the hook that counts the WAL points here
    Database& operator=(const Database&) = delete;

    // SQL without values. `attempting` completes "cannot ...".
    void run(const char* attempting, const char* sql);

    void roll_back(); // never fails

    Statement prepare(const char* attempting, std::string_view sql) {
        return {database_.get(), attempting, sql};
    }

    // The integer in the first row of a query, or of a pragma.
    std::int64_t number(const char* attempting, std::string_view sql);

    int wal_pages() const { return wal_pages_; } // after the last commit

    // Moves pages from the WAL into the file; true when all of them went. `wait_for_readers` also waits, for
    // 50 ms at most, until nobody reads the WAL any more, so that it begins anew.
    bool empty_wal(bool wait_for_readers);

    // From now on closing leaves the WAL as it is, to be read when the file is opened again.
    void keep_wal_on_close();

private:
    bool move_wal(int mode);
    void configure_writer();
    void configure_reader();

    struct Close {
        void operator()(sqlite3* database) const;
    };

    std::unique_ptr<sqlite3, Close> database_;
    int wal_pages_ = 0;
};

// Rolls back unless it was committed.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit(); // durable when it returns

private:
    Database& database_;
    bool open_ = true;
};

} // namespace assent::store
