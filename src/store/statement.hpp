#pragma once
// One prepared SQL statement: values go in by position, columns come out by the type they must have.
// What goes wrong is a Failure that names what was attempted and never a bound value. A statement
// belongs to its Database, must not outlive it, and is used by one thread at a time.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/sha256.hpp"
#include "calendar/zone.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace assent::store {

enum class Step : std::uint8_t { Row, Done, Broken };

enum class ColumnType : std::uint8_t { Integer, Text, Blob, Null, Other };

using Value = std::variant<std::int64_t, std::string>;

class Statement {
public:
    // `attempting` completes "cannot ...": "read a stream". It must live as long as the statement.
    Statement(sqlite3* database, const char* attempting, std::string_view sql);

    // Starts afresh with these values in the order of the question marks. They are copied.
    template <typename... Values>
    Statement& with(const Values&... values) {
        reset();
        bind_all(std::index_sequence_for<Values...>{}, values...);
        return *this;
    }

    // The same for as many values as there are.
    Statement& with_all(std::span<const Value> values);

    // Binds and runs a statement that gives no rows.
    template <typename... Values>
    void run(const Values&... values) {
        with(values...);
        while (step()) {
        }
        reset();
    }

    // True while there is a row. What a statement changes is changed when there is none any more.
    bool step();
    Step try_step(); // the same without throwing, for whoever looks for damage
    void reset();    // lets go of the snapshot that a started query holds

    std::int64_t integer(int column) const;
    std::string text(int column) const;
    std::string blob(int column) const;
    base::Digest digest(int column) const; // a blob of 32 bytes
    calendar::Instant instant(int column) const;
    std::optional<std::string> text_or_null(int column) const;
    std::optional<calendar::Instant> instant_or_null(int column) const;
    ColumnType type(int column) const;

private:
    template <std::size_t... Index, typename... Values>
    void bind_all(std::index_sequence<Index...>, const Values&... values) {
        (bind(static_cast<int>(Index) + 1, values), ...);
    }

    void bind(int position, std::int64_t value);
    void bind(int position, int value) { bind(position, std::int64_t{value}); }
    void bind(int position, std::string_view value);
    void bind(int position, const std::string& value) { bind(position, std::string_view(value)); }
    void bind(int position, const char* value) { bind(position, std::string_view(value)); }
    void bind(int position, std::span<const std::uint8_t> value);
    void bind(int position, const base::Digest& value) {
        bind(position, std::span<const std::uint8_t>(value));
    }
    void bind(int position, calendar::Instant value) {
        bind(position, std::int64_t{value.time_since_epoch().count()});
    }
    void bind_null(int position);
    template <typename T>
    void bind(int position, const std::optional<T>& value) {
        if (value)
            bind(position, *value);
        else
            bind_null(position);
    }

    void check(int code) const;
    std::string_view bytes(int column, ColumnType expected) const;
    void expect_type(int column, ColumnType expected) const;

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };

    const char* attempting_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// Lets go of a started query at the end of a block, also when a row was a Failure.
class Started {
public:
    explicit Started(Statement& query) : query_(query) {}
    ~Started() { query_.reset(); }
    Started(const Started&) = delete;
    Started& operator=(const Started&) = delete;

private:
    Statement& query_;
};

} // namespace assent::store
