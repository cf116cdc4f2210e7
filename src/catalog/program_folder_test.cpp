#include "catalog/program_folder.hpp"

#include <doctest/doctest.h>

#include "base/failure.hpp"
#include "base/says_test.hpp"
#include "catalog/temporary_folder_test.hpp"

using namespace assent;
using assent::base::says;
using catalog::read_one_program;
using catalog::read_programs;
using catalog::sample_policy;
using catalog::Scenarios;
using catalog::TemporaryFolder;
using catalog::write_sample;

namespace {

calendar::Date on(const char* text) { return calendar::parse_date(text).value(); }

std::string mistakes_in(const std::filesystem::path& path) {
    return base::to_text(read_programs(path, Scenarios::Read).diagnostics);
}

std::string hash_of(const std::filesystem::path& path) {
    base::Diagnostics warnings;
    const auto program = read_one_program(path, Scenarios::Leave, warnings);
    REQUIRE(program);
    return program->versions.front().program.hash;
}

} // namespace

TEST_CASE("A program is found from its version, from its folder and from any folder above") {
    const TemporaryFolder folder;
    const auto version = write_sample(folder);
    for (const auto& path : {version, version.parent_path(), folder.path() / "programs", folder.path()}) {
        CAPTURE(path.string());
        const auto found = read_programs(path, Scenarios::Read);
        CHECK(base::to_text(found.diagnostics) == "");
        REQUIRE(found.programs.size() == 1);
        const auto& program = found.programs.front();
        CHECK(program.id() == "family/sample");
        REQUIRE(program.versions.size() == 1);
        CHECK(program.versions.front().program.scenarios.size() == 2);
        CHECK(program.versions.front().calendar_of()->name() == "plain");
    }
}

TEST_CASE("A closing slash after the folder changes nothing") {
    const TemporaryFolder folder;
    const auto version = write_sample(folder);
    CHECK(mistakes_in(version.string() + "/") == "");
    CHECK(mistakes_in(version.parent_path().string() + "/") == "");
}

TEST_CASE("Deciding reads no scenario, so a mistake in one does not stop it") {
    const TemporaryFolder folder;
    const auto version = write_sample(folder);
    folder.write("programs/family/sample/2021-01-01/scenarios/broken.policy", "scenery Broken\n");
    base::Diagnostics warnings;
    const auto program = read_one_program(version, Scenarios::Leave, warnings);
    REQUIRE(program);
    CHECK(program->versions.front().program.scenarios.empty());
    CHECK(says(mistakes_in(version), "broken.policy:1"));
}

TEST_CASE("A folder that is missing, empty or a file is told with what to name instead") {
    const TemporaryFolder folder;
    const auto file = folder.write("notes.txt", "nothing");
    CHECK(says(mistakes_in(folder.path() / "nowhere"), "there is no such folder"));
    CHECK(says(mistakes_in(folder.path()), "no program lies in this folder"));
    CHECK(says(mistakes_in(file), "this is a file"));
}

TEST_CASE("What the system cannot read is a broken world and no mistake of the policy") {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "2021-01-01/program.policy");
    CHECK_THROWS_AS(read_programs(folder.path(), Scenarios::Read), base::Failure);
}

TEST_CASE("Two programs in a folder are one too many where one is meant") {
    const TemporaryFolder folder;
    write_sample(folder);
    std::filesystem::copy(folder.path() / "programs/family/sample", folder.path() / "programs/family/second",
                          std::filesystem::copy_options::recursive);
    base::Diagnostics warnings;
    const auto program = read_one_program(folder.path(), Scenarios::Leave, warnings);
    REQUIRE(!program);
    CHECK(says(base::to_text(program.error()), "2 programs lie in this folder"));
    CHECK(says(mistakes_in(folder.path()), "called `family/sample`, and its folder says `family/second`"));
}

TEST_CASE("The folder of a version is named by the day from which it holds") {
    const TemporaryFolder folder;
    write_sample(folder, "2021-01-02");
    CHECK(says(mistakes_in(folder.path()),
               "the program holds from 2021-01-01, and its folder is called `2021-01-02`"));
}

TEST_CASE("Versions leave no day out and give no day to two") {
    const auto mistakes_with = [](const char* first) {
        const TemporaryFolder folder;
        write_sample(folder, "2021-01-01", sample_policy(first));
        write_sample(folder, "2022-01-01", sample_policy("2022-01-01 onward"));
        return mistakes_in(folder.path());
    };
    CHECK(mistakes_with("2021-01-01 through 2021-12-31") == "");
    CHECK(says(mistakes_with("2021-01-01 onward"),
               "this version holds onward, and the next one begins on 2022-01-01"));
    CHECK(says(mistakes_with("2021-01-01 through 2022-01-01"),
               "holds through 2022-01-01, and the next one begins on 2022-01-01"));
    CHECK(says(mistakes_with("2021-01-01 through 2021-12-30"),
               "no version holds from 2021-12-31 through 2021-12-31"));
    CHECK(says(mistakes_with("2021-01-01 onward"), "write `effective 2021-01-01 through 2021-12-31`"));
}

TEST_CASE("The version in force on the start of service governs, a day either side of the change") {
    const TemporaryFolder folder;
    write_sample(folder, "2021-01-01", sample_policy("2021-01-01 through 2021-12-31"));
    write_sample(folder, "2022-01-01", sample_policy("2022-01-01 through 2022-12-31"));
    const auto found = read_programs(folder.path(), Scenarios::Leave);
    REQUIRE(found.programs.size() == 1);
    const auto& program = found.programs.front();
    const auto first = &program.versions[0];
    const auto second = &program.versions[1];
    const auto received = on("2022-06-01");
    CHECK(program.governing({on("2020-12-31"), received}) == nullptr);
    CHECK(program.governing({on("2021-01-01"), received}) == first);
    CHECK(program.governing({on("2021-12-31"), received}) == first);
    CHECK(program.governing({on("2022-01-01"), received}) == second);
    CHECK(program.governing({on("2022-12-31"), received}) == second);
    CHECK(program.governing({on("2023-01-01"), received}) == nullptr);
    CHECK(program.governing({std::nullopt, received}) == second);
    CHECK(program.governing({std::nullopt, on("2021-06-01")}) == first);
    CHECK(program.in_force() == "from 2021-01-01 through 2021-12-31 and from 2022-01-01 through 2022-12-31");
}

TEST_CASE("Where receipt governs, the start of service does not") {
    const TemporaryFolder folder;
    std::string policy = sample_policy();
    policy.replace(policy.find("in force on start of service"), 28, "in force on receipt");
    write_sample(folder, "2021-01-01", policy);
    const auto found = read_programs(folder.path(), Scenarios::Leave);
    REQUIRE(found.programs.size() == 1);
    CHECK(found.programs.front().governing({on("2020-01-01"), on("2021-01-01")}) != nullptr);
    CHECK(found.programs.front().governing({on("2021-01-01"), on("2020-12-31")}) == nullptr);
}

TEST_CASE("A calendar that is not there is told with the nearest name") {
    const TemporaryFolder folder;
    std::string policy = sample_policy();
    policy.replace(policy.find("calendar   plain"), 16, "calendar   plan");
    const auto version = write_sample(folder, "2021-01-01", policy);
    const std::string mistakes = mistakes_in(version);
    CHECK(says(mistakes, "there is no calendar `plan`"));
    CHECK(says(mistakes, "did you mean `plain`?"));
}

TEST_CASE("A mistake in a calendar stands at its line") {
    const TemporaryFolder folder;
    const auto version = write_sample(folder);
    folder.write("programs/calendars/plain.calendar",
                 catalog::sample_calendar + "holiday Nonsense on Smarch\n");
    CHECK(says(mistakes_in(version), "plain.calendar:5"));
}

TEST_CASE("Rows that no list has are a warning, and a list without rows is a mistake") {
    const TemporaryFolder folder;
    const auto version = write_sample(folder);
    std::filesystem::rename(version / "codes/listed.csv", version / "codes/lists.csv");
    CHECK(says(mistakes_in(version), "the list `listed` has no file"));
    folder.write("programs/family/sample/2021-01-01/codes/listed.csv", catalog::sample_codes);
    const auto found = read_programs(version, Scenarios::Read);
    CHECK(!found.diagnostics.has_errors());
    CHECK(
        says(base::to_text(found.diagnostics), "lists.csv: warning: no list of the program has these rows"));
}

TEST_CASE("A mistake in one program hides none in another") {
    const TemporaryFolder folder;
    write_sample(folder);
    folder.write("programs/family/a/2021-01-01/program.policy", "programme a\n");
    folder.write("programs/family/b/2021-01-01/program.policy", "\xff");
    const auto found = read_programs(folder.path(), Scenarios::Read);
    CHECK(found.programs.size() == 1);
    CHECK(says(base::to_text(found.diagnostics), "family/a/2021-01-01/program.policy:1"));
    CHECK(says(base::to_text(found.diagnostics), "family/b/2021-01-01/program.policy:1"));
}

TEST_CASE("The hash changes with rules, rows, templates and calendar, and with nothing else") {
    const TemporaryFolder folder;
    const auto version = write_sample(folder);
    const std::string hash = hash_of(version);
    CHECK(hash.size() == 64);
    CHECK(hash_of(version.parent_path()) == hash);

    folder.write("programs/family/sample/2021-01-01/scenarios/examples.policy", "");
    CHECK(hash_of(version) == hash);
    std::string carriage_returns = catalog::sample_codes;
    for (std::size_t at = 0; (at = carriage_returns.find('\n', at)) != std::string::npos; at += 2)
        carriage_returns.insert(at, "\r");
    folder.write("programs/family/sample/2021-01-01/codes/listed.csv", carriage_returns);
    CHECK(hash_of(version) == hash);

    folder.write("programs/family/sample/2021-01-01/codes/listed.csv",
                 catalog::sample_codes + "M54.51,Other,,\n");
    const std::string other_rows = hash_of(version);
    CHECK(other_rows != hash);
    folder.write("programs/family/sample/2021-01-01/notices/log-in.md", "# Log in\n");
    const std::string other_words = hash_of(version);
    CHECK(other_words != other_rows);
    folder.write("programs/calendars/plain.calendar",
                 catalog::sample_calendar + "closed 2026-02-17 By order\n");
    const std::string other_calendar = hash_of(version);
    CHECK(other_calendar != other_words);
    folder.write("programs/family/sample/2021-01-01/program.policy", sample_policy("2021-01-01 onward", 18));
    CHECK(hash_of(version) != other_calendar);
}

TEST_CASE("Templates of notices are handed over by the names that notices call them by") {
    const TemporaryFolder folder;
    const auto version = write_sample(folder);
    folder.write("programs/family/sample/2021-01-01/notices/log-in.md", "# Log in\n");
    base::Diagnostics warnings;
    const auto read = read_version(version, Scenarios::Leave, warnings);
    REQUIRE(read.has_value());
    REQUIRE(read->notices.count("log in") == 1);
    CHECK(read->notices.at("log in").text == "# Log in\n");
}

TEST_CASE("Text that moves from one file to the next changes the hash") {
    const TemporaryFolder folder;
    const auto version = write_sample(folder);
    const std::string codes = "programs/family/sample/2021-01-01/codes/";
    folder.write(codes + "a.csv", "one\n\ncodes/b.csv\ntwo\n");
    const std::string in_one_file = hash_of(version);
    folder.write(codes + "a.csv", "one\n");
    folder.write(codes + "b.csv", "two\n");
    CHECK(hash_of(version) != in_one_file);
}

TEST_CASE("Every program of the repository is found without a mistake") {
    const auto found = read_programs(ASSENT_SOURCE_DIR "/programs", Scenarios::Read);
    CHECK(!found.programs.empty());
    CHECK(base::to_text(found.diagnostics) == "");
}
