#include "store/database.hpp"

#include <doctest/doctest.h>

#include "store/temporary_file_test.hpp"

namespace assent::store {
namespace {

constexpr const char* table = "CREATE TABLE t (name TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT";

} // namespace

TEST_CASE("A failure says what was attempted, and no value") {
    const TemporaryFile file;
    Database database({file.path()}, Access::ReadWrite);
    database.run("make a table", table);
    Statement insert = database.prepare("keep a size", "INSERT INTO t VALUES (?, ?)");
    insert.run("secret", 1);
    try {
        insert.run("secret", 2);
        FAIL("the same key went in twice");
    } catch (const base::Failure& failure) {
        const std::string message = failure.what();
        CHECK(message == "cannot keep a size: UNIQUE constraint failed: t.name (1555)");
    }
}

TEST_CASE("A column that holds what it never should is a failure") {
    const TemporaryFile file;
    Database database({file.path()}, Access::ReadWrite);
    Statement query = database.prepare("read a word", "SELECT 1 AS word");
    REQUIRE(query.step());
    CHECK_THROWS_WITH_AS(
        query.text(0),
        "cannot read a word: the column 'word' holds what it never should; run 'assent verify'",
        base::Failure);
}

TEST_CASE("Texts come back as they went in: empty, with zeros, and nothing at all") {
    const TemporaryFile file;
    Database database({file.path()}, Access::ReadWrite);
    Statement echo = database.prepare("repeat", "SELECT ?, ?, ?");
    const std::string zeros("a\0b", 3);
    REQUIRE(echo.with(std::string_view{}, zeros, std::optional<std::string>{}).step());
    CHECK(echo.text_or_null(0) == "");
    CHECK(echo.text(1) == zeros);
    CHECK(echo.text_or_null(2) == std::nullopt);
}

TEST_CASE("A transaction that is not committed leaves nothing") {
    const TemporaryFile file;
    Database database({file.path()}, Access::ReadWrite);
    database.run("make a table", table);
    {
        const Transaction transaction(database);
        database.run("insert", "INSERT INTO t VALUES ('a', 1)");
    }
    CHECK(database.number("count", "SELECT count(*) FROM t") == 0);
    Transaction transaction(database);
    database.run("insert", "INSERT INTO t VALUES ('a', 1)");
    transaction.commit();
    CHECK(database.number("count", "SELECT count(*) FROM t") == 1);
}

TEST_CASE("A store is in WAL mode, syncs every commit, and is not written by who only reads") {
    const TemporaryFile file;
    Database writer({file.path()}, Access::ReadWrite);
    CHECK(writer.number("read a setting", "PRAGMA synchronous") == 2);
    CHECK(writer.number("read a setting", "PRAGMA foreign_keys") == 1);
    writer.run("make a table", table);
    Database reader({file.path()}, Access::ReadOnly);
    CHECK(reader.number("count", "SELECT count(*) FROM t") == 0);
    CHECK_THROWS_AS(reader.run("insert", "INSERT INTO t VALUES ('a', 1)"), base::Failure);
}

TEST_CASE("A file that is not there cannot be read, and one in a folder that is not there not be made") {
    const TemporaryFile file;
    CHECK_THROWS_WITH_AS(Database({file.path()}, Access::ReadOnly),
                         doctest::Contains("cannot open the store: unable to open"), base::Failure);
    CHECK_THROWS_AS(Database({file.path() + "/none/store"}, Access::ReadWrite), base::Failure);
}

} // namespace assent::store
