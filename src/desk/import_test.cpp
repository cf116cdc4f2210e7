#include "desk/import.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <sstream>
#include <thread>

#include "base/failure.hpp"
#include "base/says_test.hpp"
#include "catalog/file_text.hpp"
#include "desk/record.hpp"
#include "store/sqlite_store.hpp"
#include "store/temporary_file_test.hpp"

namespace assent::desk {
namespace {

using base::says;

// 10:00 in UTC on the last of November: where days begin first, the first of December begins.
constexpr calendar::Instant morning =
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 30} + std::chrono::hours{10};

calendar::Date day(const char* text) { return calendar::parse_date(text).value(); }

struct Outcome {
    Imported counts;
    std::string rejected, mistakes;
    std::vector<Progress> progress;
};

struct House {
    store::TemporaryFile file;
    store::SqliteStore store{{{file.path()}, store::SigningKey({7})}};

    // Broken off after so many blocks, when it is told to be.
    Outcome import(ImportKind kind, const std::string& text, std::size_t blocks = 1'000'000) {
        return import_into(store, kind, text, blocks);
    }

    static Outcome import_into(store::Store& into, ImportKind kind, const std::string& text,
                               std::size_t blocks = 1'000'000) {
        Outcome outcome;
        std::istringstream content(text);
        ImportFile what{kind, "file.csv", content};
        what.reject = [&](std::string_view rows) { outcome.rejected += rows; };
        what.tell = [&](const Progress& progress) {
            outcome.progress.push_back(progress);
            if (outcome.progress.size() == blocks) throw base::Failure("broken off");
        };
        const auto done = import_file(into, what, {{"import"}, morning, {"visits", "therapy units"}});
        if (done) outcome.counts = *done;
        if (!done) outcome.mistakes = base::to_text(done.error());
        return outcome;
    }

    Standing member(const char* id) { return read_standing(store, stream_of(casework::MemberId{id})); }
    Standing person(const char* id) { return read_standing(store, stream_of(casework::PersonId{id})); }
    std::int64_t records_of(const char* member) {
        return store.head(stream_of(casework::MemberId{member})).sequence;
    }
    Account account(const char* member, const char* ledger) {
        const auto stream = store::StreamId::of_ledger(member, ledger);
        return account_of(stream, store.read(stream, 1));
    }
    std::int64_t used(const char* member, std::int32_t year) {
        return account(member, "therapy-units").entries.used(year, day("2026-11-30"));
    }
};

// The example under a heading of the page.
std::string example_of(ImportKind kind) {
    const std::string page = catalog::file_text(ASSENT_SOURCE_DIR "/docs/import.md");
    const std::string fence = "```csv\n";
    const auto heading = page.find("\n### " + std::string(to_text(kind)) + "\n");
    REQUIRE(heading != std::string::npos);
    const auto begin = page.find(fence, heading) + fence.size();
    return page.substr(begin, page.find("```", begin) - begin);
}

std::string many_members(std::size_t count, const char* language) {
    std::string text = "member,name,birth_date,language\n";
    for (std::size_t i = 1; i <= count; ++i)
        text += fmt::format("M{0},Name {0},2001-02-03,{1}\n", i, language);
    return text;
}

// Why a single row is rejected; "" when it is not.
std::string why(ImportKind kind, const std::string& row) {
    House house;
    std::string header;
    for (const std::string& column : columns_of(kind)) header += (header.empty() ? "" : ",") + column;
    const Outcome outcome = house.import(kind, header + "\n" + row + "\n");
    CHECK(outcome.mistakes == "");
    CHECK(outcome.counts.written + outcome.counts.rejected == 1);
    if (outcome.rejected.empty()) return "";
    const std::string line = outcome.rejected.substr(outcome.rejected.find('\n') + 1);
    return line.substr(line.find(",2,") + 3);
}

std::string why_account(const std::string& row) { return why(ImportKind::Accounts, row); }

} // namespace

TEST_CASE("Every example on the page is imported, and no row of it is rejected") {
    House house;
    for (std::size_t i = 0; i < import_kinds; ++i) {
        const auto kind = static_cast<ImportKind>(i);
        CAPTURE(to_text(kind));
        const Outcome outcome = house.import(kind, example_of(kind));
        CHECK(outcome.mistakes == "");
        CHECK(outcome.rejected == "");
        CHECK(outcome.counts.rows >= 2);
        CHECK(outcome.counts.written == outcome.counts.rows);
    }
    const Standing ana = house.member("M1001");
    CHECK(ana.member->name == "Ana Lima");
    CHECK(ana.member->birth_date == day("2019-05-04"));
    CHECK(ana.member->language == "es");
    REQUIRE(ana.eligible.size() == 2);
    CHECK(ana.eligible[0].through == day("2025-12-31"));
    CHECK(!ana.eligible[1].through);
    CHECK(house.member("M1002").member->name == "Hill, Robert");
    CHECK(house.member("M1002").eligible[0].determined == day("2026-05-12"));
    const auto okafor = identify(house.store, {"P41"});
    REQUIRE(okafor.has_value());
    CHECK(okafor->role == casework::Role::Reviewer);
    CHECK(okafor->organization.text == "O99");
    CHECK(okafor->credentials.size() == 2);
    CHECK(okafor->conflicts[0].towards == "O20");
    CHECK(!identify(house.store, {"P42"}));
    CHECK(house.person("P77").held[0].towards == "M1001");
    const Standing bay = read_standing(house.store, stream_of(casework::OrganizationId{"O20"}));
    CHECK(bay.organization->name == "Bay Children's Therapy");
    CHECK(bay.held[0].scope == "physical therapy");
    CHECK(house.used("M1001", 2026) == 14);
    CHECK(house.account("M1002", "therapy-units").known);
    CHECK(!house.account("M1003", "therapy-units").known);
}

TEST_CASE("A file that comes again unchanged adds nothing, and of a changed one only what changed") {
    House house;
    const std::string header = "member,name,birth_date,language\n";
    house.import(ImportKind::Members, header + "M1,Ann,,\nM2,Bo,,\n");
    const Outcome again = house.import(ImportKind::Members, header + "M1,Ann,,\nM2,Bo,,\n");
    CHECK(again.counts.written == 0);
    CHECK(again.counts.unchanged == 2);
    const Outcome changed = house.import(ImportKind::Members, header + "M1,Ann,,es\nM2,Bo,,\n");
    CHECK(changed.counts.written == 1);
    CHECK(changed.counts.unchanged == 1);
    CHECK(house.records_of("M1") == 2);
    CHECK(house.records_of("M2") == 1);
    CHECK(house.member("M1").member->language == "es");
}

TEST_CASE("What one file said and another took back is believed when the first comes again") {
    House house;
    const std::string header = "person,name,role,organization,ended\n";
    const std::string acts = header + "P1,Ann,reviewer,,no\n", ended = header + "P1,Ann,reviewer,,yes\n";
    house.import(ImportKind::People, acts);
    house.import(ImportKind::People, ended);
    CHECK(!identify(house.store, {"P1"}));
    CHECK(house.import(ImportKind::People, acts).counts.written == 1);
    CHECK(identify(house.store, {"P1"}).has_value());
    CHECK(house.import(ImportKind::People, ended).counts.written == 1);
    CHECK(!identify(house.store, {"P1"}));
}

TEST_CASE("A row is compared with what it takes the place of, also within its own block") {
    House house;
    const std::string header = "member,from,through,determined\n";
    const std::string spans = header + "M1,2025-01-01,2025-12-31,\nM1,2026-01-01,,\n";
    CHECK(house.import(ImportKind::Eligibility, spans).counts.written == 2);
    CHECK(house.import(ImportKind::Eligibility, spans).counts.unchanged == 2);
    // To something else, and back: the last row is what holds.
    const Outcome there_and_back =
        house.import(ImportKind::Eligibility, header + "M1,2026-01-01,2026-06-30,\nM1,2026-01-01,,\n");
    CHECK(there_and_back.counts.written == 2);
    CHECK(house.records_of("M1") == 4);
    CHECK(house.member("M1").eligible.size() == 2);
    CHECK(!house.member("M1").eligible[1].through);
}

TEST_CASE("A run that was broken off goes on where it stopped") {
    House house;
    const std::string text = many_members(2500, "en");
    CHECK_THROWS_AS(house.import(ImportKind::Members, text, 2), base::Failure);
    CHECK(house.records_of("M2000") == 1);
    CHECK(house.records_of("M2001") == 0);
    const Outcome rest = house.import(ImportKind::Members, text);
    CHECK(rest.counts.rows == 2500);
    CHECK(rest.counts.skipped_blocks == 2);
    CHECK(rest.counts.skipped == 2000);
    CHECK(rest.counts.written == 500);
    CHECK(house.records_of("M1") == 1);
    CHECK(house.records_of("M2500") == 1);
    // It has ended; another run over the same file looks at every row.
    const Outcome again = house.import(ImportKind::Members, text);
    CHECK(again.counts.unchanged == 2500);
    CHECK(again.counts.skipped_blocks == 0);
}

TEST_CASE("Two files that speak of the same members at the same time lose nothing of each other") {
    House house;
    constexpr int rows = 3000, members = 50;
    std::string names = "member,name,birth_date,language\n", spans = "member,from,through,determined\n";
    for (int i = 0; i < rows; ++i) {
        names += fmt::format("M{},Name {},,\n", i % members, i);
        spans += fmt::format("M{},{}-01-01,,\n", i % members, 1900 + i / members);
    }
    Outcome one, other;
    std::thread beside([&] { one = house.import(ImportKind::Members, names); });
    other = house.import(ImportKind::Eligibility, spans);
    beside.join();
    CHECK(one.counts.written == rows);
    CHECK(other.counts.written == rows);
    CHECK(house.records_of("M7") == 2 * rows / members);
    CHECK(house.member("M7").member->name == "Name 2957");
    CHECK(house.member("M7").eligible.size() == rows / members);
}

TEST_CASE("Rejected rows come again when a run goes on, also those of blocks that were written") {
    House house;
    const std::string text = many_members(1, "EN") + many_members(1500, "en").substr(32);
    CHECK_THROWS_AS(house.import(ImportKind::Members, text, 1), base::Failure);
    const Outcome rest = house.import(ImportKind::Members, text);
    CHECK(rest.counts.skipped == 999);
    CHECK(rest.counts.written == 501);
    CHECK(rest.counts.rejected == 1);
    CHECK(says(rest.rejected, "M1,Name 1,2001-02-03,EN,2,\"language: "));
}

TEST_CASE("Progress ends at the last byte, and counts what was rejected") {
    House house;
    const std::string text = many_members(1000, "en") + "M 1,Name,,\n";
    const Outcome outcome = house.import(ImportKind::Members, text);
    REQUIRE(outcome.progress.size() == 2);
    CHECK(outcome.progress[0].rows == 1000);
    CHECK(outcome.progress[0].bytes_done == text.size() - 11);
    CHECK(outcome.progress[1].bytes_done == text.size());
    CHECK(outcome.progress[1].bytes_total == text.size());
    CHECK(outcome.progress[1].rejected == 1);
}

TEST_CASE("A wrong row is handed back with its line and all that is wrong, and costs no other") {
    House house;
    const Outcome outcome = house.import(ImportKind::Members,
                                         "# from the plan\nname,member,language,birth_date\n"
                                         "\"Lima, \"\"Ana\"\"\",M 1,,30.11.2019\n"
                                         "Bo,M2,,\n"
                                         ",M3\n");
    CHECK(outcome.counts.rows == 3);
    CHECK(outcome.counts.written == 1);
    CHECK(outcome.counts.rejected == 2);
    CHECK(
        outcome.rejected ==
        "name,member,language,birth_date,line,why\n"
        "\"Lima, \"\"Ana\"\"\",M 1,,30.11.2019,3,\"member: write an identifier in letters, digits and marks "
        "of ASCII, without blanks and slashes; birth_date: write a day of the calendar as 2026-11-28, or "
        "leave it empty when there is none\"\n"
        "\",M3\",,,,5,\"this row has 2 cells; the header has 4: write a comma for every cell, also for an "
        "empty one\"\n");
}

TEST_CASE("Rejected rows that were put right are imported from their own file") {
    House house;
    Outcome outcome = house.import(ImportKind::Members, "member,name,birth_date,language\nM1,Ann,2019,\n");
    outcome.rejected.replace(outcome.rejected.find("2019,"), 4, "2019-05-04");
    CHECK(house.import(ImportKind::Members, outcome.rejected).counts.written == 1);
    CHECK(house.member("M1").member->birth_date == day("2019-05-04"));
}

TEST_CASE("Nobody was born before 1880, or on a day that has begun nowhere yet") {
    CHECK(why(ImportKind::Members, "M1,Ann,1880-01-01,") == "");
    CHECK(says(why(ImportKind::Members, "M1,Ann,1879-12-31,"), "birth_date: write the day of birth"));
    CHECK(why(ImportKind::Members, "M1,Ann,2026-12-01,") == "");
    CHECK(says(why(ImportKind::Members, "M1,Ann,2026-12-02,"), "birth_date: write the day of birth"));
}

TEST_CASE("A name in a file is one line, for it stands in letters") {
    CHECK(says(why(ImportKind::Members, "M1,\"Ann\nAll is approved.\",2019-05-04,"),
               "name: write it on one line"));
    CHECK(says(why(ImportKind::Members, "M1, ,2019-05-04,"), "name: write it"));
}

TEST_CASE("A span may be of one day, and ends no day before it begins") {
    CHECK(why(ImportKind::Eligibility, "M1,2026-03-02,2026-03-02,") == "");
    CHECK(says(why(ImportKind::Eligibility, "M1,2026-03-02,2026-03-01,"), "through: write the last day"));
    CHECK(says(why(ImportKind::Eligibility, "M1,,2026-03-01,"), "from: write a day"));
    CHECK(says(why(ImportKind::Eligibility, "M1,2026-03-02,9999-12-31,"), "through: write a day"));
    CHECK(why(ImportKind::Credentials, "P1,person,guardian,,M1,2026-03-02,2026-03-02") == "");
    CHECK(says(why(ImportKind::Credentials, "P1,person,guardian,,M1,2026-03-02,2026-03-01"), "through: "));
    CHECK(says(why(ImportKind::Conflicts, "P1,M1,kin,2026-03-02,2026-03-01"), "through: "));
}

TEST_CASE("An account is of a ledger that a published program has") {
    House house;
    std::istringstream content("member,ledger,year,used\nM1,visits,2026,1\n");
    std::string rejected;
    ImportFile file{ImportKind::Accounts, "file.csv", content};
    file.reject = [&](std::string_view rows) { rejected += rows; };
    CHECK(import_file(house.store, file, {{"import"}, morning}).value().rejected == 1);
    CHECK(says(rejected, "ledger: publish the program that has it first"));
}

TEST_CASE("Years and units have their bounds") {
    CHECK(says(why_account("M1,therapy units,1899,0"), "year: write a whole number from 1900 to 2400"));
    CHECK(why_account("M1,therapy units,1900,0") == "");
    CHECK(why_account("M1,therapy units,2400,0") == "");
    CHECK(says(why_account("M1,therapy units,2401,0"), "year: "));
    CHECK(says(why_account("M1,therapy units,2026,-1"), "used: write a whole number from 0"));
    CHECK(says(why_account("M1,therapy units,2026,1.5"), "used: "));
    CHECK(says(why_account("M1,therapy unit,2026,1"),
               "ledger: write visits or therapy units; did you mean `therapy units`?"));
    CHECK(says(why_account("M1,,2026,1"), "ledger: write visits or therapy units"));
}

TEST_CASE("A word that is none gets those that are, and the one that was probably meant") {
    const std::string role = why(ImportKind::People, "P1,Ann,reviewr,,");
    CHECK(says(role, "role: write provider, member side, reviewer"));
    CHECK(says(role, "did you mean `reviewer`?"));
    CHECK(says(why(ImportKind::People, "P1,Ann,reviewer,,true"), "ended: write no or yes"));
    CHECK(
        says(why(ImportKind::Credentials, "P1,people,guardian,,M1,,"), "kind: write person or organization"));
    CHECK(says(why(ImportKind::Members, "M1,Ann,,Spanish!"), "language: write the code"));
    CHECK(says(why(ImportKind::Members, "M1, ,,"), "name: write it"));
}

TEST_CASE("A file gives nobody the part of the program itself") {
    CHECK(says(why(ImportKind::People, "P1,Ann,system,,"), "role: write"));
    CHECK(says(why(ImportKind::People, "P1,Ann,timer,,"), "role: write"));
    // A member by such a name would have the standing of a person.
    CHECK(says(why(ImportKind::Members, "person:P1,Ann,,"), "member: write"));
    CHECK(says(why(ImportKind::Eligibility, "organization:O1,2026-01-01,,"), "member: write"));
}

TEST_CASE("With a wrong header nothing is imported, and every mistake is told") {
    House house;
    const Outcome near = house.import(ImportKind::Members, "member,Name,birthdate,card\nM1,Ann,,7\n");
    CHECK(near.counts.rows == 0);
    CHECK(house.records_of("M1") == 0);
    CHECK(says(near.mistakes,
               "file.csv:1:8: error: a file of members has no such column\n    did you mean `name`?"));
    CHECK(says(near.mistakes,
               "file.csv:1:13: error: a file of members has no such column\n    did you mean "
               "`birth_date`?"));
    CHECK(says(near.mistakes,
               "file.csv:1:23: error: a file of members has no such column\n    let the first line"));
    CHECK(says(near.mistakes, "file.csv:1:1: error: the column `language` is missing"));
    CHECK(!says(near.mistakes, "the column `name` is missing"));
    const Outcome twice = house.import(ImportKind::Members, "# x\nmember,name,name,language\n");
    CHECK(says(twice.mistakes,
               "file.csv:2:1: error: the header cannot be read\n    let the first line name each"));
    CHECK(says(house.import(ImportKind::Members, "").mistakes, "the header cannot be read"));
}

TEST_CASE("A message repeats nothing of a file without a header") {
    House house;
    for (const char* text : {"M1,Ann Secret,2019-05-04,es\n", "Secret,Secret,,\n", "\"Secret\n"}) {
        const Outcome outcome = house.import(ImportKind::Members, text);
        CHECK(says(outcome.mistakes, "error: "));
        CHECK(!says(outcome.mistakes, "Secret"));
        CHECK(!says(outcome.mistakes, "2019"));
    }
}

TEST_CASE("An account keeps the difference, so that a number which comes again corrects the first") {
    House house;
    const std::string header = "member,ledger,year,used\n";
    const auto import = [&](const std::string& rows) {
        return house.import(ImportKind::Accounts, header + rows).counts;
    };
    CHECK(import("M1,therapy units,2026,14\n").written == 1);
    CHECK(import("M1,therapy units,2026,14\n").unchanged == 1);
    CHECK(house.used("M1", 2026) == 14);
    CHECK(import("M1,therapy units,2026,17\nM1,therapy units,2025,3\n").written == 2);
    CHECK(house.used("M1", 2026) == 17);
    CHECK(import("M1,therapy units,2026,12\nM1,therapy units,2026,11\n").written == 2);
    CHECK(house.used("M1", 2026) == 11);
    CHECK(house.used("M1", 2025) == 3);
    CHECK(import("M1,therapy units,2026,0\n").written == 1);
    CHECK(house.used("M1", 2026) == 0);
    CHECK(import("M1,therapy units,2026,0\n").unchanged == 1);
}

} // namespace assent::desk
