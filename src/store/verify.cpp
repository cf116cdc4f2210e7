#include "store/verify.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <utility>

#include "store/log_walk.hpp"
#include "store/rows.hpp"
#include "store/schema.hpp"

namespace assent::store {
namespace {

using Findings = std::vector<std::string>;

void check_version(Database& database) {
    const std::int64_t version = database.number("read the version of the store", "PRAGMA user_version");
    if (version == static_cast<std::int64_t>(migrations().size())) return;
    throw base::Failure(
        fmt::format("cannot verify the store: it has version {}, and this program knows version {}", version,
                    migrations().size()));
}

// Damage can end any query early; that is a finding here and no Failure.
bool next(Statement& query, const char* what, Findings& findings) {
    const Step step = query.try_step();
    if (step == Step::Broken) findings.push_back(fmt::format("the file: {} cannot be read to its end", what));
    return step == Step::Row;
}

void check_file(Database& database, Findings& findings) {
    Statement check = database.prepare("check the file", "PRAGMA integrity_check");
    while (next(check, "it", findings)) {
        std::string line = check.text(0);
        if (line != "ok") findings.push_back("the file: " + std::move(line));
    }
}

std::map<std::string, std::string> tables_of(Database& database, Findings& findings) {
    std::map<std::string, std::string> tables;
    Statement query =
        database.prepare("read the tables", "SELECT name, coalesce(sql, '') FROM sqlite_schema");
    while (next(query, "the list of tables", findings)) tables.emplace(query.text(0), query.text(1));
    return tables;
}

void check_tables(Database& database, Findings& findings) {
    Database fresh({":memory:"}, Access::Passing);
    migrate(fresh);
    if (tables_of(database, findings) != tables_of(fresh, findings))
        findings.emplace_back("the file: its tables are not those that the program made");
}

// True when every column of the row has one of its types.
bool has_types(const Statement& row, std::span<const ColumnType> types, int nullable) {
    for (int i = 0; i < static_cast<int>(types.size()); ++i) {
        const ColumnType type = row.type(i);
        const bool removed = i == nullable && type == ColumnType::Null;
        if (type != types[static_cast<std::size_t>(i)] && !removed) return false;
    }
    return true;
}

bool is_digest(const Statement& row, int column) { return row.blob(column).size() == base::Digest{}.size(); }

constexpr auto number = ColumnType::Integer;
constexpr auto text = ColumnType::Text;
constexpr auto blob = ColumnType::Blob;
constexpr std::array event_types{number, number, text, text, text, number, text, blob, blob, number, text};
constexpr std::array checkpoint_types{number, number, number, blob, blob};
constexpr std::array head_types{text, number, blob};

std::vector<Checkpoint> checkpoints_in(Database& database, Findings& findings) {
    std::vector<Checkpoint> checkpoints;
    Statement query =
        database.prepare("read the checkpoints",
                         "SELECT number, at, position, log, signature FROM checkpoint ORDER BY number");
    while (next(query, "the table of checkpoints", findings)) {
        if (has_types(query, checkpoint_types, -1) && is_digest(query, 3))
            checkpoints.push_back(checkpoint_in(query));
        else
            findings.emplace_back("a checkpoint: a column holds what it never should");
    }
    return checkpoints;
}

void walk_events(Database& database, LogWalk& walk, Findings& findings) {
    Statement query =
        database.prepare("read the log",
                         "SELECT sequence, at, actor, role, kind, version, payload, payload_hash, "
                         "hash, position, stream FROM event ORDER BY position");
    while (next(query, "the log", findings)) {
        if (has_types(query, event_types, 6) && is_digest(query, 7) && is_digest(query, 8))
            walk.pass(query.integer(9), query.text(10), event_in(query));
        else
            findings.emplace_back("an event: a column holds what it never should");
    }
    walk.end();
}

void check_heads(Database& database, const LogWalk& walk, Findings& findings) {
    auto missing = walk.heads();
    Statement query = database.prepare("read the heads", "SELECT stream, sequence, hash FROM head");
    while (next(query, "the table of heads", findings)) {
        if (!has_types(query, head_types, -1) || !is_digest(query, 2)) {
            findings.emplace_back("a head: a column holds what it never should");
            continue;
        }
        const Head head{query.integer(1), query.digest(2)};
        const auto there = walk.heads().find(query.text(0));
        const Head last = there == walk.heads().end() ? Head{} : there->second;
        missing.erase(query.text(0));
        if (head.sequence != last.sequence)
            findings.push_back(fmt::format("{}: its head says event {}, and the last one here is {}",
                                           shown(query.text(0)), head.sequence, last.sequence));
        else if (head.hash != last.hash)
            findings.push_back(fmt::format("{}: its head has another hash than event {}",
                                           shown(query.text(0)), last.sequence));
    }
    for (const auto& [stream, head] : missing) findings.push_back(shown(stream) + ": it has no head");
}

void check_kept(const std::optional<Checkpoint>& kept, const std::vector<Checkpoint>& here,
                const PublicKey& key, Findings& findings) {
    if (!kept) return;
    if (!is_signed(*kept, key))
        findings.emplace_back("the checkpoint that was kept: its signature is not that of the key");
    for (const Checkpoint& one : here) {
        if (one == *kept) return;
    }
    findings.push_back(fmt::format("checkpoint {}: it was kept elsewhere and is not here", kept->number));
}

} // namespace

Verification verify(const DatabaseFile& file, const PublicKey& key, const std::optional<Checkpoint>& kept) {
    Database database(file, Access::ReadOnly);
    check_version(database);
    database.run("begin to read", "BEGIN"); // one moment of the store for all that follows
    Verification result;
    check_file(database, result.findings);
    check_tables(database, result.findings);
    const std::vector<Checkpoint> checkpoints = checkpoints_in(database, result.findings);
    check_kept(kept, checkpoints, key, result.findings);
    LogWalk walk(checkpoints, key, result.findings);
    walk_events(database, walk, result.findings);
    check_heads(database, walk, result.findings);
    result.events = walk.events();
    result.streams = static_cast<std::int64_t>(walk.heads().size());
    result.checkpoints = static_cast<std::int64_t>(checkpoints.size());
    result.removed_payloads = walk.removed_payloads();
    return result;
}

} // namespace assent::store
