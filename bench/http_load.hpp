#pragma once
// Asks a server over real HTTP on this machine, on many connections at once, and times each answer. Either
// each connection asks again as soon as it was answered, or requests are due at fixed moments, whatever was
// answered by then: one that has to wait for a free connection has begun to wait when it was due, so that a
// server that stands still is seen to stand still.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace assent::bench {

struct Load {
    std::uint16_t port = 0;
    const std::vector<std::string>& requests; // as bytes; each is sent once, in this order
    unsigned wanted = 201;                    // the status of each answer
    std::size_t connections = 64;
    double rate = 0; // requests a second; 0: as soon as there is an answer
};

struct Measured {
    double seconds = 0;
    std::vector<double> latencies = {}; // milliseconds, in order

    double rate() const { return static_cast<double>(latencies.size()) / seconds; }
    double percentile(double share) const {
        return latencies[static_cast<std::size_t>(share * static_cast<double>(latencies.size() - 1))];
    }
};

// Throws base::Failure at the first answer that is not as it was wanted, with its text.
Measured measured(const Load& load);

} // namespace assent::bench
