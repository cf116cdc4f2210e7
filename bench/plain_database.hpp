#pragma once
// SQLite as somebody would use it who needs no more than the statements: a connection for each thread that
// reads, one that writes, and one transaction for whatever waits. No hashes are worked out, nothing is
// decided, nothing is checked. It is what the desk is measured against.

#include <sqlite3.h>

#include <condition_variable>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "recorded_calls.hpp"

namespace assent::bench {

class PlainConnection {
public:
    explicit PlainConnection(const std::string& file);
    ~PlainConnection();
    PlainConnection(const PlainConnection&) = delete;
    PlainConnection& operator=(const PlainConnection&) = delete;

    void run(const char* sql);
    void make(const Call& call); // a read, its rows looked at and dropped
    void write(const store::Batch& batch);

private:
    sqlite3_stmt* prepared(const char* sql);
    void step_all(sqlite3_stmt* statement);
    void append(const store::Append& append);

    sqlite3* database_ = nullptr;
    std::vector<sqlite3_stmt*> all_;
    sqlite3_stmt *read_, *head_, *answer_, *cases_, *event_, *move_head_, *set_alarm_, *clear_alarm_, *post_,
        *row_, *keep_;
};

// The one that writes, in groups.
class PlainWriter {
public:
    explicit PlainWriter(const std::string& file);
    ~PlainWriter();
    PlainWriter(const PlainWriter&) = delete;
    PlainWriter& operator=(const PlainWriter&) = delete;

    void commit(const store::Batch& batch); // durable when it returns

private:
    struct Waiting {
        const store::Batch* batch;
        std::promise<void> done;
    };

    void run();

    PlainConnection connection_;
    std::mutex mutex_;
    std::condition_variable something_waits_;
    std::vector<Waiting> waiting_;
    bool closing_ = false;
    std::thread thread_;
};

} // namespace assent::bench
