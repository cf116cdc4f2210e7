#include "store/writer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>

#include "store/forgetful_disk_test.hpp"
#include "store/sample_batch_test.hpp"
#include "store/temporary_file_test.hpp"

namespace assent::store {
namespace {

void in_threads(int count, const std::function<void(int)>& work) {
    std::vector<std::thread> threads;
    threads.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
    for (std::thread& thread : threads) thread.join();
}

// Appends to `stream` until it is in, reading again after each conflict.
void append_at_last(Store& store, const StreamId& stream, const std::string& payload) {
    while (!store.commit(appending(stream, store.head(stream).sequence, payload))) {
    }
}

} // namespace

TEST_CASE("Of 64 who append to one ledger at once nobody is lost and nobody counts twice") {
    const TemporaryFile file;
    SqliteStore store({{file.path()}, sample_key()});
    constexpr int each = 5;
    in_threads(64, [&](int thread) {
        for (int i = 0; i < each; ++i) {
            append_at_last(store, sample_ledger(), fmt::format("{} {}", thread, i));
            append_at_last(store, sample_case(thread), "own");
        }
    });
    const std::vector<Event> events = store.read(sample_ledger(), 1);
    REQUIRE(events.size() == 64 * each);
    std::set<std::string> payloads;
    for (std::size_t i = 0; i < events.size(); ++i) {
        CHECK(events[i].sequence == static_cast<std::int64_t>(i) + 1);
        payloads.insert(*events[i].payload);
    }
    CHECK(payloads.size() == events.size());
    for (int thread = 0; thread < 64; ++thread) CHECK(store.read(sample_case(thread), 1).size() == each);
    CHECK(verify({file.path()}, sample_key().public_key(), {}).is_clean());
}

TEST_CASE("Of many who expect the same event exactly one comes first") {
    const TemporaryFile file;
    SqliteStore store({{file.path()}, sample_key()});
    for (std::int64_t round = 0; round < 10; ++round) {
        std::atomic<int> in{0};
        in_threads(16, [&](int) {
            if (store.commit(appending(sample_ledger(), round, "x"))) ++in;
        });
        CHECK(in == 1);
    }
}

TEST_CASE("A request repeated by many at once is done once, and all get the one answer") {
    const TemporaryFile file;
    SqliteStore store({{file.path()}, sample_key()});
    std::atomic<int> first{0};
    std::atomic<int> repeated{0};
    in_threads(32, [&](int thread) {
        Batch batch = appending(sample_case(thread), 0, "x");
        batch.answer = Answer{"key", fmt::format("{}", thread), moment(0)};
        const Outcome outcome = store.commit(batch);
        if (outcome->repeated)
            repeated += *outcome->repeated == store.answer("key")->response ? 1 : 0;
        else
            ++first;
    });
    CHECK(first == 1);
    CHECK(repeated == 31);
}

TEST_CASE("Readers see whole batches while others write") {
    const TemporaryFile file;
    SqliteStore store({{file.path()}, sample_key(), 2, {20, 60}});
    std::atomic<bool> done{false};
    std::thread reader([&] {
        while (!done) {
            const std::vector<Event> ledger = store.read(sample_ledger(), 1);
            // The case of the last number in the ledger was written in the same batch.
            const bool whole =
                ledger.empty() || store.read(sample_case(std::stoll(*ledger.back().payload)), 1).size() == 2;
            if (!whole) {
                CHECK(whole);
                return;
            }
        }
    });
    for (std::int64_t number = 0; number < 200; ++number)
        CHECK(store.commit(numbered_batch(number, number)).has_value());
    done = true;
    reader.join();
    CHECK(whole_batches(store).size() == 200);
}

TEST_CASE("Whoever reads does not wait for a writer in the middle of its transaction") {
    const TemporaryFile file;
    SqliteStore store({{file.path()}, sample_key()});
    CHECK(store.commit(appending(sample_case(1), 0, "before")).has_value());
    Database other({file.path()}, Access::ReadWrite);
    const Transaction transaction(other); // holds the lock that every writer needs
    other.run("write", "UPDATE head SET sequence = 99");
    CHECK(store.head(sample_case(1)).sequence == 1);
    CHECK(store.read(sample_case(1), 1).size() == 1);
}

TEST_CASE("A reader that stays does not stop the writer, and the WAL begins anew when it has gone") {
    const TemporaryFile file;
    GroupCommit writer({file.path()}, {10, 100'000});
    const auto commit = [&](std::int64_t number) {
        const Batch batch = numbered_batch(number, number);
        const std::vector<Work> group{{&batch, nullptr}};
        CHECK(writer.commit(group)[0].has_value());
        writer.tend_wal();
    };
    commit(0);
    const auto wal = [&] { return std::filesystem::file_size(file.path() + "-wal"); };
    {
        Database reader({file.path()}, Access::ReadOnly);
        reader.run("begin to read", "BEGIN");
        CHECK(reader.number("count", "SELECT count(*) FROM event") == 3);
        for (std::int64_t number = 1; number < 50; ++number) commit(number);
        CHECK(reader.number("count", "SELECT count(*) FROM event") == 3);
    }
    const auto grown = wal();
    for (std::int64_t number = 50; number < 200; ++number) commit(number);
    CHECK(wal() <= grown * 3 / 2); // it had begun anew, over and over
}

TEST_CASE("When the disk fails, everybody who waits is told") {
    ForgetfulDisk disk;
    SqliteStore store({{"store", disk.vfs()}, sample_key(), 1});
    disk.arm({.sync_fails_from = 1});
    std::atomic<int> told{0};
    in_threads(16, [&](int thread) {
        try {
            store.commit(appending(sample_case(thread), 0, "x"));
        } catch (const base::Failure&) {
            ++told;
        }
    });
    CHECK(told == 16);
}

} // namespace assent::store
