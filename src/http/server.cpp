#include "http/server.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/expects.hpp"
#include "base/failure.hpp"
#include "http/transport.hpp"

namespace assent::http {

// What goes over a network in plain text can be read on the way.
std::optional<std::string> unfit(const ServerSettings& settings) {
    if (!is_address(settings.address))
        return fmt::format(
            "cannot listen on '{}', which is no IP address: write 127.0.0.1, or 0.0.0.0 for all",
            settings.address);
    if (settings.tls || settings.allow_plain || settings.behind_proxy || is_loopback(settings.address))
        return std::nullopt;
    return fmt::format(
        "will not listen on {} without TLS, because others could read what members send: give a "
        "certificate and its key, say that a proxy in front has them, or allow plain HTTP",
        settings.address);
}

Server::Server(ServerSettings settings, Handler handler)
    : exchange_(std::make_unique<Exchange>(std::move(settings), std::move(handler))) {}

Server::~Server() { stop(std::chrono::milliseconds(0)); }

void Server::start() {
    base::expects(!transport_, "a server is started once");
    if (const auto why = unfit(exchange_->settings())) throw base::Failure(*why);
    transport_ = std::make_unique<Transport>(*exchange_);
}

std::uint16_t Server::port() const {
    base::expects(transport_ != nullptr, "the server has started");
    return transport_->port();
}

void Server::stop(std::chrono::milliseconds at_most) {
    if (transport_) transport_->stop(at_most);
}

Counters Server::counters() const { return exchange_->counters(); }

void Server::reload_tls() {
    base::expects(transport_ != nullptr && exchange_->settings().tls.has_value(), "it serves TLS");
    transport_->take_tls(read_tls(*exchange_->settings().tls));
}

std::optional<std::chrono::sys_seconds> Server::certificate_end() const {
    return transport_ ? transport_->certificate_end() : std::nullopt;
}

} // namespace assent::http
