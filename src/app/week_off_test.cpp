// The server of the demonstration is switched off on Monday evening and started a week later; beside it, the
// same store in a house that was never dark. Through the interface both show the same.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "app/demonstration_test.hpp"
#include "app/opened_store.hpp"
#include "app/served_program_test.hpp"
#include "app/spool.hpp"
#include "base/json_document.hpp"
#include "desk/outbox.hpp"
#include "http/transport_client_test.hpp"

namespace assent::app {
namespace {

using std::chrono::days;

constexpr const char* monday_morning = "2026-11-30T15:00:00Z";
constexpr const char* a_week_later = "2026-12-07T15:00:00Z";
constexpr calendar::Instant next_monday =
    std::chrono::sys_days{std::chrono::year{2026} / 12 / 7} + std::chrono::hours{15};

// A server, and one connection to it.
class Open {
public:
    Open(const Demonstration& office, const std::string& data, const std::string& clock)
        : office_(office), server_(Demonstration::serving(data, clock)), connection_(server_.port()) {}
    ~Open() { CHECK(server_.stop() == 0); }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;

    std::string ask(const std::string& by, const std::string& path) {
        return answered(by, {"GET", path, office_.token(by)});
    }
    std::string send(const std::string& by, const std::string& path, const std::string& body) {
        return answered(by, {"POST", path, office_.token(by), body});
    }

    // Until nothing is due any more that was due when it started.
    void settle() {
        const auto figure = [](const std::string& figures, std::string_view name) {
            return says(figures, fmt::format("\nassent_{} 0\n", name));
        };
        for (std::string figures; !figure(figures, "alarms_due") || !figure(figures, "outbox_waiting");)
            figures = connection_.ask(to_bytes({"GET", "/metrics"})).body;
    }

private:
    std::string answered(const std::string& by, const Sent& sent) {
        const http::Answered answer = connection_.ask(to_bytes(sent));
        REQUIRE_MESSAGE(answer.status / 100 == 2, by, " ", sent.path, ": ", answer.body);
        return answer.body;
    }

    const Demonstration& office_;
    ServedProgram server_;
    http::RawClient connection_;
};

// "M7/C12", from the answer to an order.
std::string case_in(const std::string& answer) {
    constexpr std::string_view before = R"("case":")";
    const std::size_t begin = answer.find(before) + before.size();
    return answer.substr(begin, answer.find('"', begin) - begin);
}

// Plays docs/demonstration/day.txt; the cases that began.
std::vector<std::string> play_day(Open& house) {
    std::vector<std::string> cases;
    std::string at = "/api/v1/cases";
    const std::string day = catalog::file_text(std::string(Demonstration::day) + "/day.txt");
    for (const std::string_view line : base::split_lines(day)) {
        const std::string who(line.substr(0, line.find(' ')));
        if (who.empty() || who == "#") continue;
        if (who == "begin") at = "/api/v1/cases";
        if (who == "begin") continue;
        if (who == "at") {
            at = "/api/v1/cases/" + cases.back() + "/commands";
            continue;
        }
        const std::string answer = house.send(who, at, std::string(line.substr(who.size() + 1)));
        if (at == "/api/v1/cases") cases.push_back(case_in(answer));
    }
    return cases;
}

// A week in which somebody looks whenever something is due, and what is owed leaves at once.
void live_a_week(const std::string& data) {
    const OpenedStore opened{DataFolder(data)};
    desk::Desk desk(opened.store(), opened.shelf());
    desk::Outbox outbox(opened.store(), opened.shelf());
    Spool spool(std::filesystem::path(data) / "outgoing");
    for (auto next = opened.store().due_alarms(next_monday, 1); !next.empty();
         next = opened.store().due_alarms(next_monday, 1)) {
        desk.let_time_pass(next[0].at);
        while (outbox.deliver(spool, next[0].at).sent > 0) {
        }
    }
}

// What a case has come to, without what is told of its notices: those left late, when the house was dark.
std::string state_in(const std::string& shown) {
    const std::size_t requests = shown.find(R"("requests":)"), notices = shown.find(R"("notices":)");
    const std::size_t threads = shown.find(R"("threads":)");
    REQUIRE(requests < notices);
    REQUIRE(notices < threads);
    return shown.substr(requests, notices - requests) + shown.substr(threads);
}

// The members of a JSON text's list that `take` makes a text of, in order; "" is left out.
template <typename Take>
std::vector<std::string> all_in(const std::string& json, const char* list, Take take) {
    base::JsonDocument document;
    base::Diagnostics mistakes;
    REQUIRE(document.read(json, mistakes));
    std::vector<std::string> all;
    for (const base::JsonNode& one : document.children(*document.find(document.root(), list))) {
        std::string text = take(document, one);
        if (!text.empty()) all.push_back(std::move(text));
    }
    return all;
}

std::string text_of(const base::JsonDocument& document, const base::JsonNode& node, const char* name) {
    const base::JsonNode* found = document.find(node, name);
    return found ? std::string(found->text) : std::string();
}

// Duties and rights with the moments at which they began and are due; but not those that begin when a notice
// leaves.
std::vector<std::string> terms_in(const std::string& shown) {
    auto all = all_in(shown, "terms", [](const base::JsonDocument& document, const base::JsonNode& term) {
        std::string text;
        for (const char* name : {"kind", "what", "started", "due"})
            text += text_of(document, term, name) + "; ";
        const base::JsonNode& derivation = *document.find(term, "derivation");
        const auto first = document.children(derivation).begin();
        const bool of_notice = first != document.children(derivation).end() &&
                               std::string_view(first->text).starts_with("begins with notice of");
        return of_notice ? std::string() : text;
    });
    std::sort(all.begin(), all.end());
    return all;
}

// Everything that happened, in order, but for notices and the passing of time.
std::vector<std::string> deeds_in(const std::string& shown) {
    return all_in(shown, "events", [](const base::JsonDocument& document, const base::JsonNode& event) {
        const std::string kind = text_of(document, event, "kind");
        return kind == "Passed" || kind == "Composed" || kind == "Sent" ? "" : kind;
    });
}

} // namespace

TEST_CASE("What fell due while the server was off for a week had its effect as if it had been on") {
    const catalog::TemporaryFolder folder;
    const Demonstration office((folder.path() / "data").string());
    const std::string lit = (folder.path() / "lit").string();
    std::vector<std::string> cases;
    std::map<std::string, std::string> on_monday;
    {
        Open house(office, office.data(), monday_morning);
        cases = play_day(house);
        REQUIRE(cases.size() == 40);
        house.settle();
        for (const std::string& name : cases)
            on_monday[name] = state_in(house.ask("lee", "/api/v1/cases/" + name));
    }
    std::filesystem::copy(office.data(), lit, std::filesystem::copy_options::recursive);
    live_a_week(lit);
    std::size_t changed = 0;
    {
        Open here(office, office.data(), a_week_later), there(office, lit, a_week_later);
        here.settle();
        for (const std::string& name : cases) {
            CAPTURE(name);
            const std::string at = "/api/v1/cases/" + name;
            const std::string state = state_in(here.ask("lee", at));
            CHECK(state == state_in(there.ask("lee", at)));
            CHECK(terms_in(here.ask("lee", at + "/terms")) == terms_in(there.ask("lee", at + "/terms")));
            CHECK(deeds_in(here.ask("lee", at + "/timeline")) ==
                  deeds_in(there.ask("lee", at + "/timeline")));
            if (state != on_monday[name]) ++changed;
        }
    }
    CHECK(changed >= 5); // of those in which something was awaited
    for (const std::string& data : {office.data(), lit}) CHECK(ran({"verify", "--data", data}).code == 0);
}

} // namespace assent::app
