#pragma once
// Who has read what of a case: kept in the log, durable before it is shown, so that it can be told to a
// member who asks and to an auditor who wonders. What somebody does to a case is in the case itself; that
// they tried to say no to care and may not is noted here, for it left nothing there. What a program reads for
// itself is not noted. From any thread; time is an argument.

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "casework/actor.hpp"
#include "store/store.hpp"

namespace assent::desk {

class Readings {
public:
    // The same thing read again by the same person within this time is one reading: pages are looked at
    // twice.
    static constexpr std::chrono::minutes once_in{5};

    // Looks at the store for as long as it lives.
    explicit Readings(store::Store& store) : store_(store) {}

    // That it was read: "case", "letters/2". Requires: the stream of a case.
    void note(const casework::Actor& by, const store::StreamId& of, const std::string& what,
              calendar::Instant now);

    // The same of several cases that one answer shows something of.
    void note(const casework::Actor& by, const std::vector<store::StreamId>& of, const std::string& what,
              calendar::Instant now);

private:
    bool is_noted(const std::string& reading, calendar::Instant now);
    void remember(const std::string& reading, calendar::Instant now);

    store::Store& store_;
    std::mutex mutex_;
    std::map<std::string, calendar::Instant> noted_; // of the last minutes, by this server
};

// What the log says, to be noted again in a store that has lost it.
std::vector<store::Reading> readings_in_log(store::Store& store, const store::StreamId& reads);

} // namespace assent::desk
