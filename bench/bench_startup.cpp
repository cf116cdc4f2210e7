// bench_startup: how long `assent serve` takes from its start until it is ready on a store of 100,000 cases,
// with the files in the memory of the system and without; what memory it has then and after some work; and
// how long it takes to stop. The cases are made through the desk: each is submitted, three in five are
// claimed, and some of those approved or pended; what is owed has left. Wanted: ready in under 200 ms.
//
//   bench_startup [CASES [FOLDER]]     100,000 when not given; a folder that was filled before is used again
//
// Filling takes minutes, and 2 GB in FOLDER or where TMPDIR says.

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "app/data_folder.hpp"
#include "app/demonstration_test.hpp"
#include "app/served_program_test.hpp"
#include "http_load.hpp"
#include "many_cases.hpp"

namespace assent::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t starts = 15, questions = 3'000;

double milliseconds(Clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

// So that the next one to read them has to ask the disk.
void forget_files(const std::string& folder) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const int file = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) continue;
        ::fsync(file);
        ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
        ::close(file);
    }
}

// "VmHWM" of a process, in MiB.
double memory(pid_t process, std::string_view name) {
    const std::string status = catalog::file_text(fmt::format("/proc/{}/status", process));
    for (const std::string_view line : base::split_lines(status)) {
        if (!line.starts_with(name)) continue;
        const auto words = base::trim(line.substr(name.size() + 1));
        return static_cast<double>(base::to_number(words.substr(0, words.find(' '))).value_or(0)) / 1024;
    }
    return 0;
}

void ask(std::uint16_t port, const std::vector<std::string>& requests, std::size_t connections) {
    static_cast<void>(measured({port, requests, 200, connections}));
}

struct Times {
    std::vector<double> listening = {}, ready = {}, stopped = {};

    static double middle(std::vector<double> all) {
        std::sort(all.begin(), all.end());
        return all[all.size() / 2];
    }
    void print(const char* what) const {
        fmt::print(
            "{:<28} listens after {:>6.1f} ms, ready after {:>6.1f} ms (at most {:.1f}), stops in {:.1f} "
            "ms\n",
            what, middle(listening), middle(ready), *std::max_element(ready.begin(), ready.end()),
            middle(stopped));
    }
};

void start_and_stop(const app::Demonstration& office, Times& times) {
    const auto begin = Clock::now();
    app::ServedProgram server(office.serving("2026-11-30T19:00:00Z"));
    times.listening.push_back(milliseconds(Clock::now() - begin));
    ask(server.port(), {app::to_bytes({"GET", "/readyz"})}, 1);
    times.ready.push_back(milliseconds(Clock::now() - begin));
    const auto stopping = Clock::now();
    if (server.stop() != 0) throw base::Failure("the server did not stop well");
    times.stopped.push_back(milliseconds(Clock::now() - stopping));
}

// Lists and submissions on 64 connections, and then it is killed.
void work(const app::Demonstration& office) {
    app::ServedProgram server(office.serving("2026-11-30T19:00:00Z"));
    ask(server.port(), {app::to_bytes({"GET", "/readyz"})}, 1);
    const double at_first = memory(server.id(), "VmRSS:");
    const std::string list = "/api/v1/cases?level=first%20level&state=in%20review";
    ask(server.port(), std::vector(questions, app::to_bytes({"GET", list, office.token("pat")})), 64);
    std::vector<std::string> submissions;
    for (std::size_t i = 0; i < questions; ++i)
        submissions.push_back(app::to_bytes({"POST", "/api/v1/cases", office.token("ana"),
                                             app::admission(fmt::format("S{:07}", i), app::Papers::Many)}));
    static_cast<void>(measured({server.port(), submissions, 201, 64}));
    fmt::print("memory: {:.0f} MiB when ready, {:.0f} MiB at most after {} lists and {} submissions\n",
               at_first, memory(server.id(), "VmHWM:"), questions, questions);
}

int run(std::size_t cases, const std::string& folder) {
    const bool filled = std::filesystem::exists(folder + "/store");
    const app::Demonstration office(folder);
    if (!filled) fill(app::DataFolder(office.data()).store_settings(), cases);
    fmt::print("the store has {:.0f} MiB\n",
               static_cast<double>(std::filesystem::file_size(folder + "/store")) / 1024 / 1024);
    Times warm, cold;
    for (std::size_t i = 0; i < starts; ++i) {
        start_and_stop(office, warm);
        forget_files(folder);
        start_and_stop(office, cold);
    }
    warm.print("files in memory:");
    cold.print("files on the disk:");
    work(office);
    Times killed;
    start_and_stop(office, killed);
    killed.print("after it was killed:");
    return 0;
}

} // namespace
} // namespace assent::bench

int main(int count, char** arguments) {
    const int cases = count > 1 ? std::atoi(arguments[1]) : 0;
    const assent::catalog::TemporaryFolder temporary;
    try {
        return assent::bench::run(cases > 0 ? static_cast<std::size_t>(cases) : 100'000,
                                  count > 2 ? arguments[2] : (temporary.path() / "data").string());
    } catch (const assent::base::Failure& failure) {
        fmt::print(stderr, "bench_startup: {}\n", failure.what());
        return 1;
    }
}
