#pragma once
// The threads on which handlers run. A handler waits for a disk, so it never runs on a thread that moves
// bytes. Jobs begin in the order in which they came; more than so many may not wait.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace assent::http {

class WorkerPool {
public:
    using Job = std::function<void()>;

    WorkerPool(std::size_t workers, std::size_t backlog);
    ~WorkerPool(); // finishes what it has taken
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;
    WorkerPool(WorkerPool&&) = delete;
    WorkerPool& operator=(WorkerPool&&) = delete;

    // False, and the job is not taken, when every worker has one and the backlog is full. A job throws
    // nothing.
    bool take(Job job);

    struct Load {
        std::size_t waiting, busy; // jobs, and workers
    };
    Load load() const;

private:
    void work();

    const std::size_t backlog_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> waiting_;
    std::size_t free_; // workers without a job
    const std::size_t workers_ = free_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

} // namespace assent::http
