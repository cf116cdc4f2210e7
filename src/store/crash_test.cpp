#include <doctest/doctest.h>

#include <array>
#include <cstdlib>

#include "store/forgetful_disk_test.hpp"
#include "store/sample_batch_test.hpp"
#include "store/thinned_test.hpp"

namespace assent::store {
namespace {

constexpr std::int64_t batches_in_run = 12;
constexpr WalLimits small_wal{20, 60}; // so that it is moved into the file several times in a run

SqliteSettings settings(const ForgetfulDisk& disk) {
    return {{"store", disk.vfs()}, sample_key(), 1, small_wal};
}

SqliteSettings large_wal(const ForgetfulDisk& disk) { return {{"store", disk.vfs()}, sample_key(), 1}; }

// Commits one batch after the other until the store fails; a checkpoint after every fifth. Gives how many
// were acknowledged.
std::int64_t commit_all(Store& store) {
    for (std::int64_t i = 0; i < batches_in_run; ++i) {
        try {
            const Outcome outcome = store.commit(numbered_batch(i, i));
            REQUIRE(outcome.has_value());
            if (i % 5 == 4) store.checkpoint(moment(i));
        } catch (const base::Failure&) {
            return i;
        }
    }
    return batches_in_run;
}

// What was acknowledged when the store was opened, filled and closed, with whatever mishap is armed.
std::int64_t run(const ForgetfulDisk& disk) {
    std::int64_t acknowledged = 0;
    try {
        SqliteStore store(settings(disk));
        acknowledged = commit_all(store);
    } catch (const base::Failure&) { // could not even be opened
        return acknowledged;
    }
    return acknowledged;
}

// Everything acknowledged is there and whole, at most the one after it too; and it can be gone on with.
void check_after(const ForgetfulDisk& disk, std::int64_t acknowledged) {
    SqliteStore store(settings(disk));
    const std::set<std::int64_t> there = whole_batches(store);
    const auto count = static_cast<std::int64_t>(there.size());
    REQUIRE(count >= acknowledged);
    REQUIRE(count <= acknowledged + 1);
    if (count > 0) REQUIRE(*there.rbegin() == count - 1);
    REQUIRE(store.commit(numbered_batch(count, count)).has_value());
    const Verification found = verify({"store", disk.vfs()}, sample_key().public_key(), {});
    const std::string first = found.findings.empty() ? "" : found.findings[0];
    INFO(first);
    REQUIRE(found.is_clean());
}

std::int64_t operations_of_a_run() {
    ForgetfulDisk disk;
    disk.arm({});
    REQUIRE(run(disk) == batches_in_run);
    return disk.operations();
}

// How many times a test goes through all operations: script/test --long goes on for longer.
int rounds() { return std::getenv("ASSENT_EVENTS") != nullptr ? 20 : 1; }

constexpr std::array all_survivors{Survivors::Nothing, Survivors::Everything, Survivors::Sectors,
                                   Survivors::TornSectors};

unsigned seed_of(int round, std::int64_t at, Survivors survivors) {
    return static_cast<unsigned>(std::int64_t{65536} * round + at * 8 + static_cast<std::int64_t>(survivors));
}

// Calls `one` for every number up to `last` and every way of losing what was not synced.
template <typename One>
void at_each(std::int64_t last, std::int64_t step, One one) {
    for (int round = 0; round < rounds(); ++round) {
        for (std::int64_t at = 1; at <= last; at += thinned(step)) {
            for (const Survivors survivors : all_survivors) {
                CAPTURE(round);
                CAPTURE(at);
                CAPTURE(static_cast<int>(survivors));
                std::mt19937 chance(seed_of(round, at, survivors));
                one(at, survivors, chance);
            }
        }
    }
}

// A disk on which `mishaps` happened to a run; then power went.
void check_mishap(const Mishaps& mishaps, Survivors survivors, std::mt19937& chance) {
    ForgetfulDisk disk;
    disk.arm(mishaps);
    const std::int64_t acknowledged = run(disk);
    disk.restart(survivors, chance);
    check_after(disk, acknowledged);
}

} // namespace

TEST_CASE("Whatever the operation at which power goes, every acknowledged batch is there and none by half") {
    const std::int64_t operations = operations_of_a_run();
    REQUIRE(operations > 250);
    at_each(operations, 1, [](std::int64_t at, Survivors survivors, std::mt19937& chance) {
        check_mishap({.power_lost_at = at}, survivors, chance);
    });
}

TEST_CASE("Power that goes again while the store is opened after a crash loses nothing either") {
    const std::int64_t operations = operations_of_a_run();
    at_each(operations, 11, [](std::int64_t at, Survivors survivors, std::mt19937& chance) {
        ForgetfulDisk disk;
        disk.arm({.power_lost_at = at});
        std::int64_t acknowledged = run(disk);
        disk.restart(survivors, chance);
        disk.arm({.power_lost_at = 1 + at % 23});
        try {
            SqliteStore store(settings(disk));
            const auto there = static_cast<std::int64_t>(whole_batches(store).size());
            REQUIRE(there >= acknowledged);
            acknowledged = there; // what a reader has seen stays, too
            const Outcome outcome = store.commit(numbered_batch(there, there));
            REQUIRE(outcome.has_value());
            ++acknowledged;
        } catch (const base::Failure&) {
            CHECK(disk.mishap_happened());
        }
        disk.restart(survivors, chance);
        check_after(disk, acknowledged);
    });
}

TEST_CASE("A sync that fails stops the store, and loses nothing that was acknowledged") {
    at_each(operations_of_a_run(), 7, [](std::int64_t at, Survivors survivors, std::mt19937& chance) {
        check_mishap({.sync_fails_from = at}, survivors, chance);
    });
}

TEST_CASE("A write that is cut short stops the store, and loses nothing that was acknowledged") {
    at_each(operations_of_a_run(), 7, [](std::int64_t at, Survivors survivors, std::mt19937& chance) {
        check_mishap({.write_short_from = at}, survivors, chance);
    });
}

TEST_CASE("A full disk stops the store, and loses nothing that was acknowledged") {
    at_each(600'000, 7'001, [](std::int64_t bytes, Survivors survivors, std::mt19937& chance) {
        check_mishap({.capacity = static_cast<std::size_t>(bytes)}, survivors, chance);
    });
}

TEST_CASE("Once a commit has failed, every commit fails though the disk is well again, and reading goes on") {
    ForgetfulDisk disk;
    SqliteStore store(large_wal(disk));
    REQUIRE(store.commit(numbered_batch(0, 0)).has_value());
    disk.arm({.sync_fails_from = 1});
    CHECK_THROWS_WITH_AS(store.commit(numbered_batch(1, 1)),
                         doctest::Contains("the store has stopped: cannot commit"), base::Failure);
    CHECK(disk.mishap_happened());
    const std::int64_t operations = disk.operations();
    CHECK_THROWS_AS(store.commit(numbered_batch(1, 1)), base::Failure);
    CHECK_THROWS_AS(store.commit(numbered_batch(2, 2)), base::Failure);
    CHECK(disk.operations() == operations); // nothing was tried again
    CHECK(whole_batches(store) == std::set<std::int64_t>{0});
}

TEST_CASE("A store that has stopped leaves its files as they are when it is closed") {
    ForgetfulDisk disk;
    std::int64_t operations = 0;
    {
        SqliteStore store(large_wal(disk));
        disk.arm({.sync_fails_from = 1});
        CHECK_THROWS_AS(store.commit(numbered_batch(0, 0)), base::Failure);
        operations = disk.operations();
    }
    CHECK(disk.operations() == operations);
}

namespace {

struct Progress {
    std::int64_t answered = 0; // batches whose group has returned
    std::int64_t begun = 0;    // and those of the group that was under way
};

// Groups of one to four batches, with a conflict in the middle of each.
Progress run_groups(const ForgetfulDisk& disk) {
    Progress progress;
    try {
        GroupCommit writer({"store", disk.vfs()}, {70, 1000}); // not after every group
        for (std::int64_t group = 0; group < 6; ++group) {
            std::vector<Batch> all{numbered_batch(progress.answered, progress.answered),
                                   numbered_batch(1000 + group, progress.answered)};
            for (std::int64_t more = 1; more <= group % 4; ++more)
                all.push_back(numbered_batch(progress.answered + more, progress.answered + more));
            std::vector<Work> works;
            for (const Batch& batch : all) works.push_back({&batch, nullptr});
            progress.begun = progress.answered + static_cast<std::int64_t>(all.size()) - 1;
            const std::vector<Outcome> outcomes = writer.commit(works);
            for (std::size_t i = 0; i < outcomes.size(); ++i) REQUIRE(outcomes[i].has_value() == (i != 1));
            progress.answered = progress.begun;
            writer.tend_wal();
        }
    } catch (const base::Failure&) {
        return progress;
    }
    return progress;
}

} // namespace

TEST_CASE("A group is there as a whole or not at all, wherever power goes, and never what was refused") {
    ForgetfulDisk whole;
    whole.arm({});
    REQUIRE(run_groups(whole).answered == 6 + 1 + 2 + 3 + 1);
    at_each(whole.operations(), 3, [](std::int64_t at, Survivors survivors, std::mt19937& chance) {
        ForgetfulDisk disk;
        disk.arm({.power_lost_at = at});
        const Progress progress = run_groups(disk);
        disk.restart(survivors, chance);
        SqliteStore store(settings(disk));
        const std::set<std::int64_t> there = whole_batches(store);
        const auto count = static_cast<std::int64_t>(there.size());
        REQUIRE((count == progress.answered || count == progress.begun));
        if (count > 0) REQUIRE(*there.rbegin() == count - 1);
    });
}

} // namespace assent::store
