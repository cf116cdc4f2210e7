#include "store/schema.hpp"

#include <fmt/format.h>

#include <array>
#include <string>

namespace assent::store {
namespace {

// "ASNT", by which a file is known as ours.
constexpr std::int64_t application = 0x41534E54;

// `position` is the order in which events were committed, without a gap: the log is appended to at one
// end, and what is made from it can be made again in the same order. (stream, sequence) unique is what
// two writers at once are held to. docs/decisions/0020
constexpr std::string_view log_and_work = R"sql(
CREATE TABLE event (
  position INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  payload TEXT,
  payload_hash BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX event_of_stream ON event (stream, sequence);

CREATE TABLE head (
  stream TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  position INTEGER NOT NULL,
  log BLOB NOT NULL,
  signature BLOB NOT NULL
) STRICT;

CREATE TABLE alarm (
  stream TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alarm_by_time ON alarm (at, stream);

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  state TEXT NOT NULL,
  last_error TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_waiting ON outbox (due_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_given_up ON outbox (id) WHERE state = 'given up';

CREATE TABLE answer (
  key TEXT PRIMARY KEY,
  response TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// A list comes in the order of `due_order`, what is never due at its end. Of each list that is shown page by
// page an index holds whole rows, so that a page is one range of it and nothing is sorted or looked up; of a
// member or a number there are few. The table is not clustered by stream: wide rows would stand in the
// interior pages too, and those would no longer fit into a reader's cache. docs/decisions/0025
constexpr std::string_view case_rows = R"sql(
CREATE TABLE case_row (
  stream TEXT PRIMARY KEY NOT NULL,
  member TEXT NOT NULL,
  number TEXT,
  program TEXT NOT NULL,
  state TEXT NOT NULL,
  level TEXT,
  reviewer TEXT,
  organization TEXT,
  due INTEGER,
  due_order INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(due, 9223372036854775807)) STORED
) STRICT;
CREATE INDEX case_row_of_member ON case_row (member, due_order, stream);
CREATE INDEX case_row_by_number ON case_row (number, due_order, stream) WHERE number IS NOT NULL;
CREATE INDEX case_row_of_reviewer
  ON case_row (reviewer, state, due_order, stream, member, number, program, level, organization, due)
  WHERE reviewer IS NOT NULL;
CREATE INDEX case_row_at_level
  ON case_row (level, state, due_order, stream, member, number, program, reviewer, organization, due)
  WHERE level IS NOT NULL;
CREATE INDEX case_row_of_organization
  ON case_row (organization, due_order, stream, member, number, program, state, level, reviewer, due)
  WHERE organization IS NOT NULL;
CREATE INDEX case_row_of_organization_in_state
  ON case_row (organization, state, due_order, stream, member, number, program, level, reviewer, due)
  WHERE organization IS NOT NULL;
)sql";

// What was sent leaves the outbox: that it was is in the log. No number comes twice, so that whoever reports
// late never takes out another notice than the one that was sent.
constexpr std::string_view what_goes_in_time = R"sql(
CREATE INDEX answer_by_time ON answer (at);

CREATE TABLE passing (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX passing_by_time ON passing (until);

CREATE TABLE numbered_outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  stream TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  state TEXT NOT NULL,
  last_error TEXT NOT NULL
) STRICT;
INSERT INTO numbered_outbox SELECT * FROM outbox WHERE state <> 'sent';
DROP TABLE outbox;
ALTER TABLE numbered_outbox RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (due_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_given_up ON outbox (id) WHERE state = 'given up';
)sql";

// How many are late is asked by whoever watches over the server, every few seconds.
constexpr std::string_view due_cases = R"sql(
CREATE INDEX case_row_by_due ON case_row (due) WHERE due IS NOT NULL;
)sql";

// Asked by the case and by the person, the latest first.
constexpr std::string_view readings = R"sql(
CREATE TABLE reading (
  stream TEXT NOT NULL,
  at INTEGER NOT NULL,
  person TEXT NOT NULL,
  what TEXT NOT NULL,
  PRIMARY KEY (stream, at, person, what)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_by_person ON reading (person, at, stream, what);
)sql";

// The people of an organization, those that act first, by name; and those of one role. Accounts that a log
// holds already get their rows from it: what it says of each last, and since when that was so, but for the
// name.
constexpr std::string_view account_rows = R"sql(
CREATE TABLE account_row (
  stream TEXT PRIMARY KEY NOT NULL,
  organization TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  ended INTEGER NOT NULL,
  since INTEGER NOT NULL
) STRICT;
CREATE INDEX account_row_of_organization
  ON account_row (organization, ended, name, stream, role, since);
CREATE INDEX account_row_of_organization_in_role
  ON account_row (organization, role, ended, name, stream, since);

INSERT INTO account_row
WITH said AS (
  SELECT stream, sequence, at,
    coalesce(json_extract(payload, '$.organization'), '') AS organization,
    coalesce(json_extract(payload, '$.name'), '') AS name,
    json_extract(payload, '$.role') AS role,
    coalesce(json_extract(payload, '$.ended'), 0) AS ended
  FROM event
  WHERE stream > 'standing/person:' AND stream < 'standing/person;' AND kind = 'Person'
    AND payload IS NOT NULL
), last AS (
  SELECT * FROM said AS one
  WHERE sequence = (SELECT max(sequence) FROM said WHERE stream = one.stream)
)
SELECT stream, organization, name, role, ended,
  (SELECT at FROM said WHERE stream = last.stream AND sequence > coalesce(
    (SELECT max(sequence) FROM said WHERE stream = last.stream
      AND (organization, role, ended) <> (last.organization, last.role, last.ended)), 0)
   ORDER BY sequence LIMIT 1)
FROM last;
)sql";

// What an organization can still ask for, the next to end first. A case has a row as long as it has such a
// right.
constexpr std::string_view right_rows = R"sql(
CREATE TABLE right_row (
  stream TEXT PRIMARY KEY NOT NULL,
  organization TEXT NOT NULL,
  opens INTEGER NOT NULL,
  ends INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX right_row_of_organization ON right_row (organization, ends, stream, opens);
)sql";

// What somebody did to cases, the latest first. What they read, and all else, is left out.
constexpr std::string_view acts_of_people = R"sql(
CREATE INDEX event_of_actor ON event (actor) WHERE stream >= 'case/' AND stream < 'case0';
)sql";

// What is to be followed up, the earliest due first; what was done, the latest first. And by which a case and
// a member are found without their names: a case by its number, which ends the text of its stream, and a
// member by a birth date. Of members it is an index of the log itself: what a later record says is for
// whoever reads the standing. A schema that is not trusted may not call what reads JSON; inside of a text no
// quote stands without a backslash before it.
constexpr std::string_view contacts_and_finding = R"sql(
CREATE TABLE contact_row (
  stream TEXT NOT NULL,
  thread INTEGER NOT NULL,
  kind TEXT NOT NULL,
  arrived INTEGER NOT NULL,
  due INTEGER,
  due_order INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(due, 9223372036854775807)) STORED,
  done INTEGER,
  PRIMARY KEY (stream, thread)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_row_by_due ON contact_row (due_order, arrived, stream, thread) WHERE done IS NULL;
CREATE INDEX contact_row_by_done ON contact_row (done DESC, stream, thread) WHERE done IS NOT NULL;

CREATE INDEX case_row_by_case_number
  ON case_row (substr(stream, instr(substr(stream, 6), '/') + 6), due_order, stream);

CREATE INDEX event_by_birth_date
  ON event (substr(payload, instr(payload, '"birth_date":"') + 14, 10), stream)
  WHERE kind = 'Member' AND payload IS NOT NULL;
)sql";

// What is counted of cases. The words of a figure stand once; of what it counts there is a row each, and of
// each day a tally, which the database keeps itself, so that it can be no other number than there are rows.
constexpr std::string_view measures = R"sql(
CREATE TABLE figure (
  id INTEGER PRIMARY KEY,
  program TEXT NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  outcome TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX figure_by_words ON figure (program, kind, what, outcome);

CREATE TABLE measure (
  stream TEXT NOT NULL,
  figure INTEGER NOT NULL,
  number INTEGER NOT NULL,
  day INTEGER NOT NULL,
  began INTEGER NOT NULL,
  due INTEGER,
  done INTEGER,
  PRIMARY KEY (stream, figure, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX measure_of_figure ON measure (figure, day, stream, number);

CREATE TABLE tally (
  figure INTEGER NOT NULL,
  day INTEGER NOT NULL,
  count INTEGER NOT NULL,
  seconds INTEGER NOT NULL,
  PRIMARY KEY (figure, day)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER measure_enters AFTER INSERT ON measure BEGIN
  INSERT INTO tally (figure, day, count, seconds)
  VALUES (new.figure, new.day, 1, coalesce(new.done - new.began, 0))
  ON CONFLICT (figure, day) DO UPDATE SET count = count + 1, seconds = seconds + excluded.seconds;
END;
CREATE TRIGGER measure_leaves AFTER DELETE ON measure BEGIN
  UPDATE tally SET count = count - 1, seconds = seconds - coalesce(old.done - old.began, 0)
  WHERE figure = old.figure AND day = old.day;
END;
)sql";

// Who has tokens, of all accounts that there are: an index of the log itself.
constexpr std::string_view tokens = R"sql(
CREATE INDEX event_of_token ON event (stream) WHERE kind = 'Token';
)sql";

// An organization's own list comes in the order of what it is told of: when the house has to do something
// that it conceals from them is for nobody there to see. What is never due, or told, stands at the last
// moment that there is, and no column is generated: SQLite takes a row that has one from the table, not from
// the index.
constexpr std::string_view told_order = R"sql(
CREATE TABLE ordered_case_row (
  stream TEXT PRIMARY KEY NOT NULL,
  member TEXT NOT NULL,
  number TEXT,
  program TEXT NOT NULL,
  state TEXT NOT NULL,
  level TEXT,
  reviewer TEXT,
  organization TEXT,
  due INTEGER NOT NULL,
  told_due INTEGER NOT NULL
) STRICT;
INSERT INTO ordered_case_row
  SELECT stream, member, number, program, state, level, reviewer, organization, due_order, due_order
  FROM case_row;
DROP TABLE case_row;
ALTER TABLE ordered_case_row RENAME TO case_row;
CREATE INDEX case_row_by_due ON case_row (due) WHERE due < 9223372036854775807;
CREATE INDEX case_row_of_member ON case_row (member, due, stream);
CREATE INDEX case_row_by_number ON case_row (number, due, stream) WHERE number IS NOT NULL;
CREATE INDEX case_row_by_case_number
  ON case_row (substr(stream, instr(substr(stream, 6), '/') + 6), due, stream);
CREATE INDEX case_row_of_reviewer
  ON case_row (reviewer, state, due, stream, member, number, program, level, organization)
  WHERE reviewer IS NOT NULL;
CREATE INDEX case_row_at_level
  ON case_row (level, state, due, stream, member, number, program, reviewer, organization)
  WHERE level IS NOT NULL;
CREATE INDEX case_row_of_organization
  ON case_row (organization, told_due, stream, member, number, program, state, level, reviewer, due)
  WHERE organization IS NOT NULL;
CREATE INDEX case_row_of_organization_in_state
  ON case_row (organization, state, told_due, stream, member, number, program, level, reviewer, due)
  WHERE organization IS NOT NULL;
)sql";

constexpr std::array all_steps{
    log_and_work, case_rows,      what_goes_in_time,    due_cases, readings, account_rows,
    right_rows,   acts_of_people, contacts_and_finding, measures,  tokens,   told_order};

std::int64_t version_of(Database& database) {
    return database.number("read the version of the store", "PRAGMA user_version");
}

void check_ours(Database& database, std::size_t known) {
    const std::int64_t version = version_of(database);
    const auto tables = database.number("read the tables of the store", "SELECT count(*) FROM sqlite_schema");
    if (tables > 0 && database.number("read the mark of the store", "PRAGMA application_id") != application)
        throw base::Failure("cannot open the store: the file is a database of another program; name another");
    if (version < 0 || version > static_cast<std::int64_t>(known)) {
        throw base::Failure(
            fmt::format("cannot open the store: it has version {}, and this program knows versions "
                        "up to {}; start the newer program that wrote it",
                        version, known));
    }
}

void take_step(Database& database, std::span<const std::string_view> steps) {
    Transaction transaction(database);
    const std::int64_t version = version_of(database);
    if (version >= static_cast<std::int64_t>(steps.size())) return; // somebody else was faster
    database.run("migrate the store", std::string(steps[static_cast<std::size_t>(version)]).c_str());
    database.run("migrate the store",
                 fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application, version + 1)
                     .c_str());
    transaction.commit();
}

} // namespace

std::span<const std::string_view> migrations() { return all_steps; }

void migrate(Database& database, std::span<const std::string_view> steps) {
    check_ours(database, steps.size());
    while (version_of(database) < static_cast<std::int64_t>(steps.size())) take_step(database, steps);
}

void migrate(Database& database) { migrate(database, migrations()); }

} // namespace assent::store
