#include <fmt/format.h>

#include "app/clock.hpp"
#include "app/data_folder.hpp"
#include "app/house_commands.hpp"
#include "app/opened_store.hpp"
#include "desk/retention.hpp"

namespace assent::app {
namespace {

constexpr int cases_at_once = 200;

// Cases past retention, and what became of them.
struct Round {
    std::size_t removed = 0, held = 0;
};

std::string day_of(calendar::Instant at) {
    return calendar::to_text(std::chrono::floor<std::chrono::days>(at));
}

Round go_through(const desk::Retention& retention, const desk::Cause* cause, Console& console) {
    Round round;
    std::optional<std::int64_t> before;
    do {
        const desk::DueCases due = retention.due(before, cases_at_once);
        for (const desk::DueCase& one : due.found) {
            round.held += one.held_by ? 1 : 0;
            if (one.held_by || (cause && !retention.retire(one.of, *cause))) continue;
            ++round.removed;
            if (!cause)
                console.say(fmt::format("{}, at rest since {}\n", one.of.text(), day_of(one.rests_since)));
        }
        before = due.go_on;
    } while (before);
    return round;
}

} // namespace

ExitCode run(const RetireOptions& options, Console& console) {
    if (options.server.retention_years == 0) {
        console.complain(
            "nothing is ever removed until the configuration says after how many years: write "
            "retention.years\n");
        return ExitCode::WrongInput;
    }
    const DataFolder folder = options.server.folder();
    std::optional<store::DiskFile> reserved;
    if (!options.dry_run) reserved.emplace(folder.reserve());
    const OpenedStore opened(folder);
    const calendar::Instant today = now() + folder.training().value_or(std::chrono::seconds(0));
    const desk::Retention retention(opened.store(), opened.shelf(), options.server.retention_years, today);
    const desk::Cause cause{today, {"administrator"}};
    const Round round = go_through(retention, options.dry_run ? nullptr : &cause, console);
    const std::string cases = counted(round.removed, "case"), held = counted(round.held, "case");
    if (options.dry_run) {
        console.say(
            fmt::format("{} past retention would be removed, {} under a legal hold left\n", cases, held));
        return ExitCode::Fine;
    }
    const std::size_t samples = retention.retire_samples(cause);
    store::Documents documents = folder.open_documents();
    const std::size_t papers = retention.retire_documents(documents, cause);
    console.say(fmt::format("removed {}, {} and {}; {} under a legal hold left\n", cases,
                            counted(samples, "sample"), counted(papers, "document"), held));
    return ExitCode::Fine;
}

} // namespace assent::app
