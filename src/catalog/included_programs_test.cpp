#include "catalog/included_programs.hpp"

#include <doctest/doctest.h>

#include "base/says_test.hpp"
#include "catalog/program_folder.hpp"
#include "catalog/temporary_folder_test.hpp"

using namespace assent;
using namespace assent::catalog;
using assent::base::says;

namespace {

std::string law(std::string_view from, std::string_view more = "") {
    return fmt::format("program law/land\n  title Law from {0}\n  effective {0} onward\n  cite law\n{1}",
                       from, more);
}

// A program that includes the law, whose newest version is of 2022.
void write_including(const TemporaryFolder& folder, const std::string& lines = "  include law/land\n",
                     const std::string& newest = law("2022-01-01", "  calendar plain\n")) {
    std::string policy = sample_policy();
    policy.insert(policy.find("\n\n"), "\n" + lines.substr(0, lines.size() - 1));
    write_sample(folder, "2021-01-01", policy);
    folder.write("programs/law/land/2021-01-01/program.policy", law("2021-01-01"));
    folder.write("programs/law/land/2022-01-01/program.policy", newest);
}

FoundPrograms found_in(const TemporaryFolder& folder) {
    return read_programs(folder.path() / "programs/family", Scenarios::Leave);
}

std::string hash_in(const TemporaryFolder& folder) {
    const FoundPrograms found = found_in(folder);
    REQUIRE_MESSAGE(found.programs.size() == 1, base::to_text(found.diagnostics));
    return found.programs[0].versions[0].program.hash;
}

std::string mistakes_in(const TemporaryFolder& folder) { return base::to_text(found_in(folder).diagnostics); }

} // namespace

TEST_CASE("an included program is read from its newest version, with its calendar") {
    const TemporaryFolder folder;
    write_including(folder);
    const FoundPrograms found = found_in(folder);
    REQUIRE_MESSAGE(found.programs.size() == 1, base::to_text(found.diagnostics));
    const Version& version = found.programs[0].versions[0];
    REQUIRE(version.program.origins.size() == 2);
    CHECK(version.program.origins[1].title == "Law from 2022-01-01");
    REQUIRE(version.calendars.size() == 2);
    REQUIRE(version.calendar_of(1));
    CHECK(version.calendar_of(1)->name() == "plain");
    CHECK(version.calendar_of(0)->name() == "plain");
}

TEST_CASE("an origin without a calendar counts on the program's, and a program may have none") {
    const TemporaryFolder folder;
    write_including(folder, "  include law/land\n", law("2022-01-01"));
    const FoundPrograms found = found_in(folder);
    REQUIRE(found.programs.size() == 1);
    const Version& version = found.programs[0].versions[0];
    CHECK_FALSE(version.calendars[1].has_value());
    CHECK(version.calendar_of(1) == version.calendar_of(0));
    CHECK(Version{}.calendar_of(0) == nullptr);
}

TEST_CASE("the text of an included program is part of the hash, once, and older versions are not") {
    const TemporaryFolder folder;
    write_including(folder);
    const std::string before = hash_in(folder);
    folder.write("programs/law/land/2021-01-01/program.policy", law("2021-01-01", "  title Old\n"));
    CHECK(hash_in(folder) == before);
    folder.write("programs/law/land/2022-01-01/program.policy", law("2022-01-01", "  calendar plain\n# !\n"));
    CHECK(hash_in(folder) != before);
    const TemporaryFolder without;
    write_sample(without);
    CHECK(hash_in(without) != before);
}

TEST_CASE("a program that is not there is told with the nearest name") {
    const TemporaryFolder folder;
    write_including(folder, "  include law/lamb\n");
    CHECK(
        says(mistakes_in(folder), "there is no program `law/lamb` to include\n    did you mean `law/land`?"));
    for (const char* id : {"../programs/law/land", "/law/land", "law//land", "law/./land", "law"}) {
        CAPTURE(id);
        const TemporaryFolder other;
        write_including(other, fmt::format("  include {}\n", id));
        CHECK(says(mistakes_in(other), fmt::format("there is no program `{}` to include", id)));
    }
}

TEST_CASE("a mistake in an included program, or a calendar it does not have, stands where it is") {
    const TemporaryFolder folder;
    write_including(folder, "  include law/land\n", law("2022-01-01", "party p\n"));
    CHECK(says(mistakes_in(folder), "2022-01-01/program.policy:5:7: error: the party `p` does not show"));
    const TemporaryFolder other;
    write_including(other, "  include law/land\n", law("2022-01-01", "  calendar plane\n"));
    CHECK(says(mistakes_in(other), "2021-01-01/program.policy:9:11: error: there is no calendar `plane`"));
}

TEST_CASE("outside a folder `programs` there is nothing to include") {
    const TemporaryFolder folder;
    folder.write("p/2021-01-01/program.policy",
                 "program p\n  effective 2021-01-01 onward\n  cite law\n  include law/land\n");
    CHECK(says(base::to_text(read_programs(folder.path(), Scenarios::Leave).diagnostics),
               "there is no program `law/land` to include"));
}

TEST_CASE("the programs below a folder are known by their ids") {
    const TemporaryFolder folder;
    write_including(folder);
    CHECK(program_ids(folder.path() / "programs") == std::vector<std::string>{"family/sample", "law/land"});
    CHECK(programs_around(folder.path() / "programs/law/land") == complete(folder.path() / "programs"));
    CHECK_FALSE(newest_version(folder.path() / "programs", "law"));
    CHECK(newest_version(folder.path() / "programs", "law/land")->filename() == "2022-01-01");
}

TEST_CASE("a zone is read with the hours, and one that is none is told with the nearest name") {
    const TemporaryFolder folder;
    write_including(folder, "  hours 8:00 to 17:00 Monday to Friday in America/Chicago\n");
    const FoundPrograms found = found_in(folder);
    REQUIRE_MESSAGE(found.programs.size() == 1, base::to_text(found.diagnostics));
    REQUIRE(found.programs[0].versions[0].zone);
    CHECK(found.programs[0].versions[0].zone->name() == "America/Chicago");
    const TemporaryFolder other;
    write_including(other, "  hours 8:00 to 17:00 Monday to Friday in America/Chicagoo\n");
    CHECK(says(mistakes_in(other),
               "`America/Chicagoo` is not a time zone\n    did you mean `America/Chicago`?"));
}
