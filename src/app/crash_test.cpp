// The built program killed under load, again and again, at moments that a seed chooses: after so many answers
// have been acknowledged. Whoever had no answer gives the order again with its key. SIGKILL takes nothing
// from the disk that was written: what power takes is tried in the store and the desk, on a disk that
// forgets.

#include <doctest/doctest.h>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <random>
#include <set>
#include <thread>

#include "app/demonstration_test.hpp"
#include "app/opened_store.hpp"
#include "app/served_program_test.hpp"
#include "desk/case_file.hpp"
#include "http/body_reader.hpp"
#include "http/transport_client_test.hpp"
#include "store/database.hpp"

namespace assent::app {
namespace {

using store::StreamId;

// How often it is killed, and after how many answers at most; and a longer form of it.
struct Plan {
    int kills, answers;
};
Plan plan() { return std::getenv("ASSENT_EVENTS") != nullptr ? Plan{100, 300} : Plan{12, 40}; }

constexpr std::size_t clients = 8, orders_of_a_case = 4;

// How an order was answered: its case, and which events of the case are its own.
struct Done {
    std::string of;
    std::int64_t first = 0, end = 0;
    bool repeated = false;
};

Done done_in(const std::string& body) {
    base::JsonDocument document;
    base::Diagnostics mistakes;
    if (!document.read(body, mistakes)) throw base::Failure("an answer is no JSON");
    http::BodyReader reader(document, document.root(), mistakes);
    return {reader.needed("case"), reader.needed_number("first_event"), reader.needed_number("end_event"),
            reader.truth("repeated")};
}

struct Given {
    Sent sent;
    std::string by;
    Done done;
};

// What all clients share: where the server is now, and who kills it.
class Scene {
public:
    // A server is there. Killed as soon as so many orders were acknowledged; 0: never, and nobody begins
    // another case.
    void open(ServedProgram& server, int answers) {
        const std::lock_guard lock(mutex_);
        server_ = &server;
        left_ = answers;
        last_ = answers == 0;
        ++opened_;
        changed_.notify_all();
    }

    // Its port, when it is another one than was `seen`.
    std::uint16_t wait(int& seen) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return opened_ > seen; });
        seen = opened_;
        return server_->port();
    }

    void acknowledged() {
        const std::lock_guard lock(mutex_);
        if (left_ > 0 && --left_ == 0) server_->kill();
    }

    // The number of a case that is to begin; 0 when none is.
    std::size_t next_case() {
        const std::lock_guard lock(mutex_);
        return last_ ? 0 : ++cases_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    ServedProgram* server_ = nullptr;
    int opened_ = 0, left_ = 0;
    bool last_ = false;
    std::size_t cases_ = 0;
};

std::string member(std::size_t number) { return fmt::format("K{}", number); }

// Takes cases through their lives, one after the other, and holds on to an order until it is answered.
class Client {
public:
    Client(const Demonstration& office, Scene& scene) : office_(office), scene_(scene) {}

    void live() {
        while (const std::size_t number = scene_.next_case()) {
            const bool whole = number % 2 == 0;
            const std::string of =
                give("ana", "", admission(member(number), whole ? Papers::Plan : Papers::Order), number);
            give("pat", of, R"({"do": "claim"})", number);
            give("pat", of, whole ? approval : pend, number);
            give("ana", of, R"({"do": "message", "kind": "question asked", "text": "When?"})", number);
        }
    }

    const std::vector<Given>& given() const { return given_; }

private:
    static constexpr const char* approval =
        R"({"do": "decide", "criteria": {"name": "therapy criteria", "version": "2026.1"},
            "lines": [{"line": 1, "act": "approve as requested", "rationale": "The criteria are met."}]})";
    static constexpr const char* pend =
        R"({"do": "pend", "items": ["plan of care"], "reason": "The plan of care is missing."})";

    // The name of its case.
    std::string give(const std::string& by, const std::string& of, std::string body, std::size_t number) {
        const std::string path = of.empty() ? "/api/v1/cases" : "/api/v1/cases/" + of + "/commands";
        const Sent sent{"POST", path, office_.token(by), std::move(body),
                        fmt::format("{}-{}", number, given_.size())};
        const http::Answered answered = answer_to(to_bytes(sent));
        scene_.acknowledged();
        if (answered.status / 100 != 2) throw base::Failure("refused: " + answered.body);
        given_.push_back({sent, by, done_in(answered.body)});
        return given_.back().done.of;
    }

    http::Answered answer_to(const std::string& bytes) {
        for (;;) {
            if (!connection_) connection_.emplace(scene_.wait(seen_));
            http::Answered answered = connection_->ask(bytes);
            if (answered.status != 0) return answered;
            connection_.reset(); // it was killed
        }
    }

    const Demonstration& office_;
    Scene& scene_;
    int seen_ = 0;
    std::optional<http::RawClient> connection_;
    std::vector<Given> given_;
};

void admit_members(const Demonstration& office, std::size_t most) {
    const catalog::TemporaryFolder folder;
    std::string members = "member,name,birth_date,language\n", spans = "member,from,through,determined\n";
    for (std::size_t number = 1; number <= most; ++number) {
        members += fmt::format("{},A Child,2019-05-04,en\n", member(number));
        spans += fmt::format("{},2026-01-01,,\n", member(number));
    }
    office.take_in("members", folder.write("members.csv", members).string());
    office.take_in("eligibility", folder.write("eligibility.csv", spans).string());
}

// Each start of the server a minute later by its clock.
std::vector<std::string> serving(const Demonstration& office, int start) {
    return office.serving(fmt::format("2026-11-30T{:02}:{:02}:00Z", 15 + start / 60, start % 60));
}

// Everything that was sent is sent again, to a server that now stays: each order is answered as it was.
void check_answers(const ServedProgram& server, const std::vector<Given>& given) {
    http::RawClient connection(server.port());
    for (const Given& one : given) {
        const http::Answered answered = connection.ask(to_bytes(one.sent));
        REQUIRE(answered.status == 200);
        const Done again = done_in(answered.body);
        CHECK(again.repeated);
        CHECK(again.of == one.done.of);
        CHECK(again.first == one.done.first);
        CHECK(again.end == one.done.end);
    }
}

// Until everything that is owed has left.
void wait_for_outbox(const ServedProgram& server) {
    http::RawClient connection(server.port());
    const std::string question = to_bytes({"GET", "/metrics"});
    while (!says(connection.ask(question).body, "\nassent_outbox_waiting 0\n")) {
    }
}

// Each event that a person caused is of one order, and each order has its events.
void check_events(store::Store& store, const std::vector<Given>& given) {
    std::map<std::string, std::vector<const Given*>> by_case;
    for (const Given& one : given) by_case["case/" + one.done.of].push_back(&one);
    std::size_t cases = 0;
    desk::for_each_stream(store, store::StreamKind::Case, [&](const StreamId& stream) {
        const auto events = store.read(stream, 2); // the first says how the case began
        const auto& orders = by_case[stream.text()];
        CHECK(orders.size() == orders_of_a_case);
        std::vector<const Given*> causes(events.size());
        for (const Given* one : orders) {
            REQUIRE(one->done.first < one->done.end);
            REQUIRE(one->done.end <= static_cast<std::int64_t>(events.size()));
            for (auto place = one->done.first; place < one->done.end; ++place) {
                CHECK(causes[static_cast<std::size_t>(place)] == nullptr);
                causes[static_cast<std::size_t>(place)] = one;
            }
        }
        for (std::size_t i = 0; i < events.size(); ++i) {
            const bool of_a_person = events[i].actor == "ana" || events[i].actor == "pat";
            CHECK(of_a_person == (causes[i] != nullptr && causes[i]->by == events[i].actor));
        }
        ++cases;
    });
    CHECK(cases == by_case.size());
    CHECK(given.size() == cases * orders_of_a_case);
}

// Each notice that was composed was put in the outbox once and left once; what a carrier got twice took the
// place of itself.
void check_outbox(const Demonstration& office) {
    store::Database store({office.data() + "/store"}, store::Access::ReadOnly);
    const auto count = [&](const char* sql) { return store.number("count", sql); };
    const auto composed = count("SELECT count(*) FROM event WHERE kind = 'Composed'");
    CHECK(composed > 0);
    CHECK(count("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'") == composed); // so many were put in,
    CHECK(count("SELECT count(*) FROM outbox") == 0);                                  // and all have left
    CHECK(count("SELECT count(*) FROM event WHERE kind = 'Sent'") == composed);
    std::int64_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(office.data() + "/outgoing")) {
        if (!entry.is_regular_file()) continue;
        CHECK(entry.path().extension() == ".json");
        ++files;
    }
    CHECK(files > 0);
    CHECK(files < composed); // what goes by the portal leaves no file
}

// Runs the server until it was killed so often; then once more, to the end.
std::vector<Given> lived(const Demonstration& office, std::mt19937& chance) {
    const auto [kills, answers] = plan();
    Scene scene;
    std::deque<Client> all;
    for (std::size_t i = 0; i < clients; ++i) all.emplace_back(office, scene);
    std::vector<std::thread> threads;
    for (Client& client : all) threads.emplace_back([&client] { client.live(); });
    for (int start = 0; start < kills; ++start) {
        ServedProgram server(serving(office, start));
        scene.open(server, 1 + static_cast<int>(chance() % static_cast<unsigned>(answers)));
        CHECK(server.end() == -1);
    }
    ServedProgram server(serving(office, kills));
    scene.open(server, 0);
    for (std::thread& thread : threads) thread.join();
    std::vector<Given> given;
    for (const Client& client : all) given.insert(given.end(), client.given().begin(), client.given().end());
    check_answers(server, given);
    wait_for_outbox(server);
    CHECK(server.stop() == 0);
    return given;
}

} // namespace

TEST_CASE("A server that is killed a dozen times under load did every acknowledged order, once") {
    constexpr unsigned seed = 20261128;
    const catalog::TemporaryFolder folder;
    const Demonstration office((folder.path() / "data").string());
    const auto [kills, answers] = plan();
    admit_members(office, clients + static_cast<std::size_t>(kills * answers) / orders_of_a_case);
    std::mt19937 chance(seed);
    const auto given = lived(office, chance);
    const auto repeated =
        std::count_if(given.begin(), given.end(), [](const Given& one) { return one.done.repeated; });
    MESSAGE(given.size(), " orders, ", repeated, " of them done when their answer was lost");
    const Ran verified = ran({"verify", "--data", office.data()});
    CHECK(verified.code == 0);
    CHECK(says(verified.out, "all is as it was recorded"));
    const OpenedStore opened{DataFolder(office.data())};
    check_events(opened.store(), given);
    check_outbox(office);
}

} // namespace assent::app
