#include "app/watch.hpp"

#include <string_view>

namespace assent::app {

void Watch::served(const http::Served& what) {
    {
        const std::scoped_lock lock(mutex_);
        const std::tuple kind(what.route, what.method, what.status / 100);
        auto found = requests_.find(kind);
        if (found == requests_.end()) found = requests_.try_emplace(Kind(kind)).first;
        found->second.add(what.took);
    }
    log_.tell(LogEvent::Request, {{"id", what.id},
                                  {"method", what.method},
                                  {"route", what.route},
                                  {"status", what.status},
                                  {"ms", what.took},
                                  {"received", static_cast<std::int64_t>(what.received)},
                                  {"sent", static_cast<std::int64_t>(what.sent)}});
}

void Watch::refused(const http::TurnedAway& what) {
    log_.tell(LogEvent::Refused, {{"id", what.id}, {"kind", what.kind}, {"status", what.status}});
}

void Watch::failed(std::string_view what, std::string_view id) {
    log_.tell(LogEvent::Failed, {{"id", id}, {"message", what}});
}

void Watch::committed(std::chrono::nanoseconds time) {
    const std::scoped_lock lock(mutex_);
    commits_.add(std::chrono::duration_cast<std::chrono::microseconds>(time));
}

void Watch::write(Exposition& page) const {
    const std::scoped_lock lock(mutex_);
    page.family("assent_commit_duration_seconds", FigureKind::Histogram,
                "From asking the store to keep something until it was durable or refused.");
    page.sample(commits_);
    page.family(
        "assent_http_request_duration_seconds", FigureKind::Histogram,
        "From a whole request to its answer, by the pattern of its route and the class of its status.");
    for (const auto& [kind, times] : requests_) {
        const auto& [route, method, first_digit] = kind;
        const std::string status = std::to_string(first_digit) + "xx";
        page.sample(times,
                    {{"route", route.empty() ? "none" : route}, {"method", method}, {"status", status}});
    }
}

} // namespace assent::app
