#include "store/verify.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "store/chain.hpp"
#include "store/sample_batch_test.hpp"
#include "store/temporary_file_test.hpp"
#include "store/thinned_test.hpp"

namespace assent::store {
namespace {

constexpr std::int64_t batches_in_file = 8;

// Eight batches of three events, a checkpoint after the fourth and at the end; closed.
Checkpoint fill(const DatabaseFile& file) {
    SqliteStore store({file, sample_key()});
    for (std::int64_t number = 0; number < batches_in_file; ++number) {
        REQUIRE(store.commit(numbered_batch(number, number)).has_value());
        if (number == 3) store.checkpoint(moment(3));
    }
    return store.checkpoint(moment(8));
}

struct Filled {
    TemporaryFile file;
    Checkpoint last = fill({file.path()});

    // What somebody with a tool for databases can do.
    void tamper(const char* sql) const {
        Database database({file.path()}, Access::ReadWrite);
        database.run("tamper", sql);
    }

    std::vector<std::string> findings(const std::optional<Checkpoint>& kept = {}) const {
        return verify({file.path()}, sample_key().public_key(), kept).findings;
    }
};

using Findings = std::vector<std::string>;

bool has(const Findings& findings, std::string_view finding) {
    return std::find(findings.begin(), findings.end(), finding) != findings.end();
}

const std::string broken =
    ": the chain is broken: it is not what was recorded, or does not follow the one before";

} // namespace

TEST_CASE_FIXTURE(Filled, "A store that nobody touched is clean, and what was looked at is counted") {
    const Verification found = verify({file.path()}, sample_key().public_key(), last);
    CHECK(found.findings == Findings{});
    CHECK(found.events == 24);
    CHECK(found.streams == 9);
    CHECK(found.checkpoints == 2);
    CHECK(found.removed_payloads == 0);
}

TEST_CASE_FIXTURE(Filled, "A changed payload is told by its event") {
    tamper("UPDATE event SET payload = 'x' WHERE stream = 'case/M1/C3' AND sequence = 2");
    CHECK(findings() == Findings{"case/M1/C3 event 2: its payload is not what was recorded"});
}

TEST_CASE_FIXTURE(Filled, "A changed payload with its hash breaks the chain") {
    tamper(
        "UPDATE event SET payload = 'x', payload_hash = (SELECT payload_hash FROM event LIMIT 1) "
        "WHERE stream = 'case/M1/C3' AND sequence = 2");
    CHECK(has(findings(), "case/M1/C3 event 2" + broken));
}

TEST_CASE_FIXTURE(Filled, "A changed actor, moment or order breaks the chain at that event") {
    tamper("UPDATE event SET actor = 'somebody else' WHERE stream = 'case/M1/C3' AND sequence = 1");
    tamper("UPDATE event SET at = at + 1 WHERE stream = 'ledger/M1/visits' AND sequence = 5");
    CHECK(findings() == Findings{"case/M1/C3 event 1" + broken, "ledger/M1/visits event 5" + broken});
}

TEST_CASE_FIXTURE(Filled, "An event taken out of a stream is missing by its number") {
    tamper("DELETE FROM event WHERE stream = 'ledger/M1/visits' AND sequence = 5");
    const Findings found = findings();
    CHECK(has(found, "ledger/M1/visits: event 5 is missing"));
    CHECK(has(found, "the log: positions 15 to 15 are missing"));
    CHECK(has(found, "checkpoint 2: the log up to position 24 is not what was signed"));
}

TEST_CASE_FIXTURE(Filled, "A tail that was cut shows by the head, and by the checkpoint that covers it") {
    tamper("DELETE FROM event WHERE position > 22");
    const Findings found = findings();
    CHECK(has(
        found,
        "the log: its tail was cut since checkpoint 2, which covers position 24; the last one here is 22"));
    CHECK(has(found, "case/M1/C7: its head says event 2, and the last one here is 1"));
}

TEST_CASE_FIXTURE(
    Filled,
    "A tail that was cut together with heads and checkpoints shows by the checkpoint kept elsewhere") {
    tamper(
        "DELETE FROM event WHERE position > 21; DELETE FROM head WHERE stream = 'case/M1/C7';"
        "DELETE FROM checkpoint WHERE number = 2;"
        "UPDATE head SET sequence = 7, hash = (SELECT hash FROM event WHERE position = 21) "
        "WHERE stream = 'ledger/M1/visits'");
    CHECK(findings() == Findings{});
    CHECK(findings(last) ==
          Findings{"the log: its tail was cut since checkpoint 2, which covers position 24; the "
                   "last one here is 21"});
}

TEST_CASE_FIXTURE(Filled,
                  "A stream that was taken away whole shows by its head, and without it by the checkpoint") {
    tamper("DELETE FROM event WHERE stream = 'case/M1/C2'");
    CHECK(has(findings(), "case/M1/C2: its head says event 2, and the last one here is 0"));
    tamper("DELETE FROM head WHERE stream = 'case/M1/C2'");
    CHECK(has(findings(), "checkpoint 1: the log up to position 12 is not what was signed"));
}

TEST_CASE_FIXTURE(Filled, "A history written anew, with hashes that fit, is not what was signed") {
    Database database({file.path()}, Access::ReadWrite);
    const Event forged = chained({}, "case/M1/C7", record("denied"));
    Statement update = database.prepare("forge",
                                        "UPDATE event SET payload = ?, payload_hash = ?, hash = ? "
                                        "WHERE stream = 'case/M1/C7' AND sequence = 1");
    update.run(forged.payload, forged.payload_hash, forged.hash);
    const Event next = chained({1, forged.hash}, "case/M1/C7", record("7"));
    Statement second =
        database.prepare("forge", "UPDATE event SET hash = ? WHERE stream = 'case/M1/C7' AND sequence = 2");
    second.run(next.hash);
    Statement head = database.prepare("forge", "UPDATE head SET hash = ? WHERE stream = 'case/M1/C7'");
    head.run(next.hash);
    CHECK(findings() == Findings{"checkpoint 2: the log up to position 24 is not what was signed"});
}

TEST_CASE_FIXTURE(Filled, "Heads that lie or are missing are told") {
    tamper(
        "UPDATE head SET sequence = 1 WHERE stream = 'case/M1/C2'; DELETE FROM head WHERE stream = "
        "'case/M1/C3';"
        "UPDATE head SET hash = (SELECT hash FROM event LIMIT 1) WHERE stream = 'case/M1/C4'");
    CHECK(findings() == Findings{"case/M1/C2: its head says event 1, and the last one here is 2",
                                 "case/M1/C4: its head has another hash than event 2",
                                 "case/M1/C3: it has no head"});
}

TEST_CASE_FIXTURE(Filled, "A checkpoint that is changed, missing or signed by another key is told") {
    tamper("UPDATE checkpoint SET at = at + 1 WHERE number = 2");
    CHECK(findings() == Findings{"checkpoint 2: its signature is not that of the key"});
    tamper("DELETE FROM checkpoint WHERE number = 1");
    CHECK(has(findings(), "checkpoint 2: the one before it is missing"));
    CHECK_FALSE(verify({file.path()}, SigningKey({9}).public_key(), {}).is_clean());
}

TEST_CASE_FIXTURE(Filled, "Tables that are not ours are told") {
    tamper("CREATE TRIGGER hide AFTER INSERT ON event BEGIN DELETE FROM head; END");
    CHECK(findings() == Findings{"the file: its tables are not those that the program made"});
}

namespace {

constexpr std::array texts{"stream", "actor", "role", "kind", "payload"};
constexpr std::array blobs{"payload_hash", "hash"};
constexpr std::array numbers{"position", "sequence", "at", "version"};

// Flips a bit of `column` in the event at `position`; false when the tables do not allow it.
bool flip_bytes(Database& database, std::string_view column, std::int64_t position, bool is_text) {
    Statement read = database.prepare("read", fmt::format("SELECT {} FROM event WHERE position = ?", column));
    read.with(position).step();
    std::string bytes = is_text ? read.text(0) : read.blob(0);
    read.reset();
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << *rc::gen::inRange(0, 8)));
    const char* const cast = is_text ? "CAST(? AS TEXT)" : "?";
    Statement write =
        database.prepare("write", fmt::format("UPDATE event SET {} = {} WHERE position = ?", column, cast));
    const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    write.with(std::span<const std::uint8_t>(data, bytes.size()), position);
    return write.try_step() == Step::Done;
}

bool flip_number(Database& database, std::string_view column, std::int64_t position) {
    Statement read = database.prepare("read", fmt::format("SELECT {} FROM event WHERE position = ?", column));
    read.with(position).step();
    const std::int64_t other = read.integer(0) ^ (std::int64_t{1} << *rc::gen::inRange(0, 63));
    read.reset();
    Statement write =
        database.prepare("write", fmt::format("UPDATE event SET {} = ? WHERE position = ?", column));
    write.with(other, position);
    return write.try_step() == Step::Done;
}

bool flip(Database& database) {
    const auto position = *rc::gen::inRange<std::int64_t>(1, 3 * batches_in_file + 1);
    switch (*rc::gen::inRange(0, 3)) {
        case 0: return flip_bytes(database, *rc::gen::elementOf(texts), position, true);
        case 1: return flip_bytes(database, *rc::gen::elementOf(blobs), position, false);
        default: return flip_number(database, *rc::gen::elementOf(numbers), position);
    }
}

std::string file_content(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

// Every event of every stream, as a reader gets them; all of the log in order, as the table has it.
struct AllEvents {
    std::map<std::string, std::vector<Event>> by_stream;
    std::int64_t count = 0;

    friend bool operator==(const AllEvents&, const AllEvents&) = default;
};

AllEvents all_events(const DatabaseFile& file) {
    Reader reader(file);
    AllEvents all;
    for (std::int64_t number = 0; number < batches_in_file; ++number)
        all.by_stream[sample_case(number).text()] = reader.read(sample_case(number), 1);
    all.by_stream[sample_ledger().text()] = reader.read(sample_ledger(), 1);
    Database database(file, Access::ReadOnly);
    all.count = database.number("count", "SELECT count(*) FROM event NOT INDEXED");
    return all;
}

enum class Found : std::uint8_t { Told, Refused, Unharmed, Silent };

// A file with one flipped bit is told, cannot be read, or has all its events.
Found after_flip(const DatabaseFile& file, const AllEvents& before, const Checkpoint& kept) {
    try {
        if (!verify(file, sample_key().public_key(), kept).is_clean()) return Found::Told;
    } catch (const base::Failure&) {
        return Found::Refused;
    }
    try {
        return all_events(file) == before ? Found::Unharmed : Found::Silent;
    } catch (const base::Failure&) {
        return Found::Silent; // verify should have seen it
    }
}

} // namespace

TEST_CASE_FIXTURE(Filled, "One flipped bit in any column of any event is found") {
    const std::string whole = file_content(file.path());
    CHECK(rc::check("flipped bit in a row", [&] {
        for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(file.path() + end);
        std::ofstream(file.path(), std::ios::binary) << whole;
        {
            Database database({file.path()}, Access::ReadWrite);
            if (!flip(database)) RC_DISCARD("the tables refused it");
        }
        const bool clean = findings().empty();
        RC_ASSERT(!clean);
    }));
}

TEST_CASE_FIXTURE(Filled, "One flipped bit anywhere in the file is found, refused, or harms no event") {
    const AllEvents before = all_events({file.path()});
    const std::string whole = file_content(file.path());
    const TemporaryFile damaged;
    std::mt19937 chance(24); // NOLINT(cert-msc51-cpp): the same flips every time
    std::map<Found, int> counts;
    for (std::int64_t flips = 0; flips < 1500; flips += thinned(1)) {
        std::string bytes = whole;
        const std::size_t at = chance() % bytes.size();
        bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << (chance() % 8)));
        for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(damaged.path() + end);
        std::ofstream(damaged.path(), std::ios::binary) << bytes;
        const Found found = after_flip({damaged.path()}, before, last);
        ++counts[found];
        CAPTURE(at);
        REQUIRE(found != Found::Silent);
    }
    CHECK(counts[Found::Told] > 20 / thinned(1));      // the log
    CHECK(counts[Found::Unharmed] > 100 / thinned(1)); // free room, worklists
}

} // namespace assent::store
