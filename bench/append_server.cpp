// What bench_http compares `assent serve` with: the same server with the same people, the same door, which
// looks at the token of each request, the same log and figures; but its handler only appends the body. Each
// is the one event of a stream of its own, and is durable when it is answered.
//
//   append_server DATA     a folder that `assent serve` could serve; until it is told to stop

#include <fmt/format.h>
#include <pthread.h>

#include <atomic>
#include <csignal>
#include <cstdio>

#include "app/clock.hpp"
#include "app/data_folder.hpp"
#include "app/opened_store.hpp"
#include "app/watch.hpp"
#include "base/failure.hpp"
#include "http/door.hpp"
#include "http/server.hpp"

namespace {

using namespace assent;

http::Response append(const http::Parts& parts, const http::Call& call) {
    static std::atomic<int> number{0};
    const auto stream = store::StreamId::of_case("M", fmt::format("C{}", ++number));
    store::Batch batch;
    batch.appends.push_back(
        {stream, 0, {{call.now, call.actor.person.text, "provider", "Body", 1, call.request.body}}});
    parts.store.commit(batch).value();
    return http::Response{
        201, {{"content-type", "application/json"}}, fmt::format(R"({{"case":"{}"}})", stream.text())};
}

int run(const std::string& data) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    app::Log log({});
    app::Watch watch(log);
    const app::DataFolder folder(data);
    const app::OpenedStore opened(folder, [&](std::chrono::nanoseconds time) { watch.committed(time); });
    store::Documents documents = folder.open_documents();
    desk::Desk desk(opened.store(), opened.shelf());
    http::Router router;
    const http::Parts parts{desk, opened.store(), documents, app::now};
    http::Door(router, parts).add(http::Method::Post, "/api/v1/cases", "Append the body", append);
    http::ServerSettings settings;
    settings.watcher = &watch;
    settings.route_of = [&](const http::Request& request) { return router.pattern_of(request); };
    http::Server server(settings, [&](const http::Request& request) { return router.answer(request); });
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
    } catch (const base::Failure& failure) {
        fmt::print(stderr, "append_server: {}\n", failure.what());
        return 1;
    }
}
