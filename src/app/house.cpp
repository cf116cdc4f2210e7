#include "app/house.hpp"

#include <utility>

#include "app/clock.hpp"
#include "app/metrics.hpp"
#include "app/systemd.hpp"
#include "base/failure.hpp"
#include "http/openapi.hpp"
#include "http/problem.hpp"
#include "http/transport_answer.hpp"
#include "portal/problem_page.hpp"

namespace assent::app {
namespace {

using http::Method;
using http::Places;
using http::Request;
using http::Response;

constexpr int a_batch = 4'096;
constexpr auto between_counts = std::chrono::minutes(10); // of documents: it looks at all their names

Response text(std::string body) {
    return {200, {{"content-type", "text/plain; charset=utf-8"}}, std::move(body)};
}

http::ServerSettings watched(http::ServerSettings settings, Watch& watch, const http::Router& router,
                             const portal::Portal& portal) {
    settings.watcher = &watch;
    settings.worded = [&portal](const Request& request, Response answer) {
        return portal.marked(request, portal::as_page(request, std::move(answer)));
    };
    settings.takes_files = [&portal](const Request& request) { return portal.takes_files(request); };
    settings.route_of = [&router](const Request& request) { return router.pattern_of(request); };
    return settings;
}

std::filesystem::path outgoing(const HouseSettings& settings) {
    return settings.outgoing.empty() ? settings.data / "outgoing" : settings.outgoing;
}

DataFolder checked(DataFolder folder, bool training) {
    folder.check();
    folder.check_kind(training);
    return folder;
}

} // namespace

House::House(HouseSettings settings, Log& log)
    : settings_(std::move(settings)),
      log_(log),
      watch_(log),
      started_(now()),
      folder_(checked(DataFolder(settings_.data, settings_.keys), settings_.training)),
      reserved_(folder_.reserve()),
      seconds_ahead_(folder_.training().value_or(std::chrono::seconds(0)).count()),
      opened_(folder_, [this](std::chrono::nanoseconds time) { watch_.committed(time); }),
      documents_(folder_.open_documents()),
      desk_(opened_.store(), opened_.shelf()),
      outbox_(opened_.store(), opened_.shelf(), settings_.mail.public_address),
      spool_(outgoing(settings_)),
      api_({desk_, opened_.store(), documents_, [this] { return time(); }}),
      portal_(
          desk_, opened_.store(), documents_, [this] { return time(); },
          {.most_files = settings_.server.max_files,
           .mails = settings_.mail.is_on(),
           .set_clock =
               settings_.training ? std::function([this](calendar::Instant to) { set_clock(to); }) : nullptr,
           .retention_years = settings_.retention_years}),
      server_(watched(settings_.server, watch_, router_, portal_),
              [this](const Request& request) { return answer(request); }),
      time_(log_, [this] { let_time_pass(); }),
      post_(log_, [this] { hand_on(); }) {
    if (settings_.mail.is_on())
        postman_.emplace(settings_.mail, opened_.store(), spool_, [this] { return time(); });
    if (settings_.clock) set_clock(*settings_.clock);
    add_routes();
}

House::~House() { stop(); }

calendar::Instant House::time() const { return now() + std::chrono::seconds(seconds_ahead_); }

void House::set_clock(calendar::Instant to) {
    const std::chrono::seconds ahead = to - now();
    folder_.keep_clock(ahead);
    seconds_ahead_ = ahead.count();
}

void House::add_routes() {
    api_.add_to(router_);
    router_.add({Method::Get, "/healthz", "Whether the process runs",
                 [](const Request&, const Places&) { return text("ok\n"); }});
    router_.add({Method::Get, "/readyz", "Whether it can take orders", [this](const Request&, const Places&) {
                     return is_broken() ? http::problem(http::Problem::Unavailable,
                                                        "the last round met a broken world; see the log")
                                        : text("ready\n");
                 }});
    router_.add({Method::Get, "/metrics", "Figures for Prometheus",
                 [this](const Request& request, const Places&) { return metrics(request); }});
    router_.add({Method::Get, "/api/v1/openapi.json", "This document", [this](const Request&, const Places&) {
                     return Response{200, {{"content-type", "application/json"}}, openapi_};
                 }});
    openapi_ = http::openapi(router_);
    if (settings_.open_id.is_used())
        portal_.trust(settings_.open_id, [this](const std::string& why) {
            log_.tell(LogEvent::OpenIdFailed, {{"message", why}});
        });
    portal_.add_to(router_); // its pages are for people, and no part of that document
}

Response House::answer(const Request& request) { return router_.answer(request); }

Response House::metrics(const Request& request) {
    if (!may_see_metrics(request, settings_))
        return http::problem(http::Problem::NotAllowed,
                             "figures are for this machine, or for who has the token",
                             "send `Authorization: Bearer TOKEN` with metrics.token of the configuration");
    return {200,
            {{"content-type", "text/plain; version=0.0.4; charset=utf-8"}},
            metrics_page({.counters = server_.counters(),
                          .store = opened_.store(),
                          .watch = watch_,
                          .now = time(),
                          .started = started_,
                          .documents = static_cast<std::int64_t>(documents_counted_),
                          .broken = is_broken(),
                          .data = settings_.data,
                          .certificate_end = server_.certificate_end()})};
}

void House::start() {
    server_.start();
    time_.start();
    post_.start();
}

// One of the few places that catch a Failure: a certificate that is no good costs nobody the server.
void House::renew_certificate() {
    if (!settings_.server.tls) return;
    try {
        server_.reload_tls();
    } catch (const base::Failure& failure) {
        log_.tell(LogEvent::CertificateKept, {{"message", failure.what()}});
        return;
    }
    const std::string end = http::http_date(server_.certificate_end().value_or(std::chrono::sys_seconds()));
    log_.tell(LogEvent::CertificateRead, {{"ends", end}});
}

void House::stop() {
    if (postman_) postman_->stop();
    time_.stop();
    post_.stop();
    server_.stop(settings_.stop_within);
}

void House::let_time_pass() {
    const calendar::Instant moment = time();
    for (const store::StreamId& stream : desk_.due(moment, a_batch))
        time_.guarded([&] { desk_.let_time_pass_over(stream, moment); });
    if (moment - documents_at_ >= between_counts) {
        time_.guarded([this] { documents_counted_ = folder_.document_count(); });
        documents_at_ = moment;
    }
    tell_systemd("WATCHDOG=1");
    if (moment - checkpoint_at_ < std::chrono::minutes(1)) return;
    sign_checkpoint(moment);
    desk_.forget(moment);
}

void House::hand_on() {
    const calendar::Instant moment = time();
    desk::Carrier& carrier = postman_ ? static_cast<desk::Carrier&>(*postman_) : spool_;
    desk::Round round;
    for (const store::Waiting& waiting : outbox_.due(moment, a_batch)) {
        if (post_.is_stopping()) break;
        post_.guarded([&] { outbox_.deliver_one(carrier, waiting, moment, round); });
    }
    if (round.given_up > 0)
        log_.tell(LogEvent::GivenUp, {{"notices", static_cast<std::int64_t>(round.given_up)}});
}

void House::sign_checkpoint(calendar::Instant moment) {
    const store::Checkpoint signed_now = opened_.store().checkpoint(moment);
    checkpoint_at_ = moment;
    if (std::exchange(checkpoint_, signed_now.number) == signed_now.number) return;
    log_.tell(LogEvent::Checkpoint, {{"number", signed_now.number}, {"position", signed_now.position}});
}

} // namespace assent::app
