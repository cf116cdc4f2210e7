// What a durable commit costs through the store, beside the same SQL replayed by hand on one connection:
// alone, and sixty-four to a transaction, which is the limit.

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "store/sqlite_store.hpp"

namespace assent {
namespace {

const std::string payload(1000, 'x');

struct Folder {
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "assent-bench-XXXXXX").string();
        if (!::mkdtemp(name.data())) std::abort();
        path = name;
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string file() const { return (path / "store").string(); }

    std::filesystem::path path;
};

// A case gets an event, an alarm and a row in the worklists.
store::Batch batch_of(std::int64_t number, std::int64_t expected) {
    const calendar::Instant now{std::chrono::seconds{1'790'000'000 + number}};
    const auto id = store::StreamId::of_case(fmt::format("M{}", number % 10'000), fmt::format("C{}", number));
    store::Batch batch{{{id, expected, {{now, "user 4", "nurse", "Received", 1, payload}}}}};
    batch.alarms = {{id, now}};
    batch.cases = {{id, "M1", {}, "therapy", "in review", "nurse", {}, {}, now}};
    return batch;
}

std::unique_ptr<Folder> folder;
std::unique_ptr<store::SqliteStore> opened;
std::atomic<std::int64_t> numbers{0};

void through_store(benchmark::State& state) {
    if (state.thread_index() == 0) {
        folder = std::make_unique<Folder>();
        opened = std::make_unique<store::SqliteStore>(
            store::SqliteSettings{{folder->file()}, store::SigningKey({1})});
    }
    for (auto _ : state) {
        if (!opened->commit(batch_of(++numbers, 0))) std::abort();
    }
    state.SetItemsProcessed(state.iterations());
    if (state.thread_index() == 0) {
        opened.reset();
        folder.reset();
    }
}

// Statements as somebody would write them who needs no more than this. No hashes, no heads looked up.
class Plain {
public:
    explicit Plain(const std::string& file) {
        sqlite3_open(file.c_str(), &database_);
        run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
        event_ = prepared(
            "INSERT INTO event (stream, sequence, at, actor, role, kind, version, payload, payload_hash, "
            "hash) "
            "VALUES (?1, 1, ?2, 'user 4', 'nurse', 'Received', 1, ?3, zeroblob(32), zeroblob(32))");
        head_ = prepared("INSERT INTO head (stream, sequence, hash) VALUES (?1, 1, zeroblob(32))");
        alarm_ = prepared("INSERT INTO alarm (stream, at) VALUES (?1, ?2)");
        row_ = prepared(
            "INSERT INTO case_row (stream, member, program, state, level, due) "
            "VALUES (?1, 'M1', 'therapy', 'in review', 'nurse', ?2)");
    }
    ~Plain() {
        for (sqlite3_stmt* statement : {event_, head_, alarm_, row_}) sqlite3_finalize(statement);
        sqlite3_close(database_);
    }
    Plain(const Plain&) = delete;
    Plain& operator=(const Plain&) = delete;

    void run(const char* sql) {
        if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) std::abort();
    }

    void write(std::int64_t number) {
        const std::string stream = fmt::format("case/M{}/C{}", number % 10'000, number);
        for (sqlite3_stmt* statement : {event_, head_, alarm_, row_}) {
            sqlite3_bind_text(statement, 1, stream.c_str(), -1, SQLITE_STATIC);
            if (statement != head_) sqlite3_bind_int64(statement, 2, 1'790'000'000 + number);
            if (statement == event_) sqlite3_bind_text(statement, 3, payload.c_str(), -1, SQLITE_STATIC);
            if (sqlite3_step(statement) != SQLITE_DONE) std::abort();
            sqlite3_reset(statement);
        }
    }

private:
    sqlite3_stmt* prepared(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK) std::abort();
        return statement;
    }

    sqlite3* database_ = nullptr;
    sqlite3_stmt* event_ = nullptr;
    sqlite3_stmt* head_ = nullptr;
    sqlite3_stmt* alarm_ = nullptr;
    sqlite3_stmt* row_ = nullptr;
};

void plainly(benchmark::State& state) {
    const Folder own;
    const store::SqliteStore tables({{own.file()}, store::SigningKey({1})}); // makes them
    Plain plain(own.file());
    const std::int64_t group = state.range(0);
    for (auto _ : state) {
        plain.run("BEGIN IMMEDIATE");
        for (std::int64_t i = 0; i < group; ++i) plain.write(++numbers);
        plain.run("COMMIT");
    }
    state.SetItemsProcessed(state.iterations() * group);
}

BENCHMARK(through_store)->Threads(1)->UseRealTime();
BENCHMARK(through_store)->Threads(8)->UseRealTime();
BENCHMARK(through_store)->Threads(64)->UseRealTime();
BENCHMARK(plainly)->Arg(1)->Arg(8)->Arg(64)->UseRealTime();

} // namespace
} // namespace assent

BENCHMARK_MAIN();
