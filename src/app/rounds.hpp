#pragma once
// A thread that does a round of work, rests a second, and begins anew until it is stopped. What is broken
// under one piece of the work holds up no other; a world that stays broken is told once, and not every
// second.

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "app/log.hpp"

namespace assent::app {

class Rounds {
public:
    // Looks at the log for as long as it lives; `work` is one round.
    Rounds(Log& log, std::function<void()> work) : log_(log), work_(std::move(work)) {}
    ~Rounds() { stop(); }
    Rounds(const Rounds&) = delete;
    Rounds& operator=(const Rounds&) = delete;

    void start();
    void stop(); // after the round that runs

    // A piece of a round. Requires: within one.
    void guarded(const std::function<void()>& piece);

    bool is_broken() const { return broken_; } // whether the last round has met a broken world
    bool is_stopping() const { return stopped_; }

private:
    void run();
    void tell();

    Log& log_;
    std::function<void()> work_;
    std::mutex mutex_;
    std::condition_variable stopping_;
    std::atomic<bool> stopped_{false}, broken_{false};
    int failures_ = 0;    // of this round
    std::string failure_; // the first of them
    std::string told_;    // what the log was told last; "": that all is well
    std::thread thread_;
};

} // namespace assent::app
