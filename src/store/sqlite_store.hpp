#pragma once
// The store in one SQLite file: one thread that writes in groups, and a few connections that read. It
// is made for one program on one machine, with the file on a disk of that machine.

#include <chrono>
#include <functional>
#include <mutex>

#include "store/reader_pool.hpp"
#include "store/store.hpp"
#include "store/writer.hpp"

namespace assent::store {

struct SqliteSettings {
    DatabaseFile file;
    SigningKey key; // of the checkpoints
    int readers = 4;
    WalLimits wal = {};

    // Told of each batch how long it took, the wait for others included; from several threads at once.
    std::function<void(std::chrono::nanoseconds)> committed = {};
};

class SqliteStore final : public Store {
public:
    // Makes the file, or brings it to the present version.
    explicit SqliteStore(const SqliteSettings& settings);

    Outcome commit(const Batch& batch) override;
    std::vector<Event> read(const StreamId& stream, std::int64_t first) override;
    std::vector<Event> read_until(const StreamId& stream, calendar::Instant moment) override;
    Head head(const StreamId& stream) override;
    std::vector<Alarm> due_alarms(calendar::Instant now, int limit) override;
    std::vector<Waiting> waiting(calendar::Instant now, int limit) override;
    std::vector<Waiting> given_up(int limit) override;
    std::optional<Answer> answer(const std::string& key) override;
    std::optional<Passing> passing(const std::string& key, calendar::Instant now) override;
    std::vector<CaseRow> cases(const CaseQuery& query) override;
    std::int64_t due_cases(calendar::Instant until, int at_most) override;
    std::vector<Reading> readings(const ReadingQuery& query) override;
    std::vector<RightRow> rights(const std::string& organization, calendar::Instant now, int limit) override;
    Acts acts(const ActQuery& query) override;
    std::vector<AccountRow> accounts(const AccountQuery& query) override;
    std::vector<ContactRow> contacts(const ContactQuery& query) override;
    std::vector<StreamId> members_born(const std::string& day, int limit) override;
    std::vector<StreamId> token_holders(const std::string& after, int limit) override;
    std::vector<Tally> tallies(const TallyQuery& query) override;
    std::vector<ListedMeasure> measures(const MeasureQuery& query) override;
    std::vector<Measure> measures_of(const StreamId& stream) override;
    std::optional<CaseRow> case_row(const StreamId& stream) override;
    std::optional<AccountRow> account_row(const StreamId& stream) override;
    std::optional<calendar::Instant> alarm(const StreamId& stream) override;
    std::vector<StreamId> streams(StreamKind kind, const std::string& after, int limit) override;
    void look() override { readers_.keep(); }
    void look_away() override { readers_.let_go(); }
    Checkpoint checkpoint(calendar::Instant at) override;

private:
    SigningKey key_;
    std::function<void(std::chrono::nanoseconds)> committed_;
    Writer writer_;      // before the readers: it brings the file to the present version,
    ReaderPool readers_; // and is the last to close it
    std::mutex checkpoints_;
};

} // namespace assent::store
