#include <fmt/format.h>
#include <pthread.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <csignal>

#include "app/configuration.hpp"
#include "app/house.hpp"
#include "app/house_commands.hpp"
#include "app/systemd.hpp"
#include "app/version.hpp"
#include "paper/opener.hpp"

namespace assent::app {
namespace {

constexpr rlim_t files_beside_connections = 100;

// Blocks them in every thread that is started afterwards; waited for in one place.
sigset_t block_signals() {
    std::signal(SIGPIPE, SIG_IGN); // whoever reads the log may go and come
    sigset_t signals;
    sigemptyset(&signals);
    for (const int one : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, one);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

// Every connection is a file, and of those a process may have few until it asks for more.
void make_room_for_connections(const http::ServerSettings& settings, Log& log) {
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    const rlim_t wanted = settings.max_connections + files_beside_connections;
    if (files.rlim_cur >= wanted) return;
    rlimit more = files;
    more.rlim_cur = std::min(wanted, files.rlim_max);
    if (setrlimit(RLIMIT_NOFILE, &more) == 0) files = more;
    if (files.rlim_cur >= wanted) return;
    const std::string message = fmt::format("{} connections need {} open files, and this process may have {}",
                                            settings.max_connections, wanted, files.rlim_cur);
    log.tell(LogEvent::Doubt, {{"place", "limits.connections"},
                               {"message", message},
                               {"hint", "raise LimitNOFILE of the service, or lower limits.connections"}});
}

void tell_doubts(const base::Diagnostics& doubts, Log& log) {
    for (const base::Diagnostic& one : doubts) {
        const std::string place =
            one.place.line > 0 ? fmt::format("{}:{}", one.place.file, one.place.line) : one.place.file;
        log.tell(LogEvent::Doubt, {{"place", place}, {"message", one.message}, {"hint", one.hint}});
    }
}

// Whether documents can be shown is found out before somebody has to be told that they cannot.
void try_paper(Log& log) {
    const auto answer = paper::Opener().picture("no document", {});
    if (!answer && answer.error() == paper::Unshown::NoPages) return;
    const std::string why(answer ? "it shows what is no document" : paper::reason(answer.error()));
    log.tell(LogEvent::Doubt, {{"place", paper::beside_this_program().string()},
                               {"message", "documents cannot be shown: " + why},
                               {"hint", "see Documents in docs/operations.md"}});
}

std::string url_of(const http::ServerSettings& settings, std::uint16_t port) {
    const bool v6 = settings.address.find(':') != std::string::npos;
    return fmt::format("{}://{}:{}", settings.tls ? "https" : "http",
                       v6 ? "[" + settings.address + "]" : settings.address, port);
}

// Returns with the signal that is to end it.
int wait_for_the_end(const sigset_t& signals, House& house) {
    while (true) {
        int signal = 0;
        sigwait(&signals, &signal);
        if (signal != SIGHUP) return signal;
        house.renew_certificate();
    }
}

} // namespace

ExitCode run(const ServeOptions& options, Console& console) {
    Configuration configuration = configure({options.config, assent_environment(), options.flags});
    if (configuration.findings.has_errors()) {
        console.list(configuration.findings);
        return code_of(configuration.findings);
    }
    const sigset_t signals = block_signals();
    const http::ServerSettings server = configuration.house.server;
    Log log(configuration.house.log);
    tell_doubts(configuration.findings, log);
    make_room_for_connections(server, log);
    try_paper(log);
    const std::string data = configuration.house.data.string();
    House house(std::move(configuration.house), log);
    house.start();
    const std::string url = url_of(server, house.port());
    log.tell(LogEvent::Listening, {{"version", version()}, {"data", data}, {"url", url}});
    console.say(fmt::format("listening on {}\n", url));
    console.flush();
    tell_systemd("READY=1\nSTATUS=listening on " + url);
    const int signal = wait_for_the_end(signals, house);
    tell_systemd("STOPPING=1");
    log.tell(LogEvent::Stopping, {{"signal", signal == SIGINT ? "SIGINT" : "SIGTERM"}});
    const auto began = std::chrono::steady_clock::now();
    house.stop();
    const auto took = std::chrono::steady_clock::now() - began;
    log.tell(LogEvent::Stopped, {{"ms", std::chrono::duration_cast<std::chrono::microseconds>(took)}});
    console.say("stopped: everything that was accepted was answered\n");
    return ExitCode::Fine;
}

} // namespace assent::app
