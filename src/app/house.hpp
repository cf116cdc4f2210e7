#pragma once
// A server that runs: its store, its rules, its desk, the interface, and the hand that lets time pass and
// sends what is owed. Everything is built by the constructor, so that what cannot be built is told before
// anything listens. It stops in the order in which nothing that was accepted is lost.

#include <atomic>
#include <functional>
#include <optional>

#include "app/house_settings.hpp"
#include "app/opened_store.hpp"
#include "app/rounds.hpp"
#include "app/spool.hpp"
#include "app/watch.hpp"
#include "http/api.hpp"
#include "http/server.hpp"
#include "mail/postman.hpp"
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
    void set_clock(calendar::Instant to); // of a training copy
    bool is_broken() const { return time_.is_broken() || post_.is_broken(); }
    http::Response answer(const http::Request& request);
    http::Response metrics(const http::Request& request);
    void add_routes();
    void let_time_pass(); // every minute it signs a checkpoint, too, and forgets old orders
    void hand_on();       // what is owed to others
    void sign_checkpoint(calendar::Instant moment);

    HouseSettings settings_;
    Log& log_;
    Watch watch_;
    calendar::Instant started_; // by the real clock
    DataFolder folder_;
    store::DiskFile reserved_;                // the folder is ours alone
    std::atomic<std::int64_t> seconds_ahead_; // of the real clock; 0 but for a training copy
    OpenedStore opened_;
    store::Documents documents_;
    desk::Desk desk_;
    desk::Outbox outbox_;
    Spool spool_;
    std::optional<mail::Postman> postman_; // when mail can leave
    http::Api api_;
    portal::Portal portal_;
    http::Router router_;
    std::string openapi_;
    http::Server server_;
    calendar::Instant checkpoint_at_{}, documents_at_{};
    std::int64_t checkpoint_ = 0;                   // its number
    std::atomic<std::size_t> documents_counted_{0}; // as last counted
    Rounds time_, post_;                            // two, so that no time waits for a mail server
};

} // namespace assent::app
