#pragma once
// The store as everybody above sees it. It keeps streams of events and what follows from them, and
// knows no program and no case. What was committed is durable and stays; readers see whole batches only
// and never wait for a writer. Every call may come from any thread. A broken world is a Failure; after
// one that a commit met, every commit is a Failure until the program has been started again, for nobody
// knows what the disk holds. Nothing here reads a clock.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/batch.hpp"
#include "store/checkpoint.hpp"

namespace assent::store {

struct Alarm {
    StreamId stream;
    calendar::Instant at;

    friend bool operator==(const Alarm&, const Alarm&) = default;
};

// Something that waits to be sent.
struct Waiting {
    std::int64_t id = 0;
    StreamId stream;
    std::string kind;
    std::string body;
    calendar::Instant due_at;
    std::int64_t attempts = 0; // so far
    std::string last_error;

    friend bool operator==(const Waiting&, const Waiting&) = default;
};

// Where a row stands in a list: a case's due time, in the list of an organization what that is told of it,
// and its stream among those due at once.
struct CasePlace {
    std::optional<calendar::Instant> due;
    StreamId stream;
};

// Which cases; what is not named is not asked for. A page costs the same in a large store and in a small one
// for: a reviewer, a level or an organization, each with a state; an organization, a member, or a number of
// an authorization or a case alone. Whatever else is asked for may be looked for among all cases.
struct CaseQuery {
    std::optional<std::string> member = {};
    std::optional<std::string> number = {};      // of the authorization
    std::optional<std::string> case_number = {}; // "C12"
    std::optional<std::string> state = {};
    std::optional<std::string> level = {};
    std::optional<std::string> reviewer = {};
    std::optional<std::string> organization = {};
    std::optional<CasePlace> after = {}; // the last row that was seen, where it stood then
    int limit = 100;
};

CasePlace place_of(const CaseRow& row, const CaseQuery& list);

// Who has read what, the latest first: of a case, by a person, or both. A page goes on behind the last row of
// the one before, by its moment and how many of that moment were seen.
struct ReadingQuery {
    std::optional<StreamId> of = {};
    std::optional<std::string> person = {};
    calendar::Instant until = calendar::Instant::max();
    int skipped = 0; // of the moment `until`
    int limit = 100;
};

// What was recorded in a case: when, by whom, and its kind.
struct Act {
    std::int64_t position = 0; // in the log: later ones have higher ones
    StreamId of;
    calendar::Instant at;
    std::string person, role, kind;
    std::int64_t sequence = 0; // in its stream

    friend bool operator==(const Act&, const Act&) = default;
};

// Which acts; what is not named is not asked for. Of a case, by a person, or else of the whole log, so many
// entries are looked at and no more, whatever is found among them.
struct ActQuery {
    std::optional<StreamId> of = {};
    std::optional<std::string> person = {};
    std::optional<std::string> kind = {};
    calendar::Instant from = calendar::Instant::min(), until = calendar::Instant::max(); // both inclusive
    std::optional<std::int64_t> before = {}; // only what stands before this place of the log
    int limit = 100;
    int look = 2'000;
};

// The latest first, and where to go on; nothing when there is no more.
struct Acts {
    std::vector<Act> found;
    std::optional<std::int64_t> go_on; // `before` of the next page
};

// Where an account stands in the list of its organization: those that act before those that ended, by name.
struct AccountPlace {
    bool ended = false;
    std::string name;
    StreamId stream;
};

// The accounts of an organization, or those of one role among them. A page of either is a range of one index.
struct AccountQuery {
    std::string organization;
    std::optional<std::string> role = {};
    std::optional<AccountPlace> after = {}; // the last row that was seen
    int limit = 100;
};

// What was told us, by when it is to be followed up, the earliest first and what has no time last; or what
// was done, the latest first.
struct ContactQuery {
    bool done = false;
    int limit = 100;
};

// How often something was counted on a day, and the time that those took which are done, all together.
struct Tally {
    std::string kind, what, outcome;
    calendar::Date day;
    std::int64_t count = 0;
    std::chrono::seconds took{0};

    friend bool operator==(const Tally&, const Tally&) = default;
};

// Of a program, from one day through another, both included; what is not named is not asked for. It costs as
// many rows as there are words and days, however much was counted.
struct TallyQuery {
    std::string program;
    calendar::Date from, through;
    std::optional<std::string> kind = {}, outcome = {};
};

// Where a measure stands in the list of those that a figure counts: by its day, then its case.
struct MeasurePlace {
    calendar::Date day;
    StreamId stream;
    std::int64_t figure = 0, number = 0;

    friend auto operator<=>(const MeasurePlace&, const MeasurePlace&) = default;
};

struct ListedMeasure {
    Measure measure;
    MeasurePlace place;
};

// What figures count. A page is a range of an index for each of the words that fit.
struct MeasureQuery {
    std::string program, kind;
    calendar::Date from, through;
    std::optional<std::string> what = {}, outcome = {};
    std::optional<MeasurePlace> after = {}; // the last row that was seen
    int limit = 100;
    bool latest_first = false; // by the day; otherwise the earliest
};

class Store {
public:
    Store() = default;
    virtual ~Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    // Returns when the batch is durable, or was refused because a stream has grown. A request that was
    // answered before, by its key, gets that answer again, whatever else the batch holds.
    virtual Outcome commit(const Batch& batch) = 0;

    // The events of a stream from `first` on (1: all).
    virtual std::vector<Event> read(const StreamId& stream, std::int64_t first) = 0;

    // The stream as it stood at `moment`: up to the first event that was recorded later. So it is always
    // something that once stood there, even when a clock was set back in between.
    virtual std::vector<Event> read_until(const StreamId& stream, calendar::Instant moment) = 0;

    virtual Head head(const StreamId& stream) = 0;

    // Alarms at or before `now`, the earliest first.
    virtual std::vector<Alarm> due_alarms(calendar::Instant now, int limit) = 0;

    // What is to be sent at or before `now`, the earliest first. It is sent at least once: whoever sends
    // it says so afterwards, by mark_sent or a Delivery in a batch.
    virtual std::vector<Waiting> waiting(calendar::Instant now, int limit) = 0;

    // What was given up, the latest first; somebody has to look at it.
    virtual std::vector<Waiting> given_up(int limit) = 0;

    virtual std::optional<Answer> answer(const std::string& key) = 0;

    // What is kept for a while, as long as it is.
    virtual std::optional<Passing> passing(const std::string& key, calendar::Instant now) = 0;

    // The earliest due first; cases without a due time last.
    virtual std::vector<CaseRow> cases(const CaseQuery& query) = 0;

    // How many cases are due by `until`, counted up to so many: one range of one index.
    virtual std::int64_t due_cases(calendar::Instant until, int at_most) = 0;

    // Rights of an organization that are open at `now`, the next to end first.
    virtual std::vector<RightRow> rights(const std::string& organization, calendar::Instant now,
                                         int limit) = 0;

    // Requires: a case or a person.
    virtual std::vector<Reading> readings(const ReadingQuery& query) = 0;

    virtual Acts acts(const ActQuery& query) = 0;

    // Those that act first, by name.
    virtual std::vector<AccountRow> accounts(const AccountQuery& query) = 0;

    virtual std::vector<ContactRow> contacts(const ContactQuery& query) = 0;

    // The standings of members of whom some record said that they were born on that day: "2015-03-02".
    virtual std::vector<StreamId> members_born(const std::string& day, int limit) = 0;

    // The standings of accounts that were ever given a token, by their texts, those behind `after`.
    virtual std::vector<StreamId> token_holders(const std::string& after, int limit) = 0;

    // What was written for one stream, if anything.
    virtual std::optional<CaseRow> case_row(const StreamId& stream) = 0;
    virtual std::optional<AccountRow> account_row(const StreamId& stream) = 0;
    virtual std::optional<calendar::Instant> alarm(const StreamId& stream) = 0;

    // Figures, by their words and day; and what they count, page by page.
    virtual std::vector<Tally> tallies(const TallyQuery& query) = 0;
    virtual std::vector<ListedMeasure> measures(const MeasureQuery& query) = 0;

    // All that is counted of one case, in no order.
    virtual std::vector<Measure> measures_of(const StreamId& stream) = 0;

    // The streams of a kind by their texts, those behind `after` ("": from the first).
    virtual std::vector<StreamId> streams(StreamKind kind, const std::string& after, int limit) = 0;

    // Between the two, what this thread reads is of one moment, whoever writes meanwhile; a commit of its own
    // ends it early. For whoever reads much for one answer: see Look.
    virtual void look() {}
    virtual void look_away() {}

    // A signed checkpoint over everything committed so far. When nothing was since the last one, that.
    virtual Checkpoint checkpoint(calendar::Instant at) = 0;

    void mark_sent(std::int64_t id);
    void mark_failed(std::int64_t id, const std::string& error, calendar::Instant again_at);
    void give_up(std::int64_t id, const std::string& error);
    void revive(std::int64_t id, calendar::Instant at); // nothing happens to what was not given up

private:
    void settle(Delivery delivery);
};

// One look at the store, for as long as it lives.
class Look {
public:
    explicit Look(Store& store) : store_(store) { store_.look(); }
    ~Look() { store_.look_away(); }
    Look(const Look&) = delete;
    Look& operator=(const Look&) = delete;

private:
    Store& store_;
};

} // namespace assent::store
