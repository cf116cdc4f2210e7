#pragma once
// The server's own reader of a store, and how many pages of the file its questions need. For one thread, and
// for a store that nobody writes meanwhile and whose write-ahead log is empty: what comes from there is not
// counted.

#include <cstdint>
#include <string>

#include "store/reader.hpp"

namespace assent {

class CountedReader {
public:
    explicit CountedReader(const std::string& file);

    store::Reader& ask() { return reader_; }

    std::int64_t touched() const; // pages looked at so far, whether in the cache or not
    std::int64_t missed() const;  // those of them that were not in the cache

    // Pages fetched so far that hold rows or entries: leaves and overflow pages. Page 1 and the interior
    // pages of trees, which only lead there, do not count.
    static std::int64_t leaves_fetched();

    void empty_cache();

private:
    store::Reader reader_;
    sqlite3* connection_;
};

} // namespace assent
