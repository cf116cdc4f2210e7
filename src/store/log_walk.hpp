#pragma once
// The walk of verify along the log, in the order in which events were committed: each event against its
// payload, its place and the one before it in its stream, and each checkpoint where it stands. What is
// wrong is told once and the walk goes on from there. Pure but for the findings it is given to fill.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/checkpoint.hpp"
#include "store/event.hpp"

namespace assent::store {

// The name of a stream, which damage may have filled with anything.
std::string shown(std::string_view stream);

class LogWalk {
public:
    // `checkpoints` by ascending number, whatever they say.
    LogWalk(std::vector<Checkpoint> checkpoints, const PublicKey& key, std::vector<std::string>& findings);

    void pass(std::int64_t position, std::string_view stream, const Event& event);
    void end(); // Requires: nothing is passed afterwards

    std::int64_t events() const { return events_; }
    std::int64_t removed_payloads() const { return removed_payloads_; }
    const std::map<std::string, Head, std::less<>>& heads() const { return heads_; }

private:
    void check_position(std::int64_t position);
    void check_event(std::string_view stream, const Event& event, const Head& last);
    void check_checkpoints_before(std::int64_t position);
    void check(const Checkpoint& checkpoint);

    std::vector<Checkpoint> checkpoints_;
    std::size_t next_ = 0; // of them
    PublicKey key_;
    std::vector<std::string>& findings_;
    std::map<std::string, Head, std::less<>> heads_;
    std::int64_t position_ = 0;
    base::Digest log_{};
    std::int64_t events_ = 0;
    std::int64_t removed_payloads_ = 0;
};

} // namespace assent::store
