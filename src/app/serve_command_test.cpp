#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cstddef>
#include <fstream>

#include "app/data_folder.hpp"
#include "app/exposition_reader_test.hpp"
#include "app/serving_program_test.hpp"
#include "base/json_document.hpp"
#include "store/database.hpp"

namespace assent::app {
namespace {

// One line for an operator, from a command that cannot do its work.
void check_failure(const Ran& run, const std::string& words) {
    CHECK(run.code == 3);
    CHECK(run.out.empty());
    CHECK(run.err.starts_with("assent: "));
    CHECK(run.err.find('\n') == run.err.size() - 1);
    CHECK_MESSAGE(says(run.err, words), run.err);
}

// Where a service manager listens.
class Notices {
public:
    Notices() : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        REQUIRE(socket_ >= 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        name().copy(address.sun_path, sizeof address.sun_path - 1);
        REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    }
    ~Notices() { ::close(socket_); }
    Notices(const Notices&) = delete;
    Notices& operator=(const Notices&) = delete;
    Notices(Notices&&) = delete;
    Notices& operator=(Notices&&) = delete;

    std::string name() const { return (folder_.path() / "notify").string(); }

    // Waits for the one that begins with these words.
    std::string next(std::string_view begin) const {
        while (true) {
            std::array<char, 512> text{};
            const auto size = ::recv(socket_, text.data(), text.size(), 0);
            REQUIRE(size > 0);
            const std::string notice(text.data(), static_cast<std::size_t>(size));
            if (notice.starts_with(begin)) return notice;
        }
    }

private:
    catalog::TemporaryFolder folder_;
    int socket_;
};

constexpr const char* submission =
    R"({"program": "florida-medicaid/therapy", "member": "M1", "request": {"type": "admission",
    "facts": {"request.discipline": "physical therapy", "request.start": "2026-12-08"},
    "lines": [{"code": "97110", "units": 72, "frequency": 3, "duration": 168, "ordered_units": 72,
               "ordered_frequency": 3, "ordered_duration": 168}],
    "papers": [{"kind": "order", "pages": 1}, {"kind": "plan of care", "pages": 4}],
    "participants": {"ordering provider": "dr-hill"}}})";

// Waits until a round has let time pass.
double figure_at(const std::string& data, const std::string& clock, const std::string& name) {
    const Notices notices;
    const ServingProgram serving({"--training", "--data", data, "--port", "0", "--clock", clock},
                                 {"NOTIFY_SOCKET=" + notices.name()});
    for (int round = 0; round < 2; ++round) notices.next("WATCHDOG=1");
    return ReadFigures(http::RawClient(serving.port()).ask(asking("GET /metrics")).body).value(name);
}

std::string empty_house(const catalog::TemporaryFolder& folder) {
    const std::string data = (folder.path() / "data").string();
    REQUIRE(ran({"init", data}).code == 0);
    return data;
}

} // namespace

TEST_CASE("What keeps a server from starting is one clear line, and the code of a broken world") {
    const catalog::TemporaryFolder folder;
    const std::string data = empty_house(folder), nowhere = (folder.path() / "nowhere").string();
    check_failure(ran({"serve", "--data", nowhere}), "there is no store in " + nowhere + "; make one with");
    CHECK_FALSE(std::filesystem::exists(nowhere));
    const std::string paper = folder.write("paper.pem", "nothing").string();
    check_failure(ran({"serve", "--data", data, "--port", "0", "--certificate", nowhere, "--key", paper}),
                  "cannot read the certificate chain " + nowhere + ": No such file or directory");
    check_failure(ran({"serve", "--data", data, "--port", "0", "--certificate", paper, "--key", paper}),
                  "it holds none in PEM");
    {
        store::Database database({DataFolder(data).store_file()}, store::Access::ReadWrite);
        database.run("pretend", "PRAGMA user_version = 1000");
    }
    check_failure(ran({"serve", "--data", data, "--port", "0"}),
                  "cannot open the store: it has version 1000, and this program knows versions up to");
    std::filesystem::remove(data + "/store");
    check_failure(ran({"serve", "--data", data, "--port", "0"}), "there is no store in " + data);
    CHECK_FALSE(std::filesystem::exists(data + "/store")); // none was made in the place of a lost one
}

TEST_CASE("A mistake in what it is told is told with its place, and nothing starts") {
    const catalog::TemporaryFolder folder;
    const std::string file = folder.write("assent.toml", "data = \"/srv\"\n[server]\nprot = 1\n").string();
    const Ran wrong_file = ran({"serve", "--config", file});
    CHECK(wrong_file.code == 1);
    CHECK(says(wrong_file.err, "assent.toml:3:1: error: there is no option `server.prot`"));
    const Ran wrong_line = ran({"serve", "--data", "/srv", "--address", "0.0.0.0"});
    CHECK(wrong_line.code == 2);
    CHECK(says(wrong_line.err, "--address: error: will not listen on 0.0.0.0 without TLS"));
    CHECK(ran({"serve", "--data", "/srv", "--port", "65536"}).code == 2);
    CHECK(ran({"serve", "--data", "/srv", "--clock", "noon"}).code == 2);
    CHECK(ran({"serve"}).code == 2);
    CHECK(ran({"config", "check", file}).code == 1);
}

TEST_CASE("Commands find the folder and its keys where the server does: in the file, or in the environment") {
    const catalog::TemporaryFolder folder;
    const std::string data = empty_house(folder), keys = (folder.path() / "keys").string();
    std::filesystem::rename(data + "/keys", keys);
    CHECK(ran({"verify", "--data", data}).code == 3); // its keys are not where they are looked for
    const std::string text = "data = \"" + data + "\"\nkeys = \"" + keys + "\"\n";
    const std::string file = folder.write("assent.toml", text).string();
    CHECK(ran({"verify", "--config", file}).code == 0);
    CHECK(ran({"config", "check", file}).code == 0);
    const ServingProgram serving({"--config", file, "--port", "0"});
    CHECK(ran({"backup", (folder.path() / "backup").string(), "--config", file}).code == 0);
    CHECK(says(ran({"verify"}).err, "nobody says where the server's folder is"));
    CHECK(says(ran({"verify", "--config", folder.write("bad", "dta = 1\n").string()}).err,
               "did you mean `data`?"));
}

TEST_CASE("A training copy is served as one and never otherwise, and never becomes a folder for real cases") {
    const catalog::TemporaryFolder folder, other;
    const std::string real = empty_house(folder), made_up = (other.path() / "copy").string();
    REQUIRE(ran({"init", made_up, "--training"}).code == 0);
    check_failure(ran({"serve", "--data", made_up, "--port", "0"}), made_up + " is a training copy");
    check_failure(ran({"serve", "--training", "--data", real, "--port", "0"}),
                  real + " is no training copy and may hold real cases");
    check_failure(ran({"init", real, "--training"}), "becomes no training copy");
    CHECK(says(ran({"serve", "--data", real, "--clock", "2026-11-30T15:00:00Z"}).err,
               "the clock of a training copy alone can be set"));
    const std::string backup = (other.path() / "backup").string(),
                      restored = (folder.path() / "new").string();
    REQUIRE(ran({"backup", backup, "--data", made_up}).code == 0);
    REQUIRE(ran({"init", restored}).code == 0);
    std::filesystem::copy(made_up + "/keys", restored + "/keys",
                          std::filesystem::copy_options::overwrite_existing);
    for (const char* file : {"store", "store-wal", "store-shm"})
        std::filesystem::remove(restored + "/" + file);
    check_failure(ran({"restore", backup, "--data", restored}), "what is made up and what is real never mix");
}

TEST_CASE("The clock of a training copy goes on where it was when the copy is served again") {
    const SmallHouse house;
    const std::string figure = "assent_cases_overdue";
    {
        const ServingProgram monday(
            {"--training", "--data", house.data, "--port", "0", "--clock", "2026-11-30T15:00:00Z"});
        const std::string begin = asking("POST /api/v1/cases", house.tokens.at("ana"), submission);
        REQUIRE(http::RawClient(monday.port()).ask(begin).status == 201);
    }
    CHECK(figure_at(house.data, "2026-12-03T15:00:00Z", figure) == 1);
    const ServingProgram again({"--training", "--data", house.data, "--port", "0"});
    CHECK(ReadFigures(http::RawClient(again.port()).ask(asking("GET /metrics")).body).value(figure) == 1);
    const std::string page = http::RawClient(again.port()).ask(asking("GET /sign-in")).body;
    CHECK(says(page, "nothing here is real"));
    CHECK(says(page, "It is Thu 3 Dec 2026 10:0"));
}

TEST_CASE("A second server on a folder, or on a port, is refused, and so is a rebuild beside a server") {
    const catalog::TemporaryFolder folder, other;
    const std::string data = empty_house(folder), elsewhere = empty_house(other);
    ServingProgram serving({"--data", data, "--port", "0"});
    const std::string port = std::to_string(serving.port());
    check_failure(ran({"serve", "--data", data, "--port", "0"}), "a server runs on " + data);
    check_failure(ran({"rebuild", "--data", data}), "a server runs on " + data);
    check_failure(ran({"serve", "--data", elsewhere, "--port", port}),
                  "cannot listen on 127.0.0.1 port " + port + ": Address already in use");
    CHECK(serving.stop() == 0);
    CHECK(ran({"rebuild", "--data", data}).code == 0);
}

TEST_CASE("A server says to its service manager that it is ready, that it lives, and that it stops") {
    const catalog::TemporaryFolder folder;
    const Notices notices;
    ServingProgram serving({"--data", empty_house(folder), "--port", "0"},
                           {"NOTIFY_SOCKET=" + notices.name()});
    CHECK(notices.next("READY=1").find("STATUS=listening on http://127.0.0.1:") != std::string::npos);
    CHECK(notices.next("WATCHDOG=1") == "WATCHDOG=1");
    CHECK(serving.stop() == 0);
    CHECK(notices.next("STOPPING=1") == "STOPPING=1");
}

TEST_CASE("Figures are for this machine, or for who has the token; behind a proxy for the token alone") {
    const catalog::TemporaryFolder folder;
    const std::string data = empty_house(folder), token = "a-word-of-chance-1";
    const auto status = [](const ServingProgram& serving, const std::string& with = "") {
        return http::RawClient(serving.port()).ask(asking("GET /metrics", with)).status;
    };
    {
        const ServingProgram serving({"--data", data, "--port", "0"});
        CHECK(status(serving) == 200);
        const auto told = http::RawClient(serving.port()).ask(asking("GET /metrics")).headers;
        const auto document = http::RawClient(serving.port()).ask(asking("GET /api/v1/openapi.json")).body;
        CHECK(document.find("\"" + told.at("content-type") + "\":") != std::string::npos);
    }
    const ServingProgram behind({"--data", data, "--port", "0", "--behind-proxy"},
                                {"ASSENT_METRICS_TOKEN=" + token});
    CHECK(status(behind) == 403);
    CHECK(status(behind, "a-word-of-chance-2") == 403);
    CHECK(status(behind, token) == 200);
}

TEST_CASE("What a day looks like in figures, and in the log: no member, no account and no case is named") {
    const SmallHouse house;
    ServingProgram serving(
        {"--training", "--data", house.data, "--port", "0", "--clock", "2026-11-30T15:00:00Z"},
        {"ASSENT_LOG_LEVEL=debug"});
    const std::string ana = house.tokens.at("ana"), pat = house.tokens.at("pat");
    http::RawClient client(serving.port());
    const http::Answered begun = client.ask(asking("POST /api/v1/cases", ana, submission));
    REQUIRE(begun.status == 201);
    const std::string at = begun.headers.at("location");
    CHECK(client.ask(asking("GET " + at, ana)).status == 200);
    CHECK(client.ask(asking("POST " + at + "/commands", pat, R"({"do": "claim"})")).status == 200);
    CHECK(client.ask(asking("GET /api/v1/cases?member=M1", pat)).status == 200);
    CHECK(client.ask(asking("GET /api/v1/cases?member=M1&q=Mia%20Rivera", pat)).status == 400);
    CHECK(client.ask(asking("GET /api/v1/members/M1", "nobody-of-Mia-Rivera")).status == 401);
    CHECK(client.ask(asking("GET /Mia/Rivera", ana, "", "X-Request-Id: Mia-Rivera-M1-4711\r\n")).status ==
          404);
    CHECK(client.ask(asking("BREW /api/v1/members/M1", ana)).status == 405);
    CHECK(http::RawClient(serving.port()).ask("GET /M1 Mia Rivera HTTP/1.1\r\n\r\n").status == 400);
    CHECK(http::RawClient(serving.port()).ask(asking("GET /", ana, "", "Mia Rivera: M1\r\n")).status == 400);

    const ReadFigures figures(client.ask(asking("GET /metrics")).body);
    const std::string cases = "{route=\"/api/v1/cases\",method=\"POST\",status=\"2xx\"}";
    CHECK(figures.value("assent_http_request_duration_seconds_count" + cases) == 1);
    CHECK(figures.value("assent_http_requests_total") == 9);
    CHECK(figures.value("assent_http_refused_total{kind=\"bad-header\"}") == 1);
    CHECK(figures.value("assent_commit_duration_seconds_count") >= 2);
    CHECK(figures.value("assent_cases_overdue") == 0);
    CHECK(figures.value("assent_cases_at_risk") == 0); // the review is due on the next day at its end
    CHECK(figures.value("assent_ready") == 1);
    CHECK(figures.value("process_start_time_seconds") > 1'700'000'000);
    CHECK(serving.stop() == 0);

    const std::string number = at.substr(at.rfind('/') + 1), log = serving.log();
    for (const std::string& secret : {std::string("M1"), std::string("Mia"), std::string("Rivera"), number,
                                      ana, pat, std::string("ana"), std::string("Ruiz"), std::string("4711")})
        CHECK_MESSAGE(log.find(secret) == std::string::npos, secret);
    std::map<std::string, int> events;
    for (const std::string_view line : base::split_lines(log)) {
        base::JsonDocument document;
        base::Diagnostics mistakes;
        REQUIRE_MESSAGE(document.read(line, mistakes), line);
        const std::size_t event = line.find("\"event\":\"") + 9;
        ++events[std::string(line.substr(event, line.find('"', event) - event))];
    }
    CHECK(events["request"] == 9);
    CHECK(events["refused"] == 2);
    for (const char* once : {"listening", "stopping", "stopped"}) CHECK(events[once] == 1);
    CHECK(says(log, "\"method\":\"GET\",\"route\":\"/api/v1/cases/{member}/{number}\",\"status\":200"));
}

TEST_CASE("A case is at risk a day before something in it is due, and overdue until that is done") {
    const SmallHouse house;
    {
        const ServingProgram monday(
            {"--training", "--data", house.data, "--port", "0", "--clock", "2026-11-30T15:00:00Z"});
        const std::string begin = asking("POST /api/v1/cases", house.tokens.at("ana"), submission);
        REQUIRE(http::RawClient(monday.port()).ask(begin).status == 201);
    }
    // Due at the end of Tuesday in New York: 2026-12-02T04:59:59Z.
    CHECK(figure_at(house.data, "2026-12-01T04:00:00Z", "assent_cases_at_risk") == 0);
    CHECK(figure_at(house.data, "2026-12-01T05:00:00Z", "assent_cases_at_risk") == 1);
    CHECK(figure_at(house.data, "2026-12-02T04:50:00Z", "assent_cases_overdue") == 0);
    CHECK(figure_at(house.data, "2026-12-02T05:00:00Z", "assent_cases_overdue") == 1);
    CHECK(figure_at(house.data, "2026-12-03T15:00:00Z", "assent_cases_overdue") == 1);
}

TEST_CASE("A case that cannot be read is told in the log without its name, once, and answered 503") {
    const SmallHouse house;
    const auto stream = store::StreamId::of_case("M1", "C1");
    {
        const DataFolder folder(house.data);
        store::SqliteStore store(folder.store_settings());
        const calendar::Instant then = std::chrono::sys_days{std::chrono::year{2026} / 11 / 30};
        store::Batch batch{{{stream, 0, {{then, "ana", "provider", "nonsense", 1, "{}"}}}}};
        batch.alarms.push_back({stream, then});
        REQUIRE(store.commit(batch).has_value());
    }
    const Notices notices;
    ServingProgram serving(
        {"--training", "--data", house.data, "--port", "0", "--clock", "2026-11-30T15:00:00Z"},
        {"NOTIFY_SOCKET=" + notices.name()});
    for (int round = 0; round < 3; ++round) notices.next("WATCHDOG=1");
    const http::Answered answered =
        http::RawClient(serving.port()).ask(asking("GET /api/v1/cases/M1/C1", house.tokens.at("pat")));
    CHECK(answered.status == 503);
    CHECK(http::RawClient(serving.port()).ask(asking("GET /readyz")).status == 503);
    CHECK(serving.stop() == 0);
    const std::string log = serving.log();
    CHECK(log.find("C1") == std::string::npos);
    CHECK(log.find("M1") == std::string::npos);
    CHECK(says(log, "\"event\":\"failed\",\"id\":\"" + answered.headers.at("x-request-id") +
                        "\",\"message\":\"cannot read case/... event 1: "));
    const std::size_t first = log.find("\"event\":\"round-failed\",\"failures\":1,");
    CHECK(first != std::string::npos);
    CHECK(log.find("round-failed", first + 20) == std::string::npos);
}

} // namespace assent::app
