// What is counted of cases: figures by their words and day, and the lists of what they count.

#include <doctest/doctest.h>

#include <algorithm>

#include "store/reader.hpp"
#include "store/sample_batch_test.hpp"
#include "store/schema.hpp"
#include "store/temporary_file_test.hpp"

namespace assent::store {
namespace {

using calendar::Date;
using std::chrono::days;

constexpr Date first_day = std::chrono::sys_days{std::chrono::year{2026} / 12 / 1};

Measure measure(const char* what, const char* outcome, Date day, int took = 0) {
    Measure made{"therapy", "decision", what, outcome, day, moment(0)};
    made.due = moment(100);
    if (took > 0) made.done = moment(took);
    return made;
}

struct Counting {
    TemporaryFile file;
    SqliteStore store{{{file.path()}, sample_key()}};

    void count(std::int64_t number, std::vector<Measure> all) {
        Batch batch;
        batch.measures = {{sample_case(number), std::move(all)}};
        REQUIRE(store.commit(batch).has_value());
    }
    std::vector<Tally> tallies(std::optional<std::string> outcome = {}) {
        return store.tallies({"therapy", first_day, first_day + days{30}, "decision", std::move(outcome)});
    }
    static MeasureQuery all_of(std::optional<std::string> outcome = {}) {
        return {.program = "therapy",
                .kind = "decision",
                .from = first_day,
                .through = first_day + days{30},
                .outcome = std::move(outcome)};
    }
};

} // namespace

TEST_CASE_FIXTURE(Counting,
                  "A day's tally is as many as are counted, and how long those took that are done") {
    const Measure in_time = measure("first", "in time", first_day, 10);
    count(1, {in_time, in_time, measure("second", "open", first_day + days{2})});
    count(2, {in_time});
    const auto both = tallies();
    REQUIRE(both.size() == 2);
    CHECK(both[0].count == 3);
    CHECK(both[0].took == 3 * (moment(10) - moment(0)));
    CHECK(both[1] == Tally{"decision", "second", "open", first_day + days{2}, 1, std::chrono::seconds{0}});
    count(1,
          {measure("second", "late", first_day + days{2}, 30)}); // all that was counted of it before is not
    const auto now = tallies();
    REQUIRE(now.size() == 2);
    CHECK(now[0].count == 1);
    CHECK(now[1].outcome == "late");
    CHECK(tallies("open").empty());
    CHECK(store.measures_of(sample_case(1)).size() == 1);
    CHECK(store.tallies({"another program", first_day, first_day}).empty());
    CHECK(store.tallies({"therapy", first_day + days{3}, first_day + days{9}}).empty());
}

TEST_CASE_FIXTURE(Counting, "A list over several figures comes page by page, each once, by day and case") {
    for (std::int64_t number = 1; number <= 9; ++number)
        count(number, {measure("first", number % 2 == 0 ? "late" : "in time", first_day + days{number / 3}),
                       measure("first", "in time", first_day + days{number / 3})});
    MeasureQuery query = all_of();
    query.limit = 4;
    std::vector<MeasurePlace> seen;
    for (auto page = store.measures(query); !page.empty(); page = store.measures(query)) {
        for (const ListedMeasure& one : page) seen.push_back(one.place);
        query.after = page.back().place;
    }
    REQUIRE(seen.size() == 18);
    for (std::size_t i = 1; i < seen.size(); ++i) {
        CHECK(std::pair(seen[i - 1].day, seen[i - 1].stream) <= std::pair(seen[i].day, seen[i].stream));
        CHECK_FALSE(seen[i - 1] == seen[i]);
    }
    CHECK(store.measures(all_of("late")).size() == 4);
    std::vector<MeasurePlace> back;
    query.latest_first = true;
    query.after.reset();
    for (auto page = store.measures(query); !page.empty(); page = store.measures(query)) {
        for (const ListedMeasure& one : page) back.push_back(one.place);
        query.after = page.back().place;
    }
    std::reverse(back.begin(), back.end());
    CHECK(back == seen);
}

TEST_CASE_FIXTURE(Counting, "What is made from the log is forgotten with all that is counted") {
    count(1, {measure("first", "late", first_day, 10)});
    Batch forget;
    forget.projections = Projections::Forget;
    REQUIRE(store.commit(forget).has_value());
    CHECK(tallies().empty());
    CHECK(store.measures(all_of()).empty());
    count(1, {measure("first", "late", first_day, 10)});
    CHECK(tallies().size() == 1);
}

TEST_CASE("A page of a figure is a range of one index, and a tally of one of each table") {
    Database database({":memory:"}, Access::Passing);
    migrate(database);
    const auto plan_of = [&](const Asked& question) {
        Statement explain = database.prepare("explain", "EXPLAIN QUERY PLAN " + question.sql);
        std::string plan;
        while (explain.step()) plan += explain.text(3) + "\n";
        return plan;
    };
    MeasureQuery query{.program = "p",
                       .kind = "k",
                       .from = first_day,
                       .through = first_day,
                       .after = MeasurePlace{first_day, sample_case(1), 1, 1}};
    for (const bool latest_first : {false, true}) {
        query.latest_first = latest_first;
        const std::string page = plan_of(asked(query, 1));
        CHECK(page.find("SEARCH measure USING INDEX measure_of_figure (figure=?") != std::string::npos);
        CHECK(page.find("SCAN") == std::string::npos);
        CHECK(page.find("TEMP B-TREE") == std::string::npos);
    }
    const std::string tally = plan_of(asked(TallyQuery{"p", first_day, first_day, {}, {}}));
    CHECK(tally.find("SEARCH figure USING COVERING INDEX figure_by_words (program=?") != std::string::npos);
    CHECK(tally.find("SEARCH tally USING PRIMARY KEY (figure=? AND day>? AND day<?)") != std::string::npos);
}

} // namespace assent::store
