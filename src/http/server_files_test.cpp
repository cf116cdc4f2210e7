// What a server is told about who may send more, and about who reads its refusals.
#include <doctest/doctest.h>

#include "base/failure.hpp"
#include "http/transport_client_test.hpp"

using namespace assent;
using namespace assent::http;

namespace {

std::string post(std::string_view path, std::size_t length) {
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: h\r\nAccept: text/html\r\nContent-Length: " + std::to_string(length) +
           "\r\n\r\n";
}

ServerSettings settings() {
    ServerSettings made{.max_body = 100, .max_files = 1000};
    made.takes_files = [](const Request& request) {
        if (request.path == "/broken") throw base::Failure("the disk is gone");
        return request.path == "/files";
    };
    return made;
}

// In capitals to whoever reads, so that it can be told from what programs get.
Response loud(const Request& request, Response response) {
    if (request.header("accept") == "text/html") response.body = "READ " + request.path;
    return response;
}

} // namespace

TEST_CASE("A request that may have files may be as large as they may, and no other") {
    const Running running(settings());
    const auto asked = [&](std::string_view path, std::size_t length) {
        return RawClient(running.port()).ask(post(path, length) + std::string(length, 'a')).status;
    };
    CHECK(asked("/files", 101) == 200);
    CHECK(asked("/files", 1000) == 200);
    CHECK(asked("/files", 1001) == 413);
    CHECK(asked("/other", 100) == 200);
    CHECK(asked("/other", 101) == 413);
    CHECK(asked("/broken", 100) == 200); // nobody has to be asked
    CHECK(asked("/broken", 101) == 413);
}

TEST_CASE("That it could not be found out who sends files is told to whoever runs the server") {
    Witness witness;
    ServerSettings made = settings();
    made.watcher = &witness;
    const Running running(std::move(made));
    CHECK(RawClient(running.port()).ask(post("/broken", 101)).status == 413);
    REQUIRE(witness.lines().size() == 2);
    CHECK(witness.lines()[0] == "failed: the disk is gone");
    CHECK(witness.lines()[1] == "refused: body-too-large");
}

TEST_CASE("Refusals and answers are worded for whoever asks") {
    ServerSettings made = settings();
    made.worded = loud;
    made.requests_a_minute = 3;
    const Running running(std::move(made), [](const Request& request) -> Response {
        if (request.path == "/world") throw base::Failure("the disk is gone");
        return echo(request);
    });
    RawClient client(running.port());
    CHECK(client.ask(post("/a", 0)).body == "READ /a");
    CHECK(client.ask(plain_get).body == "GET /a");
    const Answered world = client.ask(post("/world", 0));
    CHECK(world.status == 503);
    CHECK(world.body == "READ /world");
    const Answered often = client.ask(post("/a", 0));
    CHECK(often.status == 429);
    CHECK(often.headers.contains("retry-after"));
    CHECK(often.body == "READ /a");
    const Running calm(ServerSettings{.max_body = 100, .worded = loud});
    CHECK(RawClient(calm.port()).ask(post("/large", 101)).body == "READ /large");
}
