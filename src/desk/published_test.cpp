#include "desk/published.hpp"

#include <doctest/doctest.h>

#include "catalog/temporary_folder_test.hpp"
#include "desk/small_office_test.hpp"

namespace assent::desk {
namespace {

using std::chrono::days;

catalog::ProgramVersions therapy() {
    base::Diagnostics warnings;
    auto read = catalog::read_one_program(ASSENT_SOURCE_DIR "/programs/florida-medicaid",
                                          catalog::Scenarios::Leave, warnings);
    REQUIRE(read.has_value());
    return std::move(*read);
}

std::string no_name(const std::string& id) { return id; }

// The sample program, counting on the calendar that it lacks, for adults from another age on.
catalog::Version sample(const catalog::TemporaryFolder& folder, int age) {
    const std::string policy = catalog::sample_policy("2021-01-01 onward", age);
    const auto at = catalog::write_sample(folder, "2021-01-01", policy);
    base::Diagnostics warnings;
    auto version = catalog::read_version(at, catalog::Scenarios::Leave, warnings);
    if (!version) FAIL(base::to_text(version.error()));
    return std::move(*version);
}

} // namespace

TEST_CASE("What was published is read again from the store alone, with the same hash") {
    OpenOffice open;
    const auto program = therapy();
    for (const catalog::Version& version : program.versions) {
        CHECK(publish(open.store, version, {"admin"}, monday));
        CHECK_FALSE(publish(open.store, version, {"admin"}, monday + days{1}));
    }
    const auto shelf = published_rules(open.store, no_name);
    REQUIRE(shelf.has_value());
    CHECK(shelf->programs() == std::vector<std::string>{"florida-medicaid/therapy"});
    const Rules* rules =
        shelf->in_force("florida-medicaid/therapy",
                        std::chrono::sys_days{std::chrono::year{2026} / 11 / 30} + std::chrono::hours{15});
    REQUIRE(rules != nullptr);
    CHECK(rules->hash() == therapy_rules().hash());
    CHECK(rules->program().terms.size() == therapy_rules().program().terms.size());
    const auto stream = open.office.done(SmallOffice::admission("M1"));
    CHECK(read_file(open.store, *shelf, stream).has_value());
}

TEST_CASE("A version that is published anew governs new cases, and the old one those it governed") {
    const catalog::TemporaryFolder folder;
    OpenOffice open;
    const catalog::Version first = sample(folder, 21);
    const catalog::Version second = sample(folder, 18);
    REQUIRE(first.program.hash != second.program.hash);
    CHECK(publish(open.store, first, {"admin"}, monday));
    CHECK(publish(open.store, second, {"admin"}, monday + days{1}));
    const auto shelf = published_rules(open.store, no_name);
    REQUIRE(shelf.has_value());
    const std::string id = first.program.header.id.text;
    CHECK(shelf->in_force(id, std::chrono::sys_days{std::chrono::year{2026} / 1 / 1} + std::chrono::hours{15})
              ->hash() == second.program.hash);
    CHECK(shelf->find(id, first.program.hash) != nullptr);
    CHECK(shelf->in_force(id, std::chrono::sys_days{std::chrono::year{2020} / 1 / 1} +
                                  std::chrono::hours{15}) == nullptr);
    CHECK(shelf->in_force("no/program", monday) == nullptr);
}

TEST_CASE(
    "People, organizations and members are called by their names, and who is not known by the identifier") {
    OpenOffice open;
    const auto name = names_in(open.store);
    CHECK(name("clerk") == "Clerk");
    CHECK(name("M1") == "A Child");
    CHECK(name("nobody") == "nobody");
    CHECK(name("no key/at all") == "no key/at all");
}

} // namespace assent::desk
