#pragma once
// Batches for tests, each with every kind of thing that a batch can hold, marked with its number: so it
// can be told whether a store holds all of one, nothing of it, or, wrongly, a part.

#include <fmt/format.h>

#include <set>
#include <string>

#include "store/sqlite_store.hpp"
#include "store/verify.hpp"

namespace assent::store {

inline calendar::Instant moment(std::int64_t seconds) {
    return calendar::Instant{std::chrono::seconds{1'790'000'000 + seconds}};
}

inline SigningKey sample_key() { return SigningKey({1, 2, 3, 4, 5, 6, 7, 8}); }

inline Record record(std::string payload, calendar::Instant at = moment(0)) {
    return {at, "actor 4", "reviewer", "Received", 1, std::move(payload)};
}

inline Batch appending(const StreamId& stream, std::int64_t expected, std::string payload,
                       calendar::Instant at = moment(0)) {
    return {{{stream, expected, {record(std::move(payload), at)}}}};
}

inline StreamId sample_case(std::int64_t number) {
    return StreamId::of_case("M1", fmt::format("C{}", number));
}

inline StreamId sample_ledger() { return StreamId::of_ledger("M1", "visits"); }

// Two events for the end of its own case, one for the ledger that all share, and the rest.
inline Batch numbered_batch(std::int64_t number, std::int64_t ledger_expected) {
    const std::string mark = fmt::format("{}", number);
    const StreamId own = sample_case(number);
    Batch batch;
    batch.appends = {{own, 0, {record(mark), record(mark)}},
                     {sample_ledger(), ledger_expected, {record(mark)}}};
    batch.alarms = {{own, moment(number)}};
    batch.postings = {{own, "letter", mark, moment(number)}};
    batch.cases = {{own, "M1", mark, "therapy", "in review", {}, {}, {}, {}}};
    batch.answer = Answer{mark, mark, moment(number)};
    return batch;
}

// The numbers of the batches of which there is something in the store; throws when one is not whole.
inline std::set<std::int64_t> whole_batches(Store& store) {
    std::set<std::int64_t> in_ledger;
    for (const Event& event : store.read(sample_ledger(), 1)) in_ledger.insert(std::stoll(*event.payload));
    std::set<std::int64_t> in_outbox;
    for (const Waiting& one : store.waiting(moment(1'000'000), 1'000'000))
        in_outbox.insert(std::stoll(one.body));
    std::set<std::int64_t> in_cases;
    CaseQuery query;
    query.limit = 1'000'000;
    for (const CaseRow& row : store.cases(query)) in_cases.insert(std::stoll(*row.number));
    const std::size_t alarms = store.due_alarms(moment(1'000'000), 1'000'000).size();
    bool whole = in_ledger == in_outbox && in_ledger == in_cases && alarms == in_ledger.size();
    for (const std::int64_t number : in_ledger) {
        whole = whole && store.read(sample_case(number), 1).size() == 2;
        whole = whole && store.answer(fmt::format("{}", number)).has_value();
    }
    if (!whole) throw base::Failure("half of a batch is in the store");
    return in_ledger;
}

} // namespace assent::store
