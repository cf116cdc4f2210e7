#pragma once
// What is asked of a store, kept while a real one answers: so that the same reads and writes can be made
// again without any logic. Each thread keeps its own calls.

#include <string>
#include <variant>
#include <vector>

#include "store/store.hpp"

namespace assent::bench {

struct ReadCall {
    store::StreamId stream;
    std::int64_t first = 1;
};
struct HeadCall {
    store::StreamId stream;
};
struct AnswerCall {
    std::string key;
};
struct CasesCall {
    std::string member;
};
using Call = std::variant<ReadCall, HeadCall, AnswerCall, CasesCall, store::Batch>;
using Calls = std::vector<Call>;

class RecordingStore final : public store::Store {
public:
    explicit RecordingStore(store::Store& real) : real_(real) {}

    // Where this thread's calls go from now on; null: nowhere.
    static void keep(Calls* calls) { kept() = calls; }

    store::Outcome commit(const store::Batch& batch) override {
        note(batch);
        return real_.commit(batch);
    }
    std::vector<store::Event> read(const store::StreamId& stream, std::int64_t first) override {
        note(ReadCall{stream, first});
        return real_.read(stream, first);
    }
    store::Head head(const store::StreamId& stream) override {
        note(HeadCall{stream});
        return real_.head(stream);
    }
    std::optional<store::Passing> passing(const std::string& key, calendar::Instant now) override {
        return real_.passing(key, now);
    }
    std::optional<store::Answer> answer(const std::string& key) override {
        note(AnswerCall{key});
        return real_.answer(key);
    }
    std::vector<store::CaseRow> cases(const store::CaseQuery& query) override {
        note(CasesCall{query.member.value_or("")});
        return real_.cases(query);
    }

    // Not asked by the commands that are measured.
    std::vector<store::Event> read_until(const store::StreamId& stream, calendar::Instant moment) override {
        return real_.read_until(stream, moment);
    }
    std::vector<store::Alarm> due_alarms(calendar::Instant now, int limit) override {
        return real_.due_alarms(now, limit);
    }
    std::vector<store::Waiting> waiting(calendar::Instant now, int limit) override {
        return real_.waiting(now, limit);
    }
    std::vector<store::AccountRow> accounts(const store::AccountQuery& query) override {
        return real_.accounts(query);
    }
    std::optional<store::AccountRow> account_row(const store::StreamId& stream) override {
        return real_.account_row(stream);
    }
    std::vector<store::ContactRow> contacts(const store::ContactQuery& query) override {
        return real_.contacts(query);
    }
    std::vector<store::StreamId> members_born(const std::string& day, int limit) override {
        return real_.members_born(day, limit);
    }
    std::vector<store::StreamId> token_holders(const std::string& after, int limit) override {
        return real_.token_holders(after, limit);
    }
    std::int64_t due_cases(calendar::Instant until, int at_most) override {
        return real_.due_cases(until, at_most);
    }
    std::vector<store::Reading> readings(const store::ReadingQuery& query) override {
        return real_.readings(query);
    }
    store::Acts acts(const store::ActQuery& query) override { return real_.acts(query); }
    std::vector<store::Waiting> given_up(int limit) override { return real_.given_up(limit); }
    std::optional<store::CaseRow> case_row(const store::StreamId& stream) override {
        return real_.case_row(stream);
    }
    std::vector<store::RightRow> rights(const std::string& organization, calendar::Instant now,
                                        int limit) override {
        return real_.rights(organization, now, limit);
    }
    std::vector<store::Tally> tallies(const store::TallyQuery& query) override {
        return real_.tallies(query);
    }
    std::vector<store::ListedMeasure> measures(const store::MeasureQuery& query) override {
        return real_.measures(query);
    }
    std::vector<store::Measure> measures_of(const store::StreamId& stream) override {
        return real_.measures_of(stream);
    }
    std::optional<calendar::Instant> alarm(const store::StreamId& stream) override {
        return real_.alarm(stream);
    }
    std::vector<store::StreamId> streams(store::StreamKind kind, const std::string& after,
                                         int limit) override {
        return real_.streams(kind, after, limit);
    }
    void look() override { real_.look(); }
    void look_away() override { real_.look_away(); }
    store::Checkpoint checkpoint(calendar::Instant at) override { return real_.checkpoint(at); }

private:
    static Calls*& kept() {
        thread_local Calls* calls = nullptr;
        return calls;
    }
    static void note(Call call) {
        if (kept()) kept()->push_back(std::move(call));
    }

    store::Store& real_;
};

} // namespace assent::bench
