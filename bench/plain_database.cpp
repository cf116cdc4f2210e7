#include "plain_database.hpp"

#include <cstdlib>
#include <utility>

namespace assent::bench {
namespace {

void check(bool good) {
    if (!good) std::abort();
}

void bind(sqlite3_stmt* statement, int place, const std::string& text) {
    sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}
void bind(sqlite3_stmt* statement, int place, std::int64_t number) {
    sqlite3_bind_int64(statement, place, number);
}
void bind(sqlite3_stmt* statement, int place, const std::optional<std::string>& text) {
    if (text)
        bind(statement, place, *text);
    else
        sqlite3_bind_null(statement, place);
}
std::int64_t seconds(calendar::Instant moment) { return moment.time_since_epoch().count(); }

} // namespace

PlainConnection::PlainConnection(const std::string& file) {
    check(sqlite3_open(file.c_str(), &database_) == SQLITE_OK);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000");
    read_ = prepared(
        "SELECT sequence, at, actor, role, kind, version, payload, payload_hash, hash FROM event "
        "WHERE stream = ? AND sequence >= ? ORDER BY sequence");
    head_ = prepared("SELECT sequence, hash FROM head WHERE stream = ?");
    answer_ = prepared("SELECT key, response, at FROM answer WHERE key = ?");
    cases_ = prepared(
        "SELECT stream, member, number, program, state, level, reviewer, organization, due "
        "FROM case_row WHERE member = ? ORDER BY due, stream LIMIT 200");
    event_ = prepared(
        "INSERT INTO event (stream, sequence, at, actor, role, kind, version, payload, "
        "payload_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, zeroblob(32), zeroblob(32))");
    move_head_ = prepared(
        "INSERT INTO head (stream, sequence, hash) VALUES (?, ?, zeroblob(32)) "
        "ON CONFLICT (stream) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash");
    set_alarm_ = prepared(
        "INSERT INTO alarm (stream, at) VALUES (?, ?) "
        "ON CONFLICT (stream) DO UPDATE SET at = excluded.at");
    clear_alarm_ = prepared("DELETE FROM alarm WHERE stream = ?");
    post_ = prepared(
        "INSERT INTO outbox (stream, kind, body, due_at, attempts, state, last_error) "
        "VALUES (?, ?, ?, ?, 0, 'waiting', '')");
    row_ = prepared(
        "INSERT INTO case_row (stream, member, number, program, state, level, reviewer, organization, "
        "due, told_due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (stream) DO UPDATE SET "
        "member = excluded.member, number = excluded.number, program = excluded.program, "
        "state = excluded.state, level = excluded.level, reviewer = excluded.reviewer, "
        "organization = excluded.organization, due = excluded.due, told_due = excluded.told_due");
    keep_ = prepared("INSERT INTO answer (key, response, at) VALUES (?, ?, ?)");
}

PlainConnection::~PlainConnection() {
    for (sqlite3_stmt* statement : all_) sqlite3_finalize(statement);
    sqlite3_close(database_);
}

void PlainConnection::run(const char* sql) {
    check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

sqlite3_stmt* PlainConnection::prepared(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) == SQLITE_OK);
    all_.push_back(statement);
    return statement;
}

// Every column of every row is taken out, as whoever asked would.
void PlainConnection::step_all(sqlite3_stmt* statement) {
    int result = 0;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
            std::string copy(bytes ? bytes : "",
                             static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
        }
    }
    check(result == SQLITE_DONE);
    sqlite3_reset(statement);
}

void PlainConnection::make(const Call& call) {
    if (const auto* read = std::get_if<ReadCall>(&call)) {
        bind(read_, 1, read->stream.text());
        bind(read_, 2, read->first);
        step_all(read_);
    } else if (const auto* head = std::get_if<HeadCall>(&call)) {
        bind(head_, 1, head->stream.text());
        step_all(head_);
    } else if (const auto* answer = std::get_if<AnswerCall>(&call)) {
        bind(answer_, 1, answer->key);
        step_all(answer_);
    } else if (const auto* cases = std::get_if<CasesCall>(&call)) {
        bind(cases_, 1, cases->member);
        step_all(cases_);
    }
}

void PlainConnection::append(const store::Append& append) {
    const std::string& stream = append.stream.text();
    bind(head_, 1, stream);
    step_all(head_);
    std::int64_t sequence = append.expected;
    for (const store::Record& record : append.records) {
        bind(event_, 1, stream);
        bind(event_, 2, ++sequence);
        bind(event_, 3, seconds(record.at));
        bind(event_, 4, record.actor);
        bind(event_, 5, record.role);
        bind(event_, 6, record.kind);
        bind(event_, 7, record.version);
        bind(event_, 8, record.payload);
        step_all(event_);
    }
    if (append.records.empty()) return;
    bind(move_head_, 1, stream);
    bind(move_head_, 2, sequence);
    step_all(move_head_);
}

void PlainConnection::write(const store::Batch& batch) {
    if (batch.answer) make(AnswerCall{batch.answer->key});
    for (const store::Append& one : batch.appends) append(one);
    for (const store::AlarmChange& one : batch.alarms) {
        sqlite3_stmt* statement = one.at ? set_alarm_ : clear_alarm_;
        bind(statement, 1, one.stream.text());
        if (one.at) bind(statement, 2, seconds(*one.at));
        step_all(statement);
    }
    for (const store::Posting& one : batch.postings) {
        bind(post_, 1, one.stream.text());
        bind(post_, 2, one.kind);
        bind(post_, 3, one.body);
        bind(post_, 4, seconds(one.due_at));
        step_all(post_);
    }
    for (const store::CaseRow& one : batch.cases) {
        bind(row_, 1, one.stream.text());
        bind(row_, 2, one.member);
        bind(row_, 3, one.number);
        bind(row_, 4, one.program);
        bind(row_, 5, one.state);
        bind(row_, 6, one.level);
        bind(row_, 7, one.reviewer);
        bind(row_, 8, one.organization);
        bind(row_, 9, seconds(one.due.value_or(calendar::Instant::max())));
        bind(row_, 10, seconds(one.told_due.value_or(calendar::Instant::max())));
        step_all(row_);
    }
    if (batch.answer) {
        bind(keep_, 1, batch.answer->key);
        bind(keep_, 2, batch.answer->response);
        bind(keep_, 3, seconds(batch.answer->at));
        step_all(keep_);
    }
}

PlainWriter::PlainWriter(const std::string& file) : connection_(file), thread_([this] { run(); }) {}

PlainWriter::~PlainWriter() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    something_waits_.notify_one();
    thread_.join();
}

void PlainWriter::commit(const store::Batch& batch) {
    std::future<void> done;
    {
        const std::lock_guard lock(mutex_);
        done = waiting_.emplace_back(Waiting{&batch, {}}).done.get_future();
    }
    something_waits_.notify_one();
    done.get();
}

void PlainWriter::run() {
    for (;;) {
        std::vector<Waiting> group;
        {
            std::unique_lock lock(mutex_);
            something_waits_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            group = std::exchange(waiting_, {});
        }
        connection_.run("BEGIN IMMEDIATE");
        for (const Waiting& one : group) connection_.write(*one.batch);
        connection_.run("COMMIT");
        for (Waiting& one : group) one.done.set_value();
    }
}

} // namespace assent::bench
