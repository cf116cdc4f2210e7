#include "store/log_walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "store/chain.hpp"

namespace assent::store {
namespace {

std::string range(std::int64_t first, std::int64_t last) {
    return first == last ? fmt::format("event {} is", first)
                         : fmt::format("events {} to {} are", first, last);
}

} // namespace

std::string shown(std::string_view stream) {
    std::string text(stream.substr(0, 80));
    std::replace_if(text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return text.empty() ? "a stream without a name" : text;
}

LogWalk::LogWalk(std::vector<Checkpoint> checkpoints, const PublicKey& key,
                 std::vector<std::string>& findings)
    : checkpoints_(std::move(checkpoints)), key_(key), findings_(findings) {
    std::int64_t number = 0;
    std::int64_t position = 0;
    for (const Checkpoint& one : checkpoints_) {
        if (one.number != number + 1)
            findings_.push_back(fmt::format("checkpoint {}: the one before it is missing", one.number));
        if (one.position < position)
            findings_.push_back(fmt::format("checkpoint {}: covers less than the one before", one.number));
        if (!is_signed(one, key_))
            findings_.push_back(
                fmt::format("checkpoint {}: its signature is not that of the key", one.number));
        number = one.number;
        position = std::max(position, one.position);
    }
    std::stable_sort(checkpoints_.begin(), checkpoints_.end(),
                     [](const Checkpoint& a, const Checkpoint& b) { return a.position < b.position; });
}

void LogWalk::pass(std::int64_t position, std::string_view stream, const Event& event) {
    check_checkpoints_before(position);
    check_position(position);
    auto last = heads_.find(stream);
    if (last == heads_.end()) last = heads_.emplace(std::string(stream), Head{}).first;
    check_event(stream, event, last->second);
    last->second = {event.sequence, event.hash};
    log_ = log_with(log_, event.hash);
    position_ = position;
    ++events_;
    if (!event.payload) ++removed_payloads_;
}

void LogWalk::check_position(std::int64_t position) {
    if (position == position_ + 1) return;
    if (position <= position_)
        findings_.push_back(fmt::format("the log: position {} stands after {}", position, position_));
    else
        findings_.push_back(
            fmt::format("the log: positions {} to {} are missing", position_ + 1, position - 1));
}

void LogWalk::check_event(std::string_view stream, const Event& event, const Head& last) {
    const std::string name = fmt::format("{} event {}", shown(stream), event.sequence);
    if (event.payload && base::sha256(*event.payload) != event.payload_hash)
        findings_.push_back(name + ": its payload is not what was recorded");
    if (event.sequence <= last.sequence)
        findings_.push_back(fmt::format("{}: stands after event {}", name, last.sequence));
    if (event.sequence > last.sequence + 1)
        findings_.push_back(
            fmt::format("{}: {} missing", shown(stream), range(last.sequence + 1, event.sequence - 1)));
    else if (hash_of(last.hash, stream, event) != event.hash)
        findings_.push_back(name +
                            ": the chain is broken: it is not what was recorded, or does not follow "
                            "the one before");
}

void LogWalk::check_checkpoints_before(std::int64_t position) {
    for (; next_ < checkpoints_.size() && checkpoints_[next_].position < position; ++next_)
        check(checkpoints_[next_]);
}

void LogWalk::check(const Checkpoint& checkpoint) {
    if (checkpoint.log == log_) return;
    findings_.push_back(fmt::format("checkpoint {}: the log up to position {} is not what was signed",
                                    checkpoint.number, checkpoint.position));
    // From here on what the next one finds is new.
    if (is_signed(checkpoint, key_)) log_ = checkpoint.log;
}

void LogWalk::end() {
    check_checkpoints_before(position_ + 1);
    if (next_ == checkpoints_.size()) return;
    const Checkpoint& first = checkpoints_[next_];
    findings_.push_back(
        fmt::format("the log: its tail was cut since checkpoint {}, which covers position {}; the "
                    "last one here is {}",
                    first.number, first.position, position_));
}

} // namespace assent::store
