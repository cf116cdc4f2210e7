#pragma once
// The one thread that writes. Whoever commits waits in a row; whatever waits when the thread is free is
// one group, one transaction, one fsync. Nobody is answered before it returned. What was accepted is
// finished before the writer is gone. A Failure is handed to everybody who waits and to everybody who
// comes later: this loop is one of the few places that catch it.

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "store/group_commit.hpp"

namespace assent::store {

class Writer {
public:
    Writer(const DatabaseFile& file, WalLimits limits);
    ~Writer(); // Requires: nobody is in commit() any more, or they all entered before
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // Returns when it is durable or refused. Requires: what `work` points to lives until then.
    Outcome commit(const Work& work);

private:
    struct Waiting {
        Work work;
        std::promise<Outcome> outcome;
    };

    void run();
    std::vector<Waiting> next_group(); // empty: nothing waits, and nothing will
    void write(std::vector<Waiting>& group);
    void stop(const std::string& reason, std::vector<Waiting>& group);

    GroupCommit commit_;
    std::mutex mutex_;
    std::condition_variable something_waits_;
    std::deque<Waiting> waiting_;
    std::optional<std::string> stopped_because_;
    bool closing_ = false;
    std::thread thread_; // the last member: it starts when all others are there
};

} // namespace assent::store
