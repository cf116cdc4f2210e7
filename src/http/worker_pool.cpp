#include "http/worker_pool.hpp"

#include <utility>

namespace assent::http {

WorkerPool::WorkerPool(std::size_t workers, std::size_t backlog) : backlog_(backlog), free_(workers) {
    for (std::size_t i = 0; i < workers; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() {
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::take(Job job) {
    {
        const std::scoped_lock lock(mutex_);
        if (waiting_.size() >= backlog_ + free_) return false;
        waiting_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

WorkerPool::Load WorkerPool::load() const {
    const std::scoped_lock lock(mutex_);
    return {waiting_.size(), workers_ - free_};
}

void WorkerPool::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        {
            const Job job = std::move(waiting_.front());
            waiting_.pop_front();
            --free_;
            lock.unlock();
            job();
        }
        lock.lock();
        ++free_;
    }
}

} // namespace assent::http
