#include "store/sqlite_store.hpp"

namespace assent::store {

SqliteStore::SqliteStore(const SqliteSettings& settings)
    : key_(settings.key),
      committed_(settings.committed),
      writer_(settings.file, settings.wal),
      readers_(settings.file, settings.readers) {}

Outcome SqliteStore::commit(const Batch& batch) {
    readers_.let_go();
    const auto began = std::chrono::steady_clock::now();
    Outcome outcome = writer_.commit({&batch, nullptr});
    if (committed_) committed_(std::chrono::steady_clock::now() - began);
    return outcome;
}

std::vector<Event> SqliteStore::read(const StreamId& stream, std::int64_t first) {
    return readers_.with([&](Reader& reader) { return reader.read(stream, first); });
}

std::vector<Event> SqliteStore::read_until(const StreamId& stream, calendar::Instant moment) {
    return readers_.with([&](Reader& reader) { return reader.read_until(stream, moment); });
}

Head SqliteStore::head(const StreamId& stream) {
    return readers_.with([&](Reader& reader) { return reader.head(stream); });
}

std::vector<Alarm> SqliteStore::due_alarms(calendar::Instant now, int limit) {
    return readers_.with([&](Reader& reader) { return reader.due_alarms(now, limit); });
}

std::vector<Waiting> SqliteStore::waiting(calendar::Instant now, int limit) {
    return readers_.with([&](Reader& reader) { return reader.waiting(now, limit); });
}

std::vector<Waiting> SqliteStore::given_up(int limit) {
    return readers_.with([&](Reader& reader) { return reader.given_up(limit); });
}

std::optional<Answer> SqliteStore::answer(const std::string& key) {
    return readers_.with([&](Reader& reader) { return reader.answer(key); });
}

std::optional<Passing> SqliteStore::passing(const std::string& key, calendar::Instant now) {
    return readers_.with([&](Reader& reader) { return reader.passing(key, now); });
}

std::vector<CaseRow> SqliteStore::cases(const CaseQuery& query) {
    return readers_.with([&](Reader& reader) { return reader.cases(query); });
}

std::int64_t SqliteStore::due_cases(calendar::Instant until, int at_most) {
    return readers_.with([&](Reader& reader) { return reader.due_cases(until, at_most); });
}

std::vector<Reading> SqliteStore::readings(const ReadingQuery& query) {
    return readers_.with([&](Reader& reader) { return reader.readings(query); });
}

std::vector<RightRow> SqliteStore::rights(const std::string& organization, calendar::Instant now, int limit) {
    return readers_.with([&](Reader& reader) { return reader.rights(organization, now, limit); });
}

Acts SqliteStore::acts(const ActQuery& query) {
    return readers_.with([&](Reader& reader) { return reader.acts(query); });
}

std::vector<AccountRow> SqliteStore::accounts(const AccountQuery& query) {
    return readers_.with([&](Reader& reader) { return reader.accounts(query); });
}

std::vector<ContactRow> SqliteStore::contacts(const ContactQuery& query) {
    return readers_.with([&](Reader& reader) { return reader.contacts(query); });
}

std::vector<StreamId> SqliteStore::members_born(const std::string& day, int limit) {
    return readers_.with([&](Reader& reader) { return reader.members_born(day, limit); });
}

std::vector<StreamId> SqliteStore::token_holders(const std::string& after, int limit) {
    return readers_.with([&](Reader& reader) { return reader.token_holders(after, limit); });
}

std::vector<Tally> SqliteStore::tallies(const TallyQuery& query) {
    return readers_.with([&](Reader& reader) { return reader.tallies(query); });
}

std::vector<ListedMeasure> SqliteStore::measures(const MeasureQuery& query) {
    return readers_.with([&](Reader& reader) { return reader.measures(query); });
}

std::vector<Measure> SqliteStore::measures_of(const StreamId& stream) {
    return readers_.with([&](Reader& reader) { return reader.measures_of(stream); });
}

std::optional<AccountRow> SqliteStore::account_row(const StreamId& stream) {
    return readers_.with([&](Reader& reader) { return reader.account_row(stream); });
}

std::optional<CaseRow> SqliteStore::case_row(const StreamId& stream) {
    return readers_.with([&](Reader& reader) { return reader.case_row(stream); });
}

std::optional<calendar::Instant> SqliteStore::alarm(const StreamId& stream) {
    return readers_.with([&](Reader& reader) { return reader.alarm(stream); });
}

std::vector<StreamId> SqliteStore::streams(StreamKind kind, const std::string& after, int limit) {
    return readers_.with([&](Reader& reader) { return reader.streams(kind, after, limit); });
}

// The hashing is done by a reader, so that no commit waits for it: what stands at a position stays.
Checkpoint SqliteStore::checkpoint(calendar::Instant at) {
    const std::lock_guard one_at_a_time(checkpoints_);
    const auto [last, next] = readers_.with([&](Reader& reader) {
        const std::optional<Checkpoint> newest = reader.last_checkpoint();
        return std::pair{newest, reader.next_checkpoint(newest, at)};
    });
    if (last && last->position == next.position) return *last;
    Checkpoint checkpoint = next;
    sign(checkpoint, key_);
    writer_.commit({nullptr, &checkpoint});
    return checkpoint;
}

} // namespace assent::store
