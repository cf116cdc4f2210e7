#pragma once
// Who watches over a running server: counts how long requests and commits take, and tells each in the log.
// From any thread.

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "app/exposition.hpp"
#include "app/log.hpp"
#include "http/watcher.hpp"

namespace assent::app {

class Watch final : public http::Watcher {
public:
    explicit Watch(Log& log) : log_(log) {} // looks at it for as long as it lives

    void served(const http::Served& what) override;
    void refused(const http::TurnedAway& what) override;
    void failed(std::string_view what, std::string_view id) override;

    void committed(std::chrono::nanoseconds time);

    // The families of what was counted.
    void write(Exposition& page) const;

private:
    using Kind = std::tuple<std::string, std::string, int>; // route, method, the first digit of the status

    Log& log_;
    mutable std::mutex mutex_;
    std::map<Kind, Histogram, std::less<>> requests_; // as many as there are routes, a few times
    Histogram commits_;
};

} // namespace assent::app
