#pragma once
// The name by which a request is found again in the logs, ours or those of a proxy in front of us. It tells
// nothing: ours is sixteen hexadecimal digits, and of a proxy's only hexadecimal digits and dashes are taken,
// so that nobody's name or number can come into a log by it.

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace assent::http {

class RequestIds {
public:
    RequestIds(); // begins anywhere, so that two runs of a server share none

    std::string next(); // from any thread

private:
    std::atomic<std::uint64_t> next_;
};

// From 16 to 64 of hexadecimal digits and dashes: what nginx, HAProxy and Envoy send.
bool is_request_id(std::string_view text);

} // namespace assent::http
