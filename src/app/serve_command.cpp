#include <fmt/format.h>
#include <pthread.h>

#include <csignal>
#include <cstdio>
#include <mutex>

#include "app/house.hpp"
#include "app/house_commands.hpp"
#include "desk/published.hpp"
#include "http/body_reader.hpp"

namespace assent::app {
namespace {

// Blocks them in every thread that is started afterwards; waited for in one place.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int one : {SIGTERM, SIGINT}) sigaddset(&signals, one);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

// A line for an operator, whole even when several threads speak.
void log(std::string_view line) {
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    fmt::print(stderr, "assent: {}\n", line);
}

} // namespace

ExitCode run(const ServeOptions& options, Console& console) {
    HouseSettings settings{options.data, {}, {}};
    if (!options.clock.empty()) {
        settings.clock = http::parse_moment(options.clock);
        if (!settings.clock) {
            console.complain("the clock begins at a moment in UTC: write --clock 2026-11-30T15:00:00Z\n");
            return ExitCode::WrongUsage;
        }
    }
    settings.server.address = options.address;
    settings.server.port = options.port;
    settings.server.behind_proxy = options.behind_proxy;
    if (!options.certificate.empty()) settings.server.tls = http::TlsFiles{options.certificate, options.key};
    settings.server.log = log;
    const sigset_t signals = block_signals();
    House house(std::move(settings));
    house.start();
    console.say(fmt::format("listening on {}://{}:{}\n", options.certificate.empty() ? "http" : "https",
                            options.address, house.port()));
    console.flush();
    int signal = 0;
    sigwait(&signals, &signal);
    house.stop();
    console.say("stopped: everything that was accepted was answered\n");
    return ExitCode::Fine;
}

} // namespace assent::app
