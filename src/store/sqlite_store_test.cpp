#include "store/sqlite_store.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "store/sample_batch_test.hpp"
#include "store/temporary_file_test.hpp"

namespace assent::store {
namespace {

struct Fixture {
    TemporaryFile file;
    SqliteStore store{{{file.path()}, sample_key()}};
    StreamId first = sample_case(1);
    StreamId second = sample_case(2);

    Committed commit(const Batch& batch) {
        const Outcome outcome = store.commit(batch);
        REQUIRE(outcome.has_value());
        return *outcome;
    }
};

std::vector<std::string> payloads(const std::vector<Event>& events) {
    std::vector<std::string> all;
    for (const Event& event : events) all.push_back(event.payload.value_or("(removed)"));
    return all;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE_FIXTURE(Fixture, "What was appended is read as it was recorded, from any event on") {
    const Record one{moment(1), "actor 4", "nurse", "Received", 2, R"({"units":4})"};
    const std::string odd("\0 \xC3\xA9 '\n", 7);
    const Committed committed = commit({{{first, 0, {one, record(odd), record("")}}}});
    const std::vector<Event> events = store.read(first, 1);
    REQUIRE(events.size() == 3);
    CHECK(events[0] == Event{1, one.at, one.actor, one.role, one.kind, one.version, one.payload,
                             base::sha256(one.payload), events[0].hash});
    CHECK(payloads(events) == Texts{one.payload, odd, ""});
    CHECK(payloads(store.read(first, 3)) == Texts{""});
    CHECK(store.read(first, 4).empty());
    CHECK(committed.heads == std::vector<Head>{{3, events[2].hash}});
    CHECK(store.head(first) == Head{3, events[2].hash});
}

TEST_CASE_FIXTURE(Fixture, "A stream in which nothing happened is empty, and its head is 0") {
    CHECK(store.read(first, 1).empty());
    CHECK(store.head(first) == Head{});
    CHECK(store.read_until(first, moment(0)).empty());
}

TEST_CASE_FIXTURE(Fixture, "Whoever has not seen the last event conflicts, and writes nothing of the batch") {
    commit(appending(first, 0, "a"));
    for (const std::int64_t expected : {0, 2}) {
        Batch late = appending(second, 0, "b");
        late.appends.push_back({first, expected, {record("c")}});
        late.alarms = {{first, moment(1)}};
        late.postings = {{first, "letter", "body", moment(1)}};
        late.cases = {{first, "M1", {}, "therapy", "in review", {}, {}, {}, {}}};
        late.answer = Answer{"key", "response", moment(1)};
        CHECK(store.commit(late) == Outcome(tl::unexpected(Conflict{first, expected, 1})));
    }
    CHECK(payloads(store.read(first, 1)) == Texts{"a"});
    CHECK(store.read(second, 1).empty());
    CHECK(store.head(second) == Head{});
    CHECK(store.due_alarms(moment(9), 9).empty());
    CHECK(store.waiting(moment(9), 9).empty());
    CHECK(store.cases({}).empty());
    CHECK(store.answer("key") == std::nullopt);
}

TEST_CASE_FIXTURE(Fixture, "An append without records holds a stream still and adds nothing") {
    commit(appending(sample_ledger(), 0, "granted"));
    Batch batch = appending(first, 0, "a");
    batch.appends.push_back({sample_ledger(), 1, {}});
    CHECK(commit(batch).heads[1] == store.head(sample_ledger()));
    batch = appending(first, 1, "b");
    batch.appends.push_back({sample_ledger(), 0, {}});
    CHECK(store.commit(batch) == Outcome(tl::unexpected(Conflict{sample_ledger(), 0, 1})));
    CHECK(store.read(sample_ledger(), 1).size() == 1);
}

TEST_CASE_FIXTURE(Fixture, "Two appends to one stream in a batch follow each other") {
    commit({{{first, 0, {record("a")}}, {first, 1, {record("b")}}}});
    CHECK(payloads(store.read(first, 1)) == Texts{"a", "b"});
}

TEST_CASE_FIXTURE(Fixture, "A request that is repeated gets its first answer, and writes nothing") {
    Batch batch = appending(first, 0, "a");
    batch.answer = Answer{"key", "created 1", moment(1)};
    CHECK(commit(batch).repeated == std::nullopt);
    batch.answer->response = "created 2"; // by then it would also conflict
    CHECK(commit(batch) == Committed{{}, "created 1"});
    batch = appending(second, 0, "b");
    batch.answer = Answer{"key", "created 3", moment(2)};
    CHECK(commit(batch).repeated == "created 1");
    CHECK(store.read(second, 1).empty());
    CHECK(store.answer("key") == Answer{"key", "created 1", moment(1)});
    CHECK(store.answer("other") == std::nullopt);
}

TEST_CASE_FIXTURE(Fixture, "Answers that were given before a moment are forgotten, and no others") {
    for (const int minute : {1, 2, 3}) {
        Batch batch;
        batch.answer = Answer{fmt::format("key {}", minute), "done", moment(minute)};
        commit(batch);
    }
    Batch forget;
    forget.forget_answers_before = moment(2);
    commit(forget);
    CHECK(store.answer("key 1") == std::nullopt);
    CHECK(store.answer("key 2") == Answer{"key 2", "done", moment(2)});
    CHECK(store.answer("key 3") == Answer{"key 3", "done", moment(3)});
}

TEST_CASE_FIXTURE(Fixture,
                  "What is kept for a while is there until its moment, is replaced, and is forgotten") {
    Batch batch;
    batch.passing = {{"session/1", "ana", moment(10)}, {"session/2", "pat", moment(5)}};
    commit(batch);
    CHECK(store.passing("session/1", moment(9)) == Passing{"session/1", "ana", moment(10)});
    CHECK(store.passing("session/1", moment(10)) == std::nullopt);
    Batch more;
    more.passing = {{"session/1", "ana again", moment(20)}, {"session/3", "eve", moment(30)}};
    more.passed_by = moment(5);
    commit(more);
    CHECK(store.passing("session/1", moment(10))->value == "ana again");
    CHECK(store.passing("session/2", moment(1)) == std::nullopt);
    Batch end;
    end.passing = {{"session/3", std::nullopt, {}}};
    commit(end);
    CHECK(store.passing("session/3", moment(1)) == std::nullopt);
}

TEST_CASE_FIXTURE(Fixture, "A stream is seen as it stood at a moment, that second included") {
    commit({{{first, 0, {record("a", moment(10)), record("b", moment(20)), record("c", moment(20))}}}});
    commit(appending(first, 3, "d", moment(30)));
    CHECK(store.read_until(first, moment(9)).empty());
    CHECK(payloads(store.read_until(first, moment(10))) == Texts{"a"});
    CHECK(payloads(store.read_until(first, moment(19))) == Texts{"a"});
    CHECK(payloads(store.read_until(first, moment(20))) == Texts{"a", "b", "c"});
    CHECK(payloads(store.read_until(first, moment(29))) == Texts{"a", "b", "c"});
    CHECK(payloads(store.read_until(first, moment(30))) == Texts{"a", "b", "c", "d"});
}

TEST_CASE_FIXTURE(Fixture,
                  "When a clock was set back, what is seen is still something that once stood there") {
    commit({{{first, 0, {record("a", moment(10)), record("b", moment(30)), record("c", moment(20))}}}});
    CHECK(payloads(store.read_until(first, moment(25))) == Texts{"a"});
    CHECK(payloads(store.read_until(first, moment(30))) == Texts{"a", "b", "c"});
}

TEST_CASE_FIXTURE(Fixture, "Alarms come when they are due, the earliest first; each stream has one") {
    Batch batch;
    batch.alarms = {{first, moment(20)}, {second, moment(10)}, {sample_case(3), moment(31)}};
    commit(batch);
    CHECK(store.due_alarms(moment(9), 9).empty());
    CHECK(store.due_alarms(moment(10), 9) == std::vector<Alarm>{{second, moment(10)}});
    CHECK(store.due_alarms(moment(30), 9) == std::vector<Alarm>{{second, moment(10)}, {first, moment(20)}});
    CHECK(store.due_alarms(moment(31), 2).size() == 2);
    batch.alarms = {{second, moment(40)}, {first, std::nullopt}};
    commit(batch);
    CHECK(store.due_alarms(moment(39), 9) == std::vector<Alarm>{{sample_case(3), moment(31)}});
}

TEST_CASE_FIXTURE(Fixture, "What is to be sent waits until it was sent, or given up") {
    Batch batch;
    batch.postings = {{first, "letter", "late", moment(20)}, {first, "letter", "early", moment(10)}};
    commit(batch);
    CHECK(store.waiting(moment(9), 9).empty());
    REQUIRE(store.waiting(moment(20), 1).size() == 1);
    const Waiting early = store.waiting(moment(20), 1)[0];
    CHECK(early == Waiting{2, first, "letter", "early", moment(10), 0, ""});

    store.mark_failed(early.id, "the line is busy", moment(25));
    REQUIRE(store.waiting(moment(24), 9).size() == 1);
    CHECK(store.waiting(moment(25), 9)[1] ==
          Waiting{2, first, "letter", "early", moment(25), 1, "the line is busy"});

    store.mark_sent(early.id);
    store.mark_failed(early.id, "reported late", moment(0)); // what was sent stays sent
    store.give_up(store.waiting(moment(25), 9)[0].id, "no such number");
    CHECK(store.waiting(moment(1000), 9).empty());
}

TEST_CASE_FIXTURE(Fixture, "Cases are found by what is asked for, the earliest due first") {
    const CaseRow due_later{first, "M1", "A-1", "therapy", "in review", "nurse", "ann", "clinic", moment(20)};
    CaseRow due_first{second, "M1", {}, "therapy", "in review", "nurse", "bob", {}, moment(10)};
    const CaseRow never_due{sample_case(3), "M2", {}, "therapy", "closed", {}, {}, {}, {}};
    Batch batch;
    batch.cases = {never_due, due_later, due_first};
    commit(batch);
    using Rows = std::vector<CaseRow>;
    CHECK(store.cases({}) == Rows{due_first, due_later, never_due});
    CHECK(store.cases({.limit = 1}) == Rows{due_first});
    CHECK(store.cases({.member = "M1", .state = "in review"}) == Rows{due_first, due_later});
    CHECK(store.cases({.number = "A-1"}) == Rows{due_later});
    CHECK(store.cases({.level = "nurse", .reviewer = "bob"}) == Rows{due_first});
    CHECK(store.cases({.organization = "clinic"}) == Rows{due_later});
    CHECK(store.cases({.member = "M1", .state = "closed"}).empty());
    due_first.state = "closed";
    due_first.due.reset();
    batch.cases = {due_first};
    commit(batch);
    CHECK(store.cases({.state = "closed"}) == Rows{due_first, never_due});
}

TEST_CASE_FIXTURE(Fixture, "After retention the payloads are gone, and the stream goes on") {
    commit({{{first, 0, {record("a"), record("b"), record("c")}}}});
    Batch batch = appending(first, 3, "retention ended for events 1 and 2");
    batch.removals = {{first, 2}};
    commit(batch);
    CHECK(payloads(store.read(first, 1)) ==
          Texts{"(removed)", "(removed)", "c", "retention ended for events 1 and 2"});
    const Verification found = verify({file.path()}, sample_key().public_key(), {});
    CHECK(found.is_clean());
    CHECK(found.removed_payloads == 2);
}

TEST_CASE_FIXTURE(Fixture,
                  "A checkpoint covers everything by then, and is made again only when something was added") {
    CHECK(store.checkpoint(moment(1)).position == 0);
    commit({{{first, 0, {record("a"), record("b")}}}});
    const Checkpoint one = store.checkpoint(moment(2));
    CHECK(one.position == 2);
    CHECK(is_signed(one, sample_key().public_key()));
    CHECK(store.checkpoint(moment(3)) == one);
    commit(appending(second, 0, "c"));
    const Checkpoint two = store.checkpoint(moment(4));
    CHECK(two.number == one.number + 1);
    CHECK(two.position == 3);
}

TEST_CASE("What was committed is there when the store is opened again") {
    const TemporaryFile file;
    for (std::int64_t number = 0; number < 3; ++number) {
        SqliteStore store({{file.path()}, sample_key()});
        CHECK(whole_batches(store).size() == static_cast<std::size_t>(number));
        CHECK(store.commit(numbered_batch(number, number)).has_value());
    }
    CHECK_FALSE(std::filesystem::exists(file.path() + "-wal")); // closed, so all of it is in the file
}

} // namespace assent::store
