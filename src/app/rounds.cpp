#include "app/rounds.hpp"

#include "base/failure.hpp"

namespace assent::app {

void Rounds::start() {
    thread_ = std::thread([this] { run(); });
}

void Rounds::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    stopping_.notify_all();
    if (thread_.joinable()) thread_.join();
}

// It is well again as soon as a round meets no broken world; a store that has stopped breaks every round
// until the server is started anew.
void Rounds::run() {
    std::unique_lock lock(mutex_);
    while (!stopped_) {
        lock.unlock();
        failures_ = 0;
        guarded(work_);
        broken_ = failures_ > 0;
        tell();
        lock.lock();
        stopping_.wait_for(lock, std::chrono::seconds(1), [this] { return stopped_.load(); });
    }
}

// One of the few places that catch a Failure: a case that cannot be read holds up no other.
void Rounds::guarded(const std::function<void()>& piece) {
    try {
        piece();
    } catch (const base::Failure& failure) {
        if (failures_++ == 0) failure_ = failure.what();
    }
}

void Rounds::tell() {
    const std::string now = failures_ > 0 ? failure_ : "";
    if (now == told_) return;
    told_ = now;
    if (now.empty())
        log_.tell(LogEvent::RoundMended);
    else
        log_.tell(LogEvent::RoundFailed, {{"failures", failures_}, {"message", now}});
}

} // namespace assent::app
