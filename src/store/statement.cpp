#include "store/statement.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>

#include "base/failure.hpp"
#include "store/database.hpp"

namespace assent::store {

Statement::Statement(sqlite3* database, const char* attempting, std::string_view sql)
    : attempting_(attempting) {
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    statement_.reset(prepared);
    if (code != SQLITE_OK) throw failure_of(database, attempting);
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Step Statement::try_step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return Step::Row;
    return code == SQLITE_DONE ? Step::Done : Step::Broken;
}

bool Statement::step() {
    const Step step = try_step();
    if (step == Step::Broken) throw failure_of(sqlite3_db_handle(statement_.get()), attempting_);
    return step == Step::Row;
}

// Its code repeats that of the last step, which was told when it happened; of a query that was left before
// its end there is nothing to tell.
void Statement::reset() { sqlite3_reset(statement_.get()); }

Statement& Statement::with_all(std::span<const Value> values) {
    reset();
    int position = 0;
    for (const Value& value : values) {
        ++position;
        std::visit([&](const auto& one) { bind(position, one); }, value);
    }
    return *this;
}

void Statement::check(int code) const {
    if (code != SQLITE_OK) throw failure_of(sqlite3_db_handle(statement_.get()), attempting_);
}

void Statement::bind(int position, std::int64_t value) {
    check(sqlite3_bind_int64(statement_.get(), position, value));
}

void Statement::bind(int position, std::string_view value) {
    // Without a pointer SQLite would bind null.
    const char* const data = value.data() == nullptr ? "" : value.data();
    check(sqlite3_bind_text64(statement_.get(), position, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind(int position, std::span<const std::uint8_t> value) {
    check(sqlite3_bind_blob64(statement_.get(), position, value.data(), value.size(), SQLITE_TRANSIENT));
}

void Statement::bind_null(int position) { check(sqlite3_bind_null(statement_.get(), position)); }

ColumnType Statement::type(int column) const {
    switch (sqlite3_column_type(statement_.get(), column)) {
        case SQLITE_INTEGER: return ColumnType::Integer;
        case SQLITE_TEXT: return ColumnType::Text;
        case SQLITE_BLOB: return ColumnType::Blob;
        case SQLITE_NULL: return ColumnType::Null;
        default: return ColumnType::Other;
    }
}

void Statement::expect_type(int column, ColumnType expected) const {
    if (type(column) == expected) return;
    throw base::Failure(
        fmt::format("cannot {}: the column '{}' holds what it never should; run 'assent verify'", attempting_,
                    sqlite3_column_name(statement_.get(), column)));
}

std::int64_t Statement::integer(int column) const {
    expect_type(column, ColumnType::Integer);
    return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::bytes(int column, ColumnType expected) const {
    expect_type(column, expected);
    const void* const data = expected == ColumnType::Text
                                 ? static_cast<const void*>(sqlite3_column_text(statement_.get(), column))
                                 : sqlite3_column_blob(statement_.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return data == nullptr ? std::string_view{} : std::string_view(static_cast<const char*>(data), size);
}

std::string Statement::text(int column) const { return std::string(bytes(column, ColumnType::Text)); }

std::string Statement::blob(int column) const { return std::string(bytes(column, ColumnType::Blob)); }

base::Digest Statement::digest(int column) const {
    const std::string_view found = bytes(column, ColumnType::Blob);
    base::Digest digest{};
    if (found.size() != digest.size())
        throw base::Failure(
            fmt::format("cannot {}: a hash is not 32 bytes long; run 'assent verify'", attempting_));
    std::copy(found.begin(), found.end(), digest.begin());
    return digest;
}

calendar::Instant Statement::instant(int column) const {
    return calendar::Instant{std::chrono::seconds{integer(column)}};
}

std::optional<std::string> Statement::text_or_null(int column) const {
    if (type(column) == ColumnType::Null) return std::nullopt;
    return text(column);
}

std::optional<calendar::Instant> Statement::instant_or_null(int column) const {
    if (type(column) == ColumnType::Null) return std::nullopt;
    return instant(column);
}

} // namespace assent::store
