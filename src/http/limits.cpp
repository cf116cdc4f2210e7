#include "http/limits.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace assent::http {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t bytes_of_network = 8;

// Before an address of IPv4 that is written as one of IPv6.
constexpr std::array<unsigned char, 12> mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

} // namespace

std::optional<std::chrono::seconds> PeerLimits::wait_of(std::string_view address, Moment now) {
    if (a_minute_ == 0) return std::nullopt;
    const auto cost = std::chrono::nanoseconds(1min) / static_cast<std::int64_t>(a_minute_);
    const std::scoped_lock lock(mutex_);
    forget_quiet_ones(now);
    Moment& paid_until = paid_until_.try_emplace(counted_as(address), now).first->second;
    const Moment after = std::max(paid_until, now) + cost;
    if (after - now > 1min) return std::chrono::ceil<std::chrono::seconds>(after - now - 1min);
    paid_until = after;
    return std::nullopt;
}

std::size_t PeerLimits::remembered() const {
    const std::scoped_lock lock(mutex_);
    return paid_until_.size();
}

// Only when there are twice as many as were left the last time, so that it costs each request little.
void PeerLimits::forget_quiet_ones(Moment now) {
    if (paid_until_.size() < forget_at_) return;
    std::erase_if(paid_until_, [&](const auto& peer) { return peer.second <= now; });
    forget_at_ = std::max<std::size_t>(1024, paid_until_.size() * 2);
}

std::string counted_as(std::string_view address) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    const std::string text(address);
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
    if (std::equal(bytes.begin(), bytes.begin() + mapped.size(), mapped.begin(), mapped.end()))
        return text.substr(text.rfind(':') + 1);
    std::fill(bytes.begin() + bytes_of_network, bytes.end(), std::uint8_t{0});
    std::array<char, INET6_ADDRSTRLEN> network{};
    inet_ntop(AF_INET6, bytes.data(), network.data(), network.size());
    return std::string(network.data()) + "/64";
}

bool is_address(std::string_view text) {
    const std::string address(text);
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return inet_pton(AF_INET, address.c_str(), bytes.data()) == 1 ||
           inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1;
}

bool is_loopback(std::string_view text) {
    return text == "::1" || (text.starts_with("127.") && is_address(text));
}

} // namespace assent::http
