#pragma once
// A server that runs: its store, its rules, its desk, the interface, and the hand that lets time pass and
// sends what is owed. Everything is built by the constructor, so that what cannot be built is told before
// anything listens. It stops in the order in which nothing that was accepted is lost.

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "app/house_settings.hpp"
#include "app/opened_store.hpp"
#include "app/spool.hpp"
#include "app/watch.hpp"
#include "http/api.hpp"
#include "http/server.hpp"
#include "portal/portal.hpp"

namespace assent::app {

class House {
public:
    // Looks at the log for as long as it lives.
    House(HouseSettings settings, Log& log);
    ~House();
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    void start();
    void stop();
    std::uint16_t port() const { return server_.port(); }

    // Certificate and key as they are now, for who connects from now on; the old ones when they are no good.
    void renew_certificate();

private:
    calendar::Instant time() const;
    http::Response answer(const http::Request& request);
    http::Response metrics(const http::Request& request);
    void add_routes();
    void tick();      // until it is stopped
    void tick_once(); // lets time pass and sends; every minute signs a checkpoint and forgets old orders
    void sign_checkpoint(calendar::Instant moment);
    void guarded(const std::function<void()>& work);
    void tell_round();

    HouseSettings settings_;
    Log& log_;
    Watch watch_;
    calendar::Instant started_; // by the real clock
    DataFolder folder_;
    store::DiskFile reserved_; // the folder is ours alone
    OpenedStore opened_;
    store::Documents documents_;
    desk::Desk desk_;
    desk::Outbox outbox_;
    Spool spool_;
    http::Api api_;
    portal::Portal portal_;
    http::Router router_;
    std::string openapi_;
    http::Server server_;
    std::mutex mutex_;
    std::condition_variable stopping_;
    bool stopped_ = false;
    int failures_ = 0;                // of this round
    std::string failure_;             // the first of them
    std::string told_;                // what the log was told last; "": that all is well
    std::atomic<bool> broken_{false}; // the world, as the last round has met it
    calendar::Instant checkpoint_at_{}, documents_at_{};
    std::int64_t checkpoint_ = 0;                   // its number
    std::atomic<std::size_t> documents_counted_{0}; // as last counted
    std::thread hand_;
};

} // namespace assent::app
