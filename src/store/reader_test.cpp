#include "store/reader.hpp"

#include <doctest/doctest.h>

#include "store/sample_batch_test.hpp"
#include "store/schema.hpp"
#include "store/temporary_file_test.hpp"

namespace assent::store {
namespace {

std::string plan_of(const CaseQuery& query) {
    Database database({":memory:"}, Access::Passing);
    migrate(database);
    Statement explain = database.prepare("explain", "EXPLAIN QUERY PLAN " + asked(query).sql);
    std::string plan;
    while (explain.step()) plan += explain.text(3) + "\n";
    return plan;
}

// The first page and any later one.
void check_plan(CaseQuery query, const std::string& expected, const std::string& behind) {
    CHECK(plan_of(query) == "SEARCH case_row USING " + expected + ")\n");
    query.after = CasePlace{moment(1), sample_case(1)};
    CHECK(plan_of(query) == "SEARCH case_row USING " + expected + behind + ")\n");
}

std::vector<CaseRow> page_behind(Store& store, const std::optional<CaseRow>& row) {
    CaseQuery query{.organization = "clinic", .limit = 2};
    if (row) query.after = place_of(*row, query);
    return store.cases(query);
}

} // namespace

TEST_CASE("Every list that is shown is a range of one index: nothing is scanned or sorted") {
    const std::string behind = " AND (due,stream)>(?,?)", behind_told = " AND (told_due,stream)>(?,?)";
    check_plan({.state = "s", .reviewer = "r"}, "COVERING INDEX case_row_of_reviewer (reviewer=? AND state=?",
               behind);
    check_plan({.state = "s", .level = "l"}, "COVERING INDEX case_row_at_level (level=? AND state=?", behind);
    check_plan({.state = "s", .organization = "o"},
               "COVERING INDEX case_row_of_organization_in_state (organization=? AND state=?", behind_told);
    check_plan({.organization = "o"}, "COVERING INDEX case_row_of_organization (organization=?", behind_told);
    check_plan({.member = "m"}, "INDEX case_row_of_member (member=?", behind);
    check_plan({.number = "n"}, "INDEX case_row_by_number (number=?", behind);
    check_plan({.case_number = "C1"}, "INDEX case_row_by_case_number (<expr>=?", behind);
    const std::string few = ")\nUSE TEMP B-TREE FOR ORDER BY\n";
    CHECK(plan_of({.member = "m", .organization = "o"}) ==
          "SEARCH case_row USING INDEX case_row_of_member (member=?" + few);
    CHECK(plan_of({.number = "n", .state = "s", .organization = "o"}) ==
          "SEARCH case_row USING INDEX case_row_by_number (number=?" + few);
}

TEST_CASE("An organization's list comes in the order of what that is told of, any other by what is due") {
    const TemporaryFile file;
    SqliteStore store({{file.path()}, sample_key()});
    Batch batch;
    for (const std::int64_t number : {1, 2, 3}) {
        CaseRow row{sample_case(number), "M1", {}, "therapy", "in review", "desk", {}, "clinic", {}};
        row.due = moment(number);
        row.told_due = moment(10 - number);
        batch.cases.push_back(row);
    }
    batch.cases[0].told_due.reset(); // of what is due there they are told nothing
    REQUIRE(store.commit(batch).has_value());
    const auto order = [&](const CaseQuery& query) {
        std::vector<std::optional<calendar::Instant>> all;
        for (const CaseRow& row : store.cases(query)) all.push_back(row.due);
        return all;
    };
    using Order = std::vector<std::optional<calendar::Instant>>;
    CHECK(order({.organization = "clinic"}) == Order{moment(3), moment(2), moment(1)});
    CHECK(order({.member = "M1", .organization = "clinic"}) == Order{moment(3), moment(2), moment(1)});
    CHECK(order({.state = "in review", .level = "desk"}) == Order{moment(1), moment(2), moment(3)});
    CHECK(page_behind(store, store.cases({.organization = "clinic"})[1]).size() == 1);
}

TEST_CASE("Readings of a case, and by a person, are each a range of one index in its order") {
    Database database({":memory:"}, Access::Passing);
    migrate(database);
    const auto plan_of = [&](const ReadingQuery& query) {
        Statement explain = database.prepare("explain", "EXPLAIN QUERY PLAN " + asked(query).sql);
        std::string plan;
        while (explain.step()) plan += explain.text(3) + "\n";
        return plan;
    };
    CHECK(plan_of({.of = sample_case(1)}) == "SEARCH reading USING PRIMARY KEY (stream=? AND at<?)\n");
    CHECK(plan_of({.person = "p"}) ==
          "SEARCH reading USING COVERING INDEX reading_by_person (person=? AND at<?)\n");
}

TEST_CASE("Contacts come by their due times, and members by a birth date, from one index each") {
    Database database({":memory:"}, Access::Passing);
    migrate(database);
    const auto plan_of = [&](const std::string& sql) {
        Statement explain = database.prepare("explain", "EXPLAIN QUERY PLAN " + sql);
        std::string plan;
        while (explain.step()) plan += explain.text(3) + "\n";
        return plan;
    };
    CHECK(plan_of(asked(ContactQuery{}).sql) == "SCAN contact_row USING INDEX contact_row_by_due\n");
    CHECK(plan_of(asked(ContactQuery{true}).sql) ==
          "SEARCH contact_row USING INDEX contact_row_by_done (done>?)\n");
    CHECK(plan_of(members_born_on) == "SEARCH event USING INDEX event_by_birth_date (<expr>=?)\n");
    CHECK(plan_of(accounts_with_tokens) == "SEARCH event USING INDEX event_of_token (stream>?)\n");
}

TEST_CASE("The people of an organization, and those of one role, are each a range of one index") {
    const auto plan = [](const AccountQuery& query) {
        Database database({":memory:"}, Access::Passing);
        migrate(database);
        Statement explain = database.prepare("explain", "EXPLAIN QUERY PLAN " + asked(query).sql);
        std::string text;
        while (explain.step()) text += explain.text(3) + "\n";
        return text;
    };
    const AccountPlace place{false, "Dana", StreamId::of_standing("person:dana")};
    const std::string behind = " AND (ended,name,stream)>(?,?,?)",
                      to = "SEARCH account_row USING COVERING INDEX ";
    const std::string all = "account_row_of_organization (organization=?";
    const std::string in_role = "account_row_of_organization_in_role (organization=? AND role=?";
    CHECK(plan({"clinic"}) == to + all + ")\n");
    CHECK(plan({"clinic", {}, place}) == to + all + behind + ")\n");
    CHECK(plan({"clinic", "provider"}) == to + in_role + ")\n");
    CHECK(plan({"clinic", "provider", place}) == to + in_role + behind + ")\n");
}

TEST_CASE("People come page by page, those that act first, by name, and each as it was written last") {
    const TemporaryFile file;
    SqliteStore store({{file.path()}, sample_key()});
    const auto person = [](const std::string& id) { return StreamId::of_standing("person:" + id); };
    Batch batch;
    batch.accounts = {{person("a"), "clinic", "Zoe", "provider", false, moment(1)},
                      {person("b"), "clinic", "Abe", "provider", true, moment(2)},
                      {person("c"), "clinic", "Max", "office administrator", false, moment(3)},
                      {person("d"), "clinic", "Max", "provider", false, moment(4)},
                      {person("e"), "elsewhere", "Eve", "provider", false, moment(5)},
                      {person("a"), "clinic", "Ada", "provider", false, moment(1)}};
    REQUIRE(store.commit(batch).has_value());
    std::string seen;
    AccountQuery query{.organization = "clinic", .limit = 1};
    for (auto page = store.accounts(query); !page.empty(); page = store.accounts(query)) {
        seen += page[0].stream.text().back();
        query.after = AccountPlace{page[0].ended, page[0].name, page[0].stream};
    }
    CHECK(seen == "acdb");
    CHECK(store.accounts({"clinic", "office administrator"}).size() == 1);
    CHECK(store.account_row(person("a")) == batch.accounts.back());
    CHECK_FALSE(store.account_row(person("f")).has_value());
    Batch forget;
    forget.projections = Projections::Forget;
    REQUIRE(store.commit(forget).has_value());
    CHECK(store.accounts({"clinic"}).empty());
}

TEST_CASE("Late cases are counted from one range of an index, up to the bound, and those never due are not") {
    Database database({":memory:"}, Access::Passing);
    migrate(database);
    Statement explain = database.prepare("explain", std::string("EXPLAIN QUERY PLAN ") + count_due_cases);
    std::string plan;
    while (explain.step()) plan += explain.text(3) + "\n";
    CHECK(plan.find("SEARCH case_row USING COVERING INDEX case_row_by_due (due<?)") != std::string::npos);
    const TemporaryFile file;
    SqliteStore store({{file.path()}, sample_key()});
    Batch batch;
    for (std::int64_t number = 1; number <= 6; ++number) {
        CaseRow row{sample_case(number), "M1", {}, "therapy", "in review", {}, {}, {}, {}};
        if (number <= 4) row.due = moment(10 * number);
        batch.cases.push_back(row);
    }
    REQUIRE(store.commit(batch).has_value());
    CHECK(store.due_cases(moment(9), 100) == 0);
    CHECK(store.due_cases(moment(10), 100) == 1);
    CHECK(store.due_cases(moment(40), 100) == 4);
    CHECK(store.due_cases(moment(40), 3) == 3);
}

TEST_CASE("Each batch is told how long it took") {
    const TemporaryFile file;
    std::vector<std::chrono::nanoseconds> told;
    SqliteStore store({.file = {file.path()},
                       .key = sample_key(),
                       .committed = [&](std::chrono::nanoseconds time) { told.push_back(time); }});
    REQUIRE(store.commit({}).has_value());
    REQUIRE(told.size() == 1);
    CHECK(told[0] > std::chrono::nanoseconds(0));
}

TEST_CASE("A list read page by page has every case once, also those due at once and those never due") {
    const TemporaryFile file;
    SqliteStore store({{file.path()}, sample_key()});
    Batch batch;
    for (const std::int64_t number : {5, 3, 1, 4, 2, 6}) {
        CaseRow row{sample_case(number), "M1", {}, "therapy", "in review", {}, {}, "clinic", {}};
        if (number <= 4) row.told_due = moment(number == 1 ? 0 : 10); // 2, 3 and 4 are due at once
        batch.cases.push_back(row);
    }
    REQUIRE(store.commit(batch).has_value());
    std::vector<StreamId> seen;
    std::optional<CaseRow> last;
    for (auto page = page_behind(store, last); !page.empty(); page = page_behind(store, last)) {
        CHECK(page.size() == 2);
        for (const CaseRow& row : page) seen.push_back(row.stream);
        last = page.back();
    }
    std::vector<StreamId> expected;
    for (const std::int64_t number : {1, 2, 3, 4, 5, 6}) expected.push_back(sample_case(number));
    CHECK(seen == expected);
}

TEST_CASE("The page behind a case that has moved away begins where the case stood") {
    const TemporaryFile file;
    SqliteStore store({{file.path()}, sample_key()});
    Batch batch;
    for (const std::int64_t number : {1, 2, 3})
        batch.cases.push_back(
            {sample_case(number), "M1", {}, "therapy", "in review", {}, {}, "clinic", {}, moment(number)});
    REQUIRE(store.commit(batch).has_value());
    const CaseRow second = batch.cases[1];
    batch.cases = {second};
    batch.cases[0].organization.reset();
    REQUIRE(store.commit(batch).has_value());
    const std::vector<CaseRow> page = page_behind(store, second);
    REQUIRE(page.size() == 1);
    CHECK(page[0].stream == sample_case(3));
}

TEST_CASE("Rights of an organization are told while they are open, the next to end first") {
    const TemporaryFile file;
    SqliteStore store({{file.path()}, sample_key()});
    const auto of = [](const char* member) { return StreamId::of_case(member, "C1"); };
    Batch batch;
    batch.rights = {{of("a"), "clinic", moment(10), moment(40)},
                    {of("b"), "clinic", moment(10), moment(30)},
                    {of("c"), "clinic", moment(25), moment(26)},
                    {of("d"), "elsewhere", moment(10), moment(40)},
                    {of("e"), "clinic", moment(10), moment(50)}};
    REQUIRE(store.commit(batch).has_value());
    const auto open = [&](int at, int limit = 10) {
        std::string seen;
        for (const RightRow& one : store.rights("clinic", moment(at), limit)) seen += one.stream.text()[5];
        return seen;
    };
    CHECK(open(9) == "");
    CHECK(open(20) == "bae");
    CHECK(open(20, 2) == "ba");
    CHECK(open(26) == "cbae");
    CHECK(open(27) == "bae");
    Batch ended;
    ended.rights = {{of("a"), ""}, {of("b"), "clinic", moment(10), moment(60)}};
    REQUIRE(store.commit(ended).has_value());
    CHECK(open(30) == "eb");
    Batch forget;
    forget.projections = Projections::Forget;
    REQUIRE(store.commit(forget).has_value());
    CHECK(open(30) == "");
}

TEST_CASE(
    "Acts are found by case, by person through their index, by kind and between moments, a piece at a time") {
    const TemporaryFile file;
    SqliteStore store({{file.path()}, sample_key()});
    const auto write = [&](std::int64_t number, const char* actor, const char* kind, std::int64_t at) {
        const StreamId stream = sample_case(number);
        const Record made{moment(at), actor, "reviewer", kind, 1, "{}"};
        REQUIRE(store.commit({{{stream, at_the_end, {made}}}}).has_value());
    };
    for (std::int64_t i = 0; i < 10; ++i)
        write(i % 2, i < 5 ? "ana" : "ben", i % 3 == 0 ? "Pended" : "Sent", i);
    REQUIRE(
        store.commit({{{StreamId::of_reads("ana"), at_the_end, {record("{}", moment(10))}}}}).has_value());
    const auto positions = [&](const ActQuery& query) {
        std::vector<std::int64_t> all;
        for (const Act& one : store.acts(query).found) all.push_back(one.position);
        return all;
    };
    using All = std::vector<std::int64_t>;
    CHECK(positions({}) == All{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}); // what ana has read is none
    CHECK(positions({.of = sample_case(1)}) == All{10, 8, 6, 4, 2});
    CHECK(positions({.person = "ana"}) == All{5, 4, 3, 2, 1});
    CHECK(positions({.of = sample_case(1), .person = "ana"}) == All{4, 2});
    CHECK(positions({.kind = "Pended"}) == All{10, 7, 4, 1});
    CHECK(positions({.from = moment(3), .until = moment(5)}) == All{6, 5, 4});
    CHECK(positions({.person = "ben", .until = moment(6)}) == All{7, 6});
    CHECK(positions({.until = moment(-1)}).empty());
    ActQuery query{.person = "ana", .limit = 2};
    const Acts first = store.acts(query);
    CHECK(first.found.size() == 2);
    query.before = first.go_on;
    CHECK(positions(query) == All{3, 2});
    query.before = store.acts(query).go_on;
    CHECK(positions(query) == All{1});
    CHECK_FALSE(store.acts(query).go_on);
    const Acts bounded = store.acts({.kind = "Pended", .look = 4}); // the reading, and three acts
    CHECK(bounded.found.size() == 1);
    CHECK(bounded.go_on == 8);
    CHECK(store.acts({.kind = "Pended", .before = bounded.go_on, .look = 4}).found.size() == 2);
}

TEST_CASE("Acts of a person are a range of one index, and those of a case another one") {
    const auto plan = [](const ActQuery& query) {
        Database database({":memory:"}, Access::Passing);
        migrate(database);
        Statement explain = database.prepare("explain", "EXPLAIN QUERY PLAN " + asked(query, 100).sql);
        std::string all;
        while (explain.step()) all += explain.text(3) + "\n";
        return all;
    };
    CHECK(plan({.person = "ana"}) == "SEARCH event USING INDEX event_of_actor (actor=? AND rowid<?)\n");
    CHECK(plan({.of = sample_case(1)}) == "SEARCH event USING INDEX event_of_stream (stream=?)\n");
    CHECK(plan({}) == "SEARCH event USING INTEGER PRIMARY KEY (rowid<?)\n");
}

} // namespace assent::store
