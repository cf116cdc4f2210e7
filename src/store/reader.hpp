#pragma once
// One connection that reads. Each question is one statement, so its answer is one moment of the store,
// and it holds its snapshot no longer than the call. Used by one thread at a time. Never writes.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/database.hpp"
#include "store/store.hpp"

namespace assent::store {

// A question as SQL, with the values of its question marks.
struct Asked {
    std::string sql;
    std::vector<Value> values;
};

Asked asked(const CaseQuery& query);
Asked asked(const ReadingQuery& query);
Asked asked(const AccountQuery& query);
Asked asked(const ActQuery& query, std::int64_t before);
Asked asked(const ContactQuery& query);
Asked asked(const TallyQuery& query);
Asked asked(const MeasureQuery& query, std::int64_t figure); // the page of one figure

inline constexpr const char* members_born_on =
    "SELECT DISTINCT stream FROM event WHERE kind = 'Member' AND payload IS NOT NULL AND "
    "substr(payload, instr(payload, '\"birth_date\":\"') + 14, 10) = ? ORDER BY stream LIMIT ?";
inline constexpr const char* accounts_with_tokens =
    "SELECT DISTINCT stream FROM event WHERE kind = 'Token' AND stream > ? ORDER BY stream LIMIT ?";
inline constexpr const char* count_due_cases =
    "SELECT count(*) FROM (SELECT 1 FROM case_row WHERE due < 9223372036854775807 AND due <= ? LIMIT ?)";

class Reader {
public:
    // Requires: the file has the present version.
    explicit Reader(const DatabaseFile& file);

    std::vector<Event> read(const StreamId& stream, std::int64_t first);
    std::vector<Event> read_until(const StreamId& stream, calendar::Instant moment);
    Head head(const StreamId& stream);
    std::vector<Alarm> due_alarms(calendar::Instant now, int limit);
    std::vector<Waiting> waiting(calendar::Instant now, int limit);
    std::vector<Waiting> given_up(int limit);
    std::optional<Answer> answer(const std::string& key);
    std::optional<Passing> passing(const std::string& key, calendar::Instant now);
    std::vector<CaseRow> cases(const CaseQuery& query);
    std::int64_t due_cases(calendar::Instant until, int at_most);
    std::vector<RightRow> rights(const std::string& organization, calendar::Instant now, int limit);
    std::vector<AccountRow> accounts(const AccountQuery& query);
    std::vector<ContactRow> contacts(const ContactQuery& query);
    std::vector<StreamId> members_born(const std::string& day, int limit);
    std::vector<StreamId> token_holders(const std::string& after, int limit);

    std::vector<Tally> tallies(const TallyQuery& query);
    std::vector<ListedMeasure> measures(const MeasureQuery& query);
    std::vector<Measure> measures_of(const StreamId& stream);
    std::vector<Reading> readings(const ReadingQuery& query);
    Acts acts(const ActQuery& query);
    std::optional<CaseRow> case_row(const StreamId& stream);
    std::optional<AccountRow> account_row(const StreamId& stream);
    std::optional<calendar::Instant> alarm(const StreamId& stream);
    std::vector<StreamId> streams(StreamKind kind, const std::string& after, int limit);

    // Between the two, everything that is read is of the moment of the first reading.
    void begin_moment() { begin_.run(); }
    void end_moment(); // never fails

    std::optional<Checkpoint> last_checkpoint();

    // The checkpoint behind `last`, over everything committed by now, not yet signed.
    Checkpoint next_checkpoint(const std::optional<Checkpoint>& last, calendar::Instant at);

private:
    std::int64_t first_after(calendar::Instant moment); // place in the log; behind its end when there is none
    Statement& list(const char* attempting, const Asked& question);

    Database database_;
    Statement events_, head_, alarms_, waiting_, given_up_, case_row_, account_row_, rights_, alarm_,
        streams_, answer_, passing_, checkpoint_, hashes_, begin_, end_, due_, born_, tokens_;
    std::map<std::string, Statement> lists_; // by their SQL: as many as there are combinations
};

} // namespace assent::store
