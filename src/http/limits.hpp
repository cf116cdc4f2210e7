#pragma once
// How many requests a minute an address may send. An address that was quiet may send a minute's worth at once
// and then one at a time as its share comes back, so there is no moment at which everybody may begin anew.
// It remembers an address for a minute and no longer. The moment is handed in.

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace assent::http {

class PeerLimits {
public:
    using Moment = std::chrono::steady_clock::time_point;

    explicit PeerLimits(std::size_t a_minute) : a_minute_(a_minute) {} // 0: as many as they like

    // Counts a request. Nothing when it may pass; otherwise when the next one may. For several threads.
    std::optional<std::chrono::seconds> wait_of(std::string_view address, Moment now);

    std::size_t remembered() const;

private:
    void forget_quiet_ones(Moment now);

    const std::size_t a_minute_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Moment> paid_until_; // by then it will have its whole share again
    std::size_t forget_at_ = 1024;
};

// Whom an address stands for. INTERPRETATION: of IPv6 that is the network of its first 64 bits, because one
// household or machine has as many addresses in it as it likes.
std::string counted_as(std::string_view address);

bool is_address(std::string_view text);  // of IPv4 or IPv6, without a port
bool is_loopback(std::string_view text); // an address of this machine alone

} // namespace assent::http
