#pragma once
// What ends after retention, and what keeps it. A case that has been at rest for so many years is due: what
// its records said goes, with its letters, and the documents that nothing names any more; who did what when
// stays, and the hash of each text, so that the log is verified as before. A legal hold on a case or a member
// keeps it. Nothing goes by itself: somebody says so, while no server runs.

#include <optional>
#include <string>
#include <vector>

#include "casework/refusal.hpp"
#include "desk/case_file.hpp"
#include "store/documents.hpp"

namespace assent::desk {

// A legal hold. It has been one also after it was lifted.
struct Hold {
    std::int64_t number = 0; // from 1
    std::string on;          // a member, "M7", under whatever identifier; or a case, "M7/C12"
    std::string reason;
    casework::PersonId by;
    calendar::Instant since{};
    std::string lifted; // why; "": it holds
    casework::PersonId lifted_by;
    std::optional<calendar::Instant> until;
};

// All that ever were, in their order.
std::vector<Hold> holds(store::Store& store);

// Nothing when it is done, or why not.
std::optional<casework::Refusal> put_hold(store::Store& store, const std::string& on,
                                          const std::string& reason, const casework::Actor& by,
                                          calendar::Instant now);
std::optional<casework::Refusal> lift_hold(store::Store& store, std::int64_t number,
                                           const std::string& reason, const casework::Actor& by,
                                           calendar::Instant now);

// A case at rest for longer than retention, and the hold that keeps it, if one does.
struct DueCase {
    store::StreamId of;
    calendar::Instant rests_since; // its last record, or the end of the last day that was granted
    calendar::Instant last_record;
    std::optional<std::int64_t> held_by;
};

// The latest to have come to rest first, and where to go on; nothing when there is no more.
struct DueCases {
    std::vector<DueCase> found;
    std::optional<std::int64_t> go_on;
};

class Retention {
public:
    // Looks at both for as long as it lives. Requires: at least one year.
    Retention(store::Store& store, const RuleShelf& shelf, std::int64_t years, calendar::Instant now);

    // What has not happened since then is past retention: that day so many years ago.
    calendar::Instant ended() const { return ended_; }

    // Costs no more than a page, however large the log: it looks at so many entries and no more.
    DueCases due(std::optional<std::int64_t> before, int limit = 50) const;

    // Removes what the records and letters of a case said. False, and nothing is done, when it is not due,
    // or held.
    bool retire(const store::StreamId& of, const Cause& cause) const;

    // Removes what was said in samples of decisions, and how many there were; one stays as a whole while any
    // of its cases is held. For after the cases.
    std::size_t retire_samples(const Cause& cause) const;

    // Removes documents that were handed in before then and that no case, contact or draft names any more;
    // how many there were. What a crash has left of an earlier time goes, too.
    std::size_t retire_documents(store::Documents& documents, const Cause& cause) const;

private:
    std::optional<DueCase> look_at(const store::StreamId& of) const;
    bool is_at_rest(const CaseFile& file) const;
    std::optional<std::int64_t> held_by(const store::StreamId& of) const;

    store::Store& store_;
    const RuleShelf& shelf_;
    std::int64_t years_;
    calendar::Instant ended_;
};

// Whether what its records said is gone. Requires: there is such a case.
bool is_retired(store::Store& store, const store::StreamId& of);

} // namespace assent::desk
