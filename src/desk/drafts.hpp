#pragma once
// Drafts: what somebody of an office has begun to write, and the whole office goes on with. A draft stands as
// it was saved last: what it was before is removed from the log in the same step, and all of it when it is
// deleted. It is no request and has no number; nothing follows from it. Whoever calls has seen to it that the
// actor may write requests at all.

#include <optional>
#include <string>
#include <vector>

#include "casework/actor.hpp"
#include "store/store.hpp"

namespace assent::desk {

struct Draft {
    std::string name;
    std::string content; // as it was handed in
    casework::PersonId saved_by;
    calendar::Instant saved_at;
    std::int64_t state = 0; // another number each time it is saved
};

enum class DraftRefusal : std::uint8_t { Changed, TooMany };

class Drafts {
public:
    static constexpr std::size_t most = 500; // of an office

    // Those of the actor's organization, or of nobody else when they have none. Looks at both for as long as
    // it lives.
    Drafts(store::Store& store, const casework::Actor& actor);

    std::optional<Draft> find(const std::string& name) const;
    std::vector<Draft> all() const; // in the order in which they were begun

    // Saves it when it is still as the saver has seen it (nothing: there is none), and tells its new state;
    // Changed otherwise, and nothing is done. Requires: the name can be a key.
    base::Expected<std::int64_t, DraftRefusal> save(const std::string& name, const std::string& content,
                                                    std::optional<std::int64_t> seen, calendar::Instant now);

    // False when it is not as the actor has seen it any more.
    bool remove(const std::string& name, std::int64_t seen, calendar::Instant now);

private:
    std::vector<std::string> names() const;
    store::StreamId stream_of(const std::string& name) const;
    store::Record record(std::string_view kind, std::string payload, calendar::Instant now) const;

    store::Store& store_;
    const casework::Actor& actor_;
    std::string office_;
    store::StreamId list_;
};

} // namespace assent::desk
