#pragma once
// The page `/metrics`: the figures of a running server for Prometheus, and who may see it. What is counted in
// the store is counted from an index and up to a bound, so that the page costs the same at any size.

#include <filesystem>
#include <optional>
#include <string>

#include "app/house_settings.hpp"
#include "app/watch.hpp"
#include "store/store.hpp"

namespace assent::app {

// What there is to show.
struct Measured {
    http::Counters counters;
    store::Store& store;
    const Watch& watch;
    calendar::Instant now;     // by the clock of the cases
    calendar::Instant started; // by the real one
    std::int64_t documents;
    bool broken; // the last round met a broken world
    std::filesystem::path data;
    std::optional<std::chrono::sys_seconds> certificate_end;
};

std::string metrics_page(const Measured& measured);

// Who asks from this machine, or has the token. Behind a proxy everybody may seem to be on this machine, so
// there only the token counts.
bool may_see_metrics(const http::Request& request, const HouseSettings& settings);

} // namespace assent::app
