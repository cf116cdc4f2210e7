// What bench_http compares `assent serve` with: the same server over the same store, whose handler only
// appends each body to the log. Each is the one event of a stream of its own, and is durable when it is
// answered.
//
//   append_server FILE     until it is told to stop

#include <fmt/format.h>
#include <pthread.h>

#include <atomic>
#include <csignal>
#include <cstdio>

#include "base/failure.hpp"
#include "http/server.hpp"
#include "store/sqlite_store.hpp"

namespace {

using namespace assent;

int run(const std::string& file) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    store::SqliteStore store({{file}, store::SigningKey({1})});
    std::atomic<int> number{0};
    const calendar::Instant now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    http::Server server({}, [&](const http::Request& request) {
        const auto stream = store::StreamId::of_case("M", fmt::format("C{}", ++number));
        store::Batch batch;
        batch.appends.push_back({stream, 0, {{now, "somebody", "provider", "Body", 1, request.body}}});
        store.commit(batch).value();
        return http::Response{
            201, {{"content-type", "application/json"}}, fmt::format(R"({{"case":"{}"}})", stream.text())};
    });
    server.start();
    fmt::print("listening on http://127.0.0.1:{}\n", server.port());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop(std::chrono::seconds(30));
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    if (count != 2) return 2;
    try {
        return run(arguments[1]);
    } catch (const assent::base::Failure& failure) {
        fmt::print(stderr, "append_server: {}\n", failure.what());
        return 1;
    }
}
