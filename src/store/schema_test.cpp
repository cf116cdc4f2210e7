#include "store/schema.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>

#include "store/temporary_file_test.hpp"

namespace assent::store {
namespace {

std::int64_t version(Database& database) { return database.number("read", "PRAGMA user_version"); }

std::int64_t tables(Database& database, const char* name) {
    Statement query = database.prepare("count", "SELECT count(*) FROM sqlite_schema WHERE name = ?");
    query.with(name).step();
    return query.integer(0);
}

} // namespace

TEST_CASE("A new file gets all tables and the last version; the next time nothing happens") {
    const TemporaryFile file;
    for (int time = 0; time < 2; ++time) {
        Database database({file.path()}, Access::ReadWrite);
        migrate(database);
        CHECK(version(database) == static_cast<std::int64_t>(migrations().size()));
        CHECK(tables(database, "event") == 1);
        CHECK(tables(database, "case_row") == 1);
    }
}

TEST_CASE("A file of version 1 keeps its events and gets what came later") {
    const TemporaryFile file;
    Database database({file.path()}, Access::ReadWrite);
    migrate(database, migrations().first(1));
    CHECK(version(database) == 1);
    CHECK(tables(database, "case_row") == 0);
    database.run("insert",
                 "INSERT INTO event VALUES (1, 'intake/1', 1, 9, 'a', 'r', 'k', 1, '{}', x'00', x'01')");
    migrate(database);
    CHECK(version(database) == static_cast<std::int64_t>(migrations().size()));
    CHECK(tables(database, "case_row") == 1);
    CHECK(database.number("read", "SELECT at FROM event WHERE stream = 'intake/1'") == 9);
}

TEST_CASE(
    "A file of version 2 keeps what waits in its outbox under the same number, and forgets what was sent") {
    const TemporaryFile file;
    Database database({file.path()}, Access::ReadWrite);
    migrate(database, migrations().first(2));
    database.run("insert",
                 "INSERT INTO outbox VALUES (7, 'case/M1/C1', 'mail', '{}', 9, 0, 'sent', ''), "
                 "(8, 'case/M1/C1', 'mail', '{}', 9, 2, 'waiting', 'busy')");
    migrate(database);
    CHECK(database.number("read", "SELECT count(*) FROM outbox") == 1);
    CHECK(database.number("read", "SELECT attempts FROM outbox WHERE id = 8") == 2);
    database.run("send", "DELETE FROM outbox");
    database.run("insert",
                 "INSERT INTO outbox (stream, kind, body, due_at, attempts, state, last_error) "
                 "VALUES ('case/M1/C2', 'mail', '{}', 9, 0, 'waiting', '')");
    CHECK(database.number("read", "SELECT max(id) FROM outbox") == 9);
}

TEST_CASE("A file of version 4 gets a row for each account of its log, as it is and since when") {
    const TemporaryFile file;
    Database database({file.path()}, Access::ReadWrite);
    migrate(database, migrations().first(4));
    int position = 0;
    const auto record = [&](const std::string& stream, int sequence, const std::string& kind,
                            const std::string& payload) {
        ++position;
        database.run("insert",
                     fmt::format("INSERT INTO event VALUES ({}, 'standing/{}', {}, {}, 'a', 'r', '{}', 1, "
                                 "{}, x'00', x'01')",
                                 position, stream, sequence, 100 + position, kind, payload)
                         .c_str());
    };
    record("person:ana", 1, "Person", R"('{"name":"An","role":"provider","organization":"clinic"}')");  // 101
    record("person:ana", 2, "Person", R"('{"name":"Ana","role":"reviewer","organization":"clinic"}')"); // 102
    record("person:ana", 3, "Person", R"('{"name":"Ana","role":"provider","organization":"clinic"}')"); // 103
    record("person:ana", 4, "Held", R"('{"words":"w"}')");                                              // 104
    record("person:ana", 5, "Person",
           R"('{"name":"Ana R.","role":"provider","organization":"clinic"}')");            // 105
    record("person:bo", 1, "Person", R"('{"name":"Bo","role":"provider"}')");              // 106
    record("person:bo", 2, "Person", R"('{"name":"Bo","role":"provider","ended":true}')"); // 107
    record("person:cy", 1, "Person", "NULL"); // removed after retention
    record("organization:clinic", 1, "Organization", R"('{"name":"Clinic"}')");
    record("M1", 1, "Member", R"('{"name":"A Child"}')");
    migrate(database);
    Statement rows = database.prepare(
        "read", "SELECT stream, organization, name, role, ended, since FROM account_row ORDER BY stream");
    std::string text;
    while (rows.step())
        text += fmt::format("{} {} {} {} {} {}\n", rows.text(0), rows.text(1), rows.text(2), rows.text(3),
                            rows.integer(4), rows.integer(5));
    CHECK(text ==
          "standing/person:ana clinic Ana R. provider 0 103\n"
          "standing/person:bo  Bo provider 1 107\n");
}

TEST_CASE(
    "A file of version 11 keeps its rows: an organization is told what is due, what never is comes last") {
    const TemporaryFile file;
    Database database({file.path()}, Access::ReadWrite);
    migrate(database, migrations().first(11));
    database.run("insert",
                 "INSERT INTO case_row (stream, member, program, state, organization, due) VALUES "
                 "('case/M1/C1', 'M1', 'p', 's', 'o', NULL), ('case/M1/C2', 'M1', 'p', 's', 'o', 9)");
    migrate(database);
    Statement rows = database.prepare("read", "SELECT stream, due, told_due FROM case_row ORDER BY due");
    std::string text;
    while (rows.step()) text += fmt::format("{} {} {}\n", rows.text(0), rows.integer(1), rows.integer(2));
    CHECK(text == "case/M1/C2 9 9\ncase/M1/C1 9223372036854775807 9223372036854775807\n");
}

TEST_CASE("A file that a newer program wrote is refused, and stays as it is") {
    const TemporaryFile file;
    Database database({file.path()}, Access::ReadWrite);
    migrate(database);
    database.run("pretend", "PRAGMA user_version = 1000");
    CHECK_THROWS_WITH_AS(migrate(database), doctest::Contains("it has version 1000, and this program knows"),
                         base::Failure);
    CHECK(version(database) == 1000);
}

TEST_CASE("A database of another program is refused, and stays as it is") {
    const TemporaryFile file;
    Database database({file.path()}, Access::ReadWrite);
    database.run("pretend", "CREATE TABLE recipes (name TEXT)");
    CHECK_THROWS_WITH_AS(migrate(database), doctest::Contains("a database of another program"),
                         base::Failure);
    CHECK(tables(database, "event") == 0);
}

TEST_CASE("A step that fails leaves the version before it, whole") {
    const TemporaryFile file;
    Database database({file.path()}, Access::ReadWrite);
    const std::array<std::string_view, 2> steps{"CREATE TABLE one (a TEXT)",
                                                "CREATE TABLE two (a TEXT); CREATE TABLE one (a TEXT)"};
    CHECK_THROWS_WITH_AS(migrate(database, steps), doctest::Contains("cannot migrate the store"),
                         base::Failure);
    CHECK(version(database) == 1);
    CHECK(tables(database, "one") == 1);
    CHECK(tables(database, "two") == 0);
}

} // namespace assent::store
