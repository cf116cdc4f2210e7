#include "app/house.hpp"

#include <fmt/format.h>

#include "app/clock.hpp"
#include "base/failure.hpp"
#include "http/openapi.hpp"
#include "http/problem.hpp"

namespace assent::app {
namespace {

using http::Method;
using http::Places;
using http::Request;
using http::Response;

constexpr int a_batch = 4'096;
constexpr int most_counted = 1'000;

Response text(std::string body) {
    return {200, {{"content-type", "text/plain; charset=utf-8"}}, std::move(body)};
}

} // namespace

House::House(HouseSettings settings)
    : settings_(std::move(settings)),
      started_(now()),
      opened_(DataFolder(settings_.data)),
      documents_(DataFolder(settings_.data).open_documents()),
      desk_(opened_.store(), opened_.shelf()),
      outbox_(opened_.store(), opened_.shelf()),
      spool_(std::filesystem::path(settings_.data) / "outgoing"),
      api_({desk_, opened_.store(), documents_, [this] { return time(); }}),
      portal_(desk_, opened_.store(), [this] { return time(); }),
      server_(settings_.server, [this](const Request& request) { return answer(request); }) {
    add_routes();
}

House::~House() { stop(); }

calendar::Instant House::time() const {
    return settings_.clock ? *settings_.clock + (now() - started_) : now();
}

void House::add_routes() {
    api_.add_to(router_);
    router_.add({Method::Get, "/healthz", "Whether the process runs",
                 [](const Request&, const Places&) { return text("ok\n"); }});
    router_.add({Method::Get, "/readyz", "Whether it can take orders", [this](const Request&, const Places&) {
                     return broken_ ? http::problem(http::Problem::Unavailable,
                                                    "the last round met a broken world; see the log")
                                    : text("ready\n");
                 }});
    router_.add({Method::Get, "/metrics", "Figures for Prometheus",
                 [this](const Request&, const Places&) { return metrics(); }});
    router_.add({Method::Get, "/api/v1/openapi.json", "This document", [this](const Request&, const Places&) {
                     return Response{200, {{"content-type", "application/json"}}, openapi_};
                 }});
    openapi_ = http::openapi(router_);
    portal_.add_to(router_); // its pages are for people, and no part of that document
}

Response House::answer(const Request& request) { return router_.answer(request); }

Response House::metrics() {
    const http::Counters counters = server_.counters();
    const auto moment = time();
    store::Store& store = opened_.store();
    std::string body;
    const auto figure = [&](std::string_view name, std::string_view help, std::uint64_t value) {
        body += fmt::format("# HELP assent_{0} {1}\n# TYPE assent_{0} gauge\nassent_{0} {2}\n", name, help,
                            value);
    };
    figure("requests", "Requests that reached a handler since the start.", counters.requests);
    figure("connections_open", "Connections that are open.", counters.open);
    figure("outbox_waiting", "Notices that are due to leave, counted up to 1,000.",
           store.waiting(moment, most_counted).size());
    figure("outbox_given_up", "Notices that could not be sent and wait for somebody, counted up to 1,000.",
           store.given_up(most_counted).size());
    figure("alarms_due", "Cases over which time has still to be let pass, counted up to 1,000.",
           store.due_alarms(moment, most_counted).size());
    for (const auto& [kind, count] : counters.refused)
        body += fmt::format("assent_refused{{kind=\"{}\"}} {}\n", kind, count);
    return {200, {{"content-type", "text/plain; version=0.0.4"}}, std::move(body)};
}

void House::start() {
    server_.start();
    hand_ = std::thread([this] { tick(); });
}

void House::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    stopping_.notify_all();
    if (hand_.joinable()) hand_.join();
    server_.stop(std::chrono::seconds(30));
}

// The loop of the timer. It is ready again as soon as a round meets no broken world; a store that has stopped
// breaks every round until the server is started anew.
void House::tick() {
    std::unique_lock lock(mutex_);
    while (!stopped_) {
        lock.unlock();
        failures_ = 0;
        guarded([this] { tick_once(); });
        broken_ = failures_ > 0;
        lock.lock();
        stopping_.wait_for(lock, std::chrono::seconds(1), [this] { return stopped_; });
    }
}

// One of the few places that catch a Failure: a case that cannot be read holds up no other. Of a round the
// first is told.
void House::guarded(const std::function<void()>& work) {
    try {
        work();
    } catch (const base::Failure& failure) {
        if (failures_++ == 0 && settings_.server.log) settings_.server.log(failure.what());
    }
}

void House::tick_once() {
    const calendar::Instant moment = time();
    for (const store::StreamId& stream : desk_.due(moment, a_batch))
        guarded([&] { desk_.let_time_pass_over(stream, moment); });
    desk::Round round;
    for (const store::Waiting& waiting : outbox_.due(moment, a_batch))
        guarded([&] { outbox_.deliver_one(spool_, waiting, moment, round); });
    if (moment - checkpoint_at_ < std::chrono::minutes(1)) return;
    opened_.store().checkpoint(moment);
    desk_.forget(moment);
    checkpoint_at_ = moment;
}

} // namespace assent::app
