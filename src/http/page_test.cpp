#include "http/page.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "http/open_api_test.hpp"

namespace assent::http {
namespace {

// A list is turned page by page; what each page held.
struct Turned {
    std::map<std::string, int> seen = {}; // how often each case came
    std::size_t pages = 0;
};

std::vector<std::string> values_of(const std::string& body, const std::string& key) {
    std::vector<std::string> all;
    base::JsonDocument document;
    base::Diagnostics mistakes;
    REQUIRE(document.read(body, mistakes));
    for (const base::JsonNode& member : document.children(document.root())) {
        for (const base::JsonNode& row : document.children(member)) {
            if (const base::JsonNode* found = document.find(row, key)) all.emplace_back(found->text);
        }
    }
    return all;
}

std::string next_of(const std::string& body) {
    base::JsonDocument document;
    base::Diagnostics mistakes;
    REQUIRE(document.read(body, mistakes));
    const base::JsonNode* next = document.find(document.root(), "next");
    return next ? std::string(next->text) : "";
}

Turned turn(OpenApi& open, std::string target, const std::string& who,
            const std::function<void(std::size_t)>& between = {}) {
    Turned turned;
    while (!target.empty()) {
        const Response page = open.ask(Method::Get, target, who);
        REQUIRE_MESSAGE(page.status == 200, page.body);
        for (const std::string& name : values_of(page.body, "case")) ++turned.seen[name];
        target = next_of(page.body);
        if (between) between(turned.pages);
        ++turned.pages;
        REQUIRE(turned.pages < 100);
    }
    return turned;
}

std::set<std::string> begin_many(OpenApi& open, int count) {
    std::set<std::string> names;
    for (int i = 0; i < count; ++i) {
        const std::string member = "N" + std::to_string(i);
        open.office.admit(member);
        std::string body = OpenApi::submission();
        body.replace(body.find("\"M1\""), 4, "\"" + member + "\"");
        const Response made = open.ask(Method::Post, "/api/v1/cases", "clerk", body);
        REQUIRE(made.status == 201);
        names.insert(made.headers.at("location").substr(std::string("/api/v1/cases/").size()));
        if (i % 3 == 0) open.now += std::chrono::minutes{7}; // some are due at the same second
    }
    return names;
}

store::CaseRow some_row() {
    store::CaseRow row{store::StreamId::of_case("M7", "C12"), "M7", {}, "a/b", "in review", {}, {}, {}, {}};
    row.due = calendar::Instant{std::chrono::seconds{1'800'000'000}};
    return row;
}

} // namespace

TEST_CASE("Turning the pages of a list shows each case once") {
    OpenApi open;
    const auto names = begin_many(open, 23);
    for (const int limit : {1, 2, 5, 22, 23, 24, 200}) {
        CAPTURE(limit);
        const Turned turned = turn(open, "/api/v1/cases?limit=" + std::to_string(limit), "therapist");
        CHECK(turned.seen.size() == names.size());
        for (const auto& [name, times] : turned.seen) CHECK(times == 1);
        CHECK(turned.pages ==
              (names.size() + static_cast<std::size_t>(limit) - 1) / static_cast<std::size_t>(limit));
    }
    CHECK(
        turn(open, "/api/v1/cases?state=in%20review&level=first%20level&limit=4", "therapist").seen.size() ==
        23);
    CHECK(turn(open, "/api/v1/cases?limit=4", "clerk").seen.size() == 23);
    CHECK(turn(open, "/api/v1/cases?limit=4", "stranger").seen.empty());
}

TEST_CASE("A case that stays where it is comes once, whatever happens to others between two pages") {
    OpenApi open;
    const auto names = begin_many(open, 20);
    const Turned before = turn(open, "/api/v1/cases?limit=200", "therapist");
    std::set<std::string> moved;
    std::size_t begun = 0;
    const Turned turned = turn(open, "/api/v1/cases?limit=3", "therapist", [&](std::size_t page) {
        // A case of the list is withdrawn, wherever it stands, and a new one begins.
        const auto victim = std::next(names.begin(), static_cast<std::ptrdiff_t>(page * 2));
        if (page < 6 && open.ask(Method::Post, "/api/v1/cases/" + *victim + "/commands", "clerk",
                                 R"({"do": "withdraw", "reason": "The family has moved away."})")
                                .status == 200)
            moved.insert(*victim);
        if (page < 6) {
            open.begin();
            ++begun;
        }
    });
    CHECK(moved.size() == 6);
    CHECK(begun == 6);
    for (const std::string& name : names) {
        CAPTURE(name);
        if (!moved.contains(name)) CHECK(turned.seen.at(name) == 1);
    }
    for (const auto& [name, times] : turned.seen) CHECK(times <= 2);
}

TEST_CASE("The timeline of a case comes in pages too") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin();
    open.ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})");
    open.ask(Method::Post, at + "/commands", "therapist",
             R"({"do": "flag", "what": "signature looks copied", "hidden_from_provider": true})");
    open.ask(Method::Post, at + "/commands", "therapist", approval);
    for (const char* who : {"therapist", "clerk"}) {
        const auto whole = values_of(open.ask(Method::Get, at + "/timeline?limit=200", who).body, "event");
        std::vector<std::string> turned;
        for (std::string target = at + "/timeline?limit=2"; !target.empty();) {
            const Response page = open.ask(Method::Get, target, who);
            const auto part = values_of(page.body, "event");
            CHECK(part.size() <= 2);
            turned.insert(turned.end(), part.begin(), part.end());
            target = next_of(page.body);
        }
        CHECK(turned == whole);
        CHECK(whole.size() > 5);
    }
}

TEST_CASE("A mark that was changed, or belongs to another list, is told to be none") {
    OpenApi open;
    begin_many(open, 3);
    const Response page = open.ask(Method::Get, "/api/v1/cases?limit=1", "therapist");
    const std::string next = next_of(page.body);
    REQUIRE_FALSE(next.empty());
    CHECK(open.ask(Method::Get, next, "therapist").status == 200);
    CHECK(open.ask(Method::Get, next + "&state=in%20review", "therapist").status == 400);
    CHECK(open.ask(Method::Get, next, "clerk").status == 400); // an office's list is another one
    const std::size_t mark = next.find("after=") + 6;
    const std::size_t end = std::min(next.find('&', mark), next.size());
    for (std::size_t i = mark; i < end; ++i) {
        std::string changed = next;
        changed[i] = changed[i] == '0' ? '1' : '0';
        const Response answer = open.ask(Method::Get, changed, "therapist");
        CHECK(answer.status == 400);
        CHECK(says(answer, R"("parameter":"after")"));
    }
    for (const char* wrong : {"after=", "after=x", "after=00", "limit=0", "limit=201", "limit=-1",
                              "limit=1e2", "limit=many", "limit=99999999999999999999"})
        CHECK(open.ask(Method::Get, std::string("/api/v1/cases?") + wrong, "therapist").status == 400);
}

TEST_CASE("A mark says where a row stands, with a due time and without") {
    store::CaseQuery list;
    list.state = "in review";
    store::CaseRow row = some_row();
    const auto place = place_of(mark_of(row, list), list);
    REQUIRE(place.has_value());
    CHECK(place->due == row.due);
    CHECK(place->stream == row.stream);
    row.due.reset();
    CHECK_FALSE(place_of(mark_of(row, list), list)->due.has_value());
    store::CaseQuery other = list;
    other.level = "first level";
    CHECK_FALSE(place_of(mark_of(row, list), other).has_value());
}

} // namespace assent::http
