// Weeks of a whole office under the promises, from a seed. A seed that breaks one is printed, and gives the
// same run again: ASSENT_SEED=... test_office_simulation.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "catalog/program_folder.hpp"
#include "catalog/zones.hpp"
#include "letters/template_composer.hpp"
#include "office.hpp"

namespace {

using namespace assent;

const catalog::Version& therapy() {
    static const catalog::ProgramVersions program = [] {
        base::Diagnostics warnings;
        auto read = catalog::read_one_program(
            std::filesystem::path(ASSENT_SOURCE_DIR) / "programs/florida-medicaid/therapy",
            catalog::Scenarios::Leave, warnings);
        if (!read) {
            std::fputs(base::to_text(read.error()).c_str(), stderr);
            std::abort();
        }
        return *std::move(read);
    }();
    return program.versions.front();
}

casework::RuleBook therapy_book() {
    std::vector<calendar::BusinessCalendar> calendars;
    for (std::size_t i = 0; i < therapy().program.origins.size(); ++i)
        calendars.push_back(*therapy().calendar_of(i));
    return {therapy().program, std::move(calendars), *therapy().zone};
}

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
    const char* given = std::getenv(name);
    return given ? std::strtoull(given, nullptr, 10) : otherwise;
}

void simulate(std::uint64_t seed, std::uint64_t events) {
    const casework::RuleBook rules = therapy_book();
    const letters::Templates none;
    const letters::TemplateComposer composer(none, rules, [](const std::string& id) { return id; });
    office::Office office(rules, composer, seed);
    const auto broken = office.run(events);
    const office::Counts& c = office.counts();
    MESSAGE(fmt::format(
        "seed {}: {} events of {} cases, {} commands refused of {}, {} lines approved, {} adverse, {} "
        "suspensions, {} revoked, {} disputes, {} missed",
        seed, c.events, c.cases, c.refusals, c.commands, c.approvals, c.adverse, c.suspensions, c.revocations,
        c.disputes, c.missed));
    CHECK_MESSAGE(!broken, fmt::format("seed {}: {}", seed, broken.value_or("")));
    CHECK(c.adverse > 0);
    CHECK(c.approvals > 0);
    CHECK(c.suspensions > 0);
    CHECK(c.disputes > 0);
}

} // namespace

TEST_CASE("an office keeps the promises through weeks of mistakes") {
    const std::uint64_t events = number_from("ASSENT_EVENTS", 60'000);
    simulate(number_from("ASSENT_SEED", 1), events);
    simulate(number_from("ASSENT_SEED", 20261121), events);
}
