#include "store/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace assent::store {
namespace {

// So that the first of a group does not wait for thousands behind it.
constexpr std::size_t largest_group = 256;

} // namespace

Writer::Writer(const DatabaseFile& file, WalLimits limits)
    : commit_(file, limits), thread_([this] { run(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    something_waits_.notify_one();
    thread_.join();
}

Outcome Writer::commit(const Work& work) {
    std::future<Outcome> outcome;
    {
        const std::lock_guard lock(mutex_);
        if (stopped_because_) throw base::Failure(*stopped_because_);
        outcome = waiting_.emplace_back(Waiting{work, {}}).outcome.get_future();
    }
    something_waits_.notify_one();
    return outcome.get();
}

std::vector<Writer::Waiting> Writer::next_group() {
    std::unique_lock lock(mutex_);
    something_waits_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
    const auto size = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), largest_group));
    const auto end = waiting_.begin() + size;
    std::vector<Waiting> group(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
    waiting_.erase(waiting_.begin(), end);
    return group;
}

void Writer::run() {
    for (std::vector<Waiting> group = next_group(); !group.empty(); group = next_group()) {
        try {
            write(group);
            group.clear(); // all answered
            commit_.tend_wal();
        } catch (const base::Failure& failure) {
            stop(failure.what(), group);
        }
    }
}

void Writer::write(std::vector<Waiting>& group) {
    std::vector<Work> works;
    works.reserve(group.size());
    for (const Waiting& one : group) works.push_back(one.work);
    std::vector<Outcome> outcomes = commit_.commit(works);
    for (std::size_t i = 0; i < group.size(); ++i) group[i].outcome.set_value(std::move(outcomes[i]));
}

void Writer::stop(const std::string& reason, std::vector<Waiting>& group) {
    const std::lock_guard lock(mutex_);
    if (!stopped_because_) {
        commit_.leave_as_it_is();
        stopped_because_ = fmt::format("the store has stopped: {}; start the program again", reason);
    }
    std::move(waiting_.begin(), waiting_.end(), std::back_inserter(group));
    waiting_.clear();
    for (Waiting& one : group)
        one.outcome.set_exception(std::make_exception_ptr(base::Failure(*stopped_because_)));
}

} // namespace assent::store
