#include <fmt/format.h>

#include "app/clock.hpp"
#include "app/house_commands.hpp"

namespace assent::app {
namespace {

constexpr int most_shown = 10'000;

} // namespace

// What waits or was sent is the server's own affair; what was given up is nobody's until somebody looks.
ExitCode run(const OutboxOptions& options, Console& console) {
    store::SqliteStore store(options.server.folder().store_settings());
    const std::vector<store::Waiting> given_up = store.given_up(most_shown);
    for (const store::Waiting& one : given_up) {
        console.say(fmt::format("{} of {}: given up after {}: {}\n", one.kind, one.stream.text(),
                                counted(static_cast<std::size_t>(one.attempts), "attempt"), one.last_error));
        if (options.again) store.revive(one.id, now());
    }
    const std::string count = counted(given_up.size(), "notice");
    console.say(options.again ? count + " will be tried again now\n" : count + " given up\n");
    return ExitCode::Fine;
}

} // namespace assent::app
