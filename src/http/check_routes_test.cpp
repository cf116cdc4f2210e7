#include <doctest/doctest.h>

#include "http/open_api_test.hpp"

namespace assent::http {
namespace {

// Everything the log holds, as a number.
std::int64_t position(OpenApi& open) { return open.store.checkpoint(open.now).position; }

} // namespace

TEST_CASE("What would become of a new case is told as submitting it would, and nothing is written") {
    OpenApi open;
    const std::int64_t before = position(open);
    const Response whole = open.ask(Method::Post, "/api/v1/cases/check", "clerk", OpenApi::submission());
    CHECK(whole.status == 200);
    CHECK(says(whole, R"("state":"in review","level":"first level")"));
    CHECK(says(whole, R"("papers_owed":[])"));
    CHECK_FALSE(says(whole, "\"case\"")); // it has no number
    const Response lacking =
        open.ask(Method::Post, "/api/v1/cases/check", "clerk", OpenApi::submission(false));
    CHECK(says(lacking, R"("papers_owed":["plan of care"])"));
    CHECK(position(open) == before);
    CHECK(open.store.cases({.limit = 10}).empty());
}

TEST_CASE("What is still asked is told with its question and whose it is") {
    OpenApi open;
    std::string unstarted = OpenApi::submission();
    unstarted.replace(unstarted.find(R"(, "request.start": "2026-12-10")"), 31, "");
    const Response asked = open.ask(Method::Post, "/api/v1/cases/check", "clerk", unstarted);
    CHECK(asked.status == 200);
    CHECK(says(asked, R"("state":"received","screening":"ask")"));
    CHECK(says(asked, R"("because":[{"criterion":"eligible","source":"that all Medicaid)"));
    CHECK(says(asked, R"("asks":[{"fact":"member.eligible","question":"Is the recipient eligible)"));
    CHECK(says(asked, R"("from":"eligibility system"}])"));
}

TEST_CASE("What submitting would refuse is refused with the same words") {
    OpenApi open;
    std::string above = OpenApi::submission(); // what was ordered
    above.replace(above.find(R"("ordered_units": 72)"), 19, R"("ordered_units": 10)");
    const std::int64_t before = position(open);
    const Response checked = open.ask(Method::Post, "/api/v1/cases/check", "clerk", above);
    CHECK(checked.status == 422);
    CHECK(position(open) == before);
    const Response submitted = open.ask(Method::Post, "/api/v1/cases", "clerk", above);
    CHECK(checked.status == submitted.status);
    CHECK(checked.body == submitted.body);
    CHECK(open.ask(Method::Post, "/api/v1/cases/check", "plan", OpenApi::submission()).status == 403);
    CHECK(open.ask(Method::Post, "/api/v1/cases/check", "", OpenApi::submission()).status == 401);
    const Response wrong =
        open.ask(Method::Post, "/api/v1/cases/check", "clerk",
                 R"({"program": "florida-medicaid/therapy", "member": "M1", "request": 1})");
    CHECK(wrong.status == 400);
    CHECK(says(wrong, "/request"));
}

TEST_CASE("A request without service lines is asked for them, checked or submitted") {
    OpenApi open;
    const std::string whole = OpenApi::submission();
    const std::size_t from = whole.find("\"lines\""), end = whole.find(']', from) + 2;
    for (const char* lines : {"", "\"lines\": [],"}) {
        std::string without = whole;
        without.replace(from, end - from, lines);
        for (const char* at : {"/api/v1/cases/check", "/api/v1/cases"}) {
            const Response answer = open.ask(Method::Post, at, "clerk", without);
            CHECK(answer.status == 422);
            CHECK(says(answer, "admission: it asks for services, and names none"));
            CHECK(says(answer, "tell its service lines"));
        }
    }
    CHECK(open.store.cases({.limit = 10}).empty());
}

TEST_CASE("What is to be corrected names the lines that stand in the way") {
    OpenApi open;
    std::string three = OpenApi::submission();
    const std::size_t end = three.find("}],", three.find("\"lines\"")) + 1;
    three.insert(end,
                 R"(, {"code": "97530", "units": 72, "frequency": 3, "duration": 168, "ordered_units": 72,
        "ordered_frequency": 3, "ordered_duration": 168}, {"code": "92507"})");
    const Response answer = open.ask(Method::Post, "/api/v1/cases/check", "clerk", three);
    CHECK(answer.status == 422);
    CHECK(
        says(answer, "to be corrected before submission; not met: one discipline, in service lines 2 and 3"));
}

TEST_CASE("A further request of a case is checked where it would be submitted") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin();
    const std::string early = R"({"request": {"type": "continued stay", "about": 1}})";
    const std::string tag = open.ask(Method::Get, at, "clerk").headers.at("etag");
    CHECK(open.ask(Method::Post, at + "/check", "clerk", early).status >= 400); // nothing is authorized yet
    open.ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})");
    open.ask(Method::Post, at + "/commands", "therapist", approval);
    const std::string decided = open.ask(Method::Get, at, "clerk").headers.at("etag");
    CHECK(decided != tag);
    const Response later = open.ask(Method::Post, at + "/check", "clerk",
                                    R"({"request": {"type": "modification", "about": 1,
                     "facts": {"status.changed": true}, "lines": [{"code": "97110",
                     "units": 90, "frequency": 3, "duration": 168, "ordered_units": 90,
                     "ordered_frequency": 3, "ordered_duration": 168}]}})");
    CAPTURE(later.body);
    CHECK(later.status == 200);
    CHECK(says(later, R"("state":"in review")"));
    CHECK(open.ask(Method::Get, at, "clerk").headers.at("etag") == decided);
    CHECK(open.ask(Method::Post, at + "/check", "stranger", early).status == 404);
    CHECK(open.ask(Method::Post, "/api/v1/cases/M1/none/check", "clerk", early).status == 404);
}

} // namespace assent::http
