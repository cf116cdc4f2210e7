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

#include "app/opened_store.hpp"
#include "app/spool.hpp"
#include "http/api.hpp"
#include "http/server.hpp"
#include "portal/portal.hpp"

namespace assent::app {

struct HouseSettings {
    std::string data;
    http::ServerSettings server;
    std::optional<calendar::Instant> clock = {}; // the moment at which its clock begins; none: the real one
};

class House {
public:
    explicit House(HouseSettings settings);
    ~House();
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    void start();
    void stop();
    std::uint16_t port() const { return server_.port(); }

private:
    calendar::Instant time() const;
    http::Response answer(const http::Request& request);
    http::Response metrics();
    void add_routes();
    void tick();      // until it is stopped
    void tick_once(); // lets time pass and sends; every minute signs a checkpoint and forgets old orders
    void guarded(const std::function<void()>& work);

    HouseSettings settings_;
    calendar::Instant started_; // by the real clock
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
    std::atomic<bool> broken_{false}; // the world, as the last round has met it
    calendar::Instant checkpoint_at_{};
    std::thread hand_;
};

} // namespace assent::app
