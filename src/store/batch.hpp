#pragma once
// What one commit writes, all of it or nothing: events at the ends of their streams, and what follows
// from them (alarms, what is to be sent, rows for worklists, what is counted, the answer to a repeated
// request). Plain values; the order within each list is kept.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/event.hpp"
#include "store/stream_id.hpp"

namespace assent::store {

// In place of a sequence: whatever is there by then, for records that rest on nothing before them.
constexpr std::int64_t at_the_end = -1;

// Records for the end of a stream. Without records it only holds the stream still: the batch goes in
// when nobody has added to what was read.
struct Append {
    StreamId stream;
    std::int64_t expected = 0; // the sequence of the last event that the caller has seen; 0: there is none
    std::vector<Record> records;
};

// The next moment at which a stream must be looked at; nothing: there is none any more.
struct AlarmChange {
    StreamId stream;
    std::optional<calendar::Instant> at;
};

// Something that leaves the house: a notice, a transmission.
struct Posting {
    StreamId stream;
    std::string kind;
    std::string body;
    calendar::Instant due_at;
};

// Sent: it is out, and known to the log alone. Revived: what was given up waits again, its attempts
// forgotten.
enum class Delivered : std::uint8_t { Sent, TryAgain, GivenUp, Revived };

// What became of an attempt to send.
struct Delivery {
    std::int64_t id = 0;
    Delivered result = Delivered::Sent;
    calendar::Instant again_at = {}; // of TryAgain and Revived; how long to wait is the caller's to say
    std::string error = {};          // no member's data
};

// Ends the retention of a stream's first events: their payloads go, their hashes stay. Who does this
// records it in the same batch, as an event.
struct Removal {
    StreamId stream;
    std::int64_t through = 0; // the last sequence whose payload goes
};

// What was answered to a request that may be repeated.
struct Answer {
    std::string key;
    std::string response;
    calendar::Instant at;

    friend bool operator==(const Answer&, const Answer&) = default;
};

// Something that is known for a while and then forgotten, such as who is signed in: no part of the log, and
// nothing that a case rests on.
struct Passing {
    std::string key;
    std::optional<std::string> value; // nothing: it is forgotten now
    calendar::Instant until{};        // from then on it is not there any more

    friend bool operator==(const Passing&, const Passing&) = default;
};

// A case in a worklist or a search. A closed set of columns rather than a bag of names and values: each
// question a page asks has an index behind it, and every database can declare the same.
struct CaseRow {
    StreamId stream;
    std::string member;
    std::optional<std::string> number; // of the authorization
    std::string program;
    std::string state;
    std::optional<std::string> level;
    std::optional<std::string> reviewer;
    std::optional<std::string> organization;
    std::optional<calendar::Instant> due;
    std::optional<calendar::Instant> told_due = {}; // of what the organization is told of

    friend bool operator==(const CaseRow&, const CaseRow&) = default;
};

// The next right of a case to end, of those that its organization can still use; without a moment at which it
// ends there is none.
struct RightRow {
    StreamId stream;
    std::string organization;
    calendar::Instant opens{};
    std::optional<calendar::Instant> ends = {};

    friend bool operator==(const RightRow&, const RightRow&) = default;
};

// That somebody has read something of a case.
struct Reading {
    StreamId of; // the case
    calendar::Instant at;
    std::string person;
    std::string what; // "case", "letters/2"

    friend bool operator==(const Reading&, const Reading&) = default;
};

// An account in the list of its organization, as its standing says it is.
struct AccountRow {
    StreamId stream;
    std::string organization; // "": of none
    std::string name;
    std::string role;
    bool ended = false;
    calendar::Instant since; // it has been all of this, but for the name

    friend bool operator==(const AccountRow&, const AccountRow&) = default;
};

// Something that somebody told us, in the list of what is to be followed up.
struct ContactRow {
    StreamId stream; // the case; or of what belongs to none, its own
    std::int64_t thread = 0;
    std::string kind;
    calendar::Instant arrived;
    std::optional<calendar::Instant> due = {}, done = {};

    friend bool operator==(const ContactRow&, const ContactRow&) = default;
};

// One thing that is counted of a case: a duty and how it stands, or something that happened. What is counted
// under the same words and day is one figure, and each figure lists what it counts.
struct Measure {
    std::string program;
    std::string kind;    // "decision"
    std::string what;    // "decide at first level"
    std::string outcome; // "late"
    calendar::Date day;  // on which it counts
    calendar::Instant began;
    std::optional<calendar::Instant> due = {}, done = {};

    friend bool operator==(const Measure&, const Measure&) = default;
};

// All that is counted of a case from now on.
struct CaseMeasures {
    StreamId stream;
    std::vector<Measure> all;
};

// Rows, rights, measures and alarms of cases, rows of accounts and contacts, and what waits to be sent: all
// of it goes before the rest is written, for it is made again from the log. What was given up stays, and so
// does who has read what.
enum class Projections : bool { Keep, Forget };

struct Batch {
    std::vector<Append> appends;
    std::vector<AlarmChange> alarms = {};
    std::vector<Posting> postings = {};
    std::vector<Delivery> deliveries = {};
    std::vector<CaseRow> cases = {}; // each takes the place of the one before
    std::vector<Removal> removals = {};
    std::optional<Answer> answer = {};
    Projections projections = Projections::Keep;
    std::optional<calendar::Instant> forget_answers_before = {}; // those that were given earlier
    std::vector<Passing> passing = {};                           // each takes the place of the one before
    std::optional<calendar::Instant> passed_by = {};             // what is over by then is forgotten
    std::vector<Reading> readings = {};                          // one that is there stays as it is
    std::vector<AccountRow> accounts = {};                       // each takes the place of the one before
    std::vector<RightRow> rights = {};                           // each takes the place of the one before
    std::vector<ContactRow> contacts = {};                       // each takes the place of the one before
    std::vector<CaseMeasures> measures = {};                     // each takes the place of those before
    std::vector<StreamId> gone =
        {}; // cases that leave every list, with their alarms and what is counted of them
};

struct Committed {
    std::vector<Head> heads;             // of each append, in its order; empty for a repeated request
    std::optional<std::string> repeated; // what was answered the first time; nothing was written now

    friend bool operator==(const Committed&, const Committed&) = default;
};

// Somebody else was faster; nothing was written. Read again, decide again.
struct Conflict {
    StreamId stream;
    std::int64_t expected = 0;
    std::int64_t found = 0;

    friend bool operator==(const Conflict&, const Conflict&) = default;
};

using Outcome = base::Expected<Committed, Conflict>;

} // namespace assent::store
