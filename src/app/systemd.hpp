#pragma once
// Tells systemd how the server is, when systemd has started it (sd_notify(3)): a datagram to the socket that
// NOTIFY_SOCKET names. Without one, and when nobody listens, nothing happens.

#include <string_view>

namespace assent::app {

void tell_systemd(std::string_view state); // "READY=1"

} // namespace assent::app
