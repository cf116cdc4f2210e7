#include <doctest/doctest.h>

#include "http/case_address.hpp"
#include "http/open_api_test.hpp"

namespace assent::http {
namespace {

struct Audit : OpenApi {
    std::string name, at;

    Audit() {
        know("auditor", casework::Role::Auditor, "us");
        know("lead", casework::Role::Supervisor, "us");
        name = begin();
        at = "/api/v1/cases/" + name;
    }

    std::string readings(const std::string& address) { return ask(Method::Get, address, "auditor").body; }
    std::string of_case(const std::string& query = "") { return readings(at + "/readings" + query); }
};

std::string read_by(const std::string& person, const std::string& what) {
    return R"("person":")" + person + R"(","what":")" + what + "\"";
}

} // namespace

TEST_CASE_FIXTURE(Audit, "Whoever was shown anything of a case is known to the auditor, with what it was") {
    CHECK(ask(Method::Get, at, "clerk").status == 200);
    CHECK(ask(Method::Get, at + "/timeline", "therapist").status == 200);
    CHECK(ask(Method::Get, at, "stranger").status == 404);
    CHECK(ask(Method::Get, at + "/letters/77", "therapist").status == 404);
    const std::string seen = of_case();
    CHECK(seen.find(R"("case":")" + name + R"(","at":"2026-11-30T15:00:00Z")") != std::string::npos);
    CHECK(seen.find(read_by("clerk", "case")) != std::string::npos);
    CHECK(seen.find(read_by("therapist", "timeline")) != std::string::npos);
    CHECK(seen.find("stranger") == std::string::npos); // who was shown nothing has read nothing
    CHECK(seen.find("letters/77") == std::string::npos);
    CHECK(of_case().find(read_by("auditor", "readings")) != std::string::npos); // nor are auditors unseen
    const std::string theirs = readings("/api/v1/people/therapist/readings");
    CHECK(theirs.find(read_by("therapist", "timeline")) != std::string::npos);
    CHECK(theirs.find("clerk") == std::string::npos);
}

TEST_CASE_FIXTURE(Audit, "The same shown again within five minutes is one reading, and later another") {
    const auto clerks = [&] {
        std::size_t count = 0;
        const std::string all = readings("/api/v1/people/clerk/readings");
        for (std::size_t from = 0; (from = all.find(read_by("clerk", "case"), from)) != std::string::npos;
             ++from)
            ++count;
        return count;
    };
    ask(Method::Get, at, "clerk");
    now += std::chrono::minutes{5} - std::chrono::seconds{1};
    ask(Method::Get, at, "clerk");
    CHECK(clerks() == 1);
    now += std::chrono::seconds{1};
    ask(Method::Get, at, "clerk");
    CHECK(clerks() == 2);
}

TEST_CASE_FIXTURE(Audit, "Readings come page by page, each once, also those of one moment") {
    for (const char* what : {"", "/terms", "/timeline", "/documents", "/letters"})
        for (const char* who : {"clerk", "therapist"}) ask(Method::Get, at + what, who);
    now += std::chrono::minutes{10};
    ask(Method::Get, at, "clerk");
    std::size_t rows = 0, pages = 0;
    std::string address = at + "/readings?limit=3";
    while (!address.empty()) {
        const std::string page = readings(address);
        for (std::size_t from = 0; (from = page.find("\"what\"", from)) != std::string::npos; ++from) ++rows;
        const std::size_t next = page.find(R"("next":")");
        address = next == std::string::npos ? "" : page.substr(next + 8, page.rfind('"') - next - 8);
        REQUIRE(++pages < 10);
    }
    CHECK(rows == 11); // the auditor's own came after the first page, and stands before it
    for (const char* wrong : {"1796050803", "x-1", "1796050803--1", "9-99999999999"})
        CHECK(ask(Method::Get, at + "/readings?after=" + wrong, "auditor").status == 400);
}

TEST_CASE_FIXTURE(Audit, "Nobody but an auditor is told who has read") {
    for (const char* who : {"clerk", "therapist", "lead"}) {
        CHECK(ask(Method::Get, at + "/readings", who).status == 403);
        CHECK(ask(Method::Get, "/api/v1/people/clerk/readings", who).status == 403);
    }
}

TEST_CASE("What an address below a case names is what was read") {
    const auto what = [](const char* pattern, const Places& places) {
        const auto read = case_address(pattern, places);
        return read ? read->of.text() + " " + read->what : std::string();
    };
    CHECK(what("/cases/{member}/{number}", {"M1", "C1"}) == "case/M1/C1 case");
    CHECK(what("/api/v1/cases/{member}/{number}/letters/{notice}", {"M1", "C1", "2"}) ==
          "case/M1/C1 letters/2");
    CHECK(what("/cases/{member}/{number}/documents/{digest}/pages/{page}", {"M1", "C1", "{x}", "3"}) ==
          "case/M1/C1 documents/{x}/pages/3");
    CHECK(what("/cases/{member}/{number}", {"M1", "C 1"}).empty());
    CHECK(what("/cases/{member}/{number}", {"M1/..", "C1"}).empty());
    CHECK(what("/api/v1/cases", {}).empty());
    CHECK(what("/api/v1/members/{member}", {"M1"}).empty());
}

} // namespace assent::http
