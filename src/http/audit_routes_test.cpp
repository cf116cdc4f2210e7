#include <doctest/doctest.h>

#include "http/case_address.hpp"
#include "http/open_api_test.hpp"
#include "http/page.hpp"

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

TEST_CASE_FIXTURE(Audit, "An auditor asks who did what by case, person, kind and day, page by page") {
    ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})");
    const auto acts = [&](const std::string& query) {
        return ask(Method::Get, "/api/v1/acts?" + query, "auditor");
    };
    const std::string claimed = R"("kind":"Assigned","person":"therapist","role":"reviewer")";
    CHECK(says(acts("person=therapist"),
               R"({"case":")" + name + R"(","at":"2026-11-30T15:00:00Z",)" + claimed));
    CHECK(says(acts("person=therapist"),
               R"("changes":[{"what":"request 1, reviewer","after":"therapist"}])")); // THX-107
    CHECK(says(acts("person=therapist"), R"("time":"Mon 30 Nov 2026 10:00 EST")"));
    CHECK_FALSE(says(acts("person=therapist"), "Submitted"));
    CHECK(says(acts("case=" + name + "&kind=Submitted"), "Submitted"));
    CHECK_FALSE(says(acts("case=" + name + "&kind=Submitted"), "Assigned"));
    CHECK(says(acts("from=2026-11-30&through=2026-11-30"), claimed));
    CHECK_FALSE(says(acts("from=2026-12-01"), claimed));
    CHECK_FALSE(says(acts("through=2026-11-29"), claimed));
    std::string all;
    for (std::string target = "/api/v1/acts?limit=2&case=" + name; !target.empty();) {
        const Response page = ask(Method::Get, target, "auditor");
        REQUIRE(page.status == 200);
        all += page.body;
        target = member_of(page, "next");
    }
    for (const char* kind : {"Begun", "Submitted", "Received", "Assigned"})
        CHECK(all.find(fmt::format(R"("kind":"{}")", kind)) ==
              all.rfind(fmt::format(R"("kind":"{}")", kind)));
    for (const char* wrong : {"case=M1", "kind=Assinged", "from=yesterday", "after=0", "limit=0", "who=x"})
        CHECK(acts(wrong).status == 400);
    CHECK(of_case().find(read_by("auditor", "acts")) != std::string::npos);
}

TEST_CASE("A day is one of the house, and not of UTC") {
    store::ActQuery query;
    const calendar::Date day = std::chrono::sys_days{std::chrono::year{2026} / 11 / 1}; // of 25 hours
    limit_to({day, day}, desk::therapy_shelf().zone(), query);
    CHECK(moment_text(query.from) == "2026-11-01T04:00:00Z");
    CHECK(moment_text(query.until) == "2026-11-02T04:59:59Z");
}

} // namespace assent::http
