#include <doctest/doctest.h>

#include "http/open_api_test.hpp"

namespace assent::http {

TEST_CASE("A worklist shows what waits, why it stands there, and what one has") {
    OpenApi open;
    open.office.admit("M2");
    const std::string one = open.begin(false);
    open.now += std::chrono::hours{24};
    std::string second = OpenApi::submission();
    second.replace(second.find("\"M1\""), 4, "\"M2\"");
    const std::string two = member_of(open.ask(Method::Post, "/api/v1/cases", "clerk", second), "case");
    Response list = open.ask(Method::Get, "/api/v1/worklist", "therapist");
    CHECK(list.status == 200);
    CHECK(says(list, R"("mine":{"cases":[],"more":false})"));
    CHECK(list.body.find(two) < list.body.find(one)); // which lacks a paper, and is due later
    CHECK(says(list, R"("due":"2026-12-03T04:59:59Z","request":1)"));
    CHECK(says(list, R"("first":{"what":"we must decide at first level","due":"2026-12-03T04:59:59Z")"));
    CHECK(says(list, R"("since":"2026-11-30T15:00:00Z")"));
    CHECK(says(list, R"("seconds_left":)"));
    const std::string at = "/api/v1/cases/" + one;
    open.ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})");
    CHECK(open.ask(Method::Post, at + "/commands", "therapist",
                   R"({"do": "pend", "items": ["plan of care"], "reason": "It is missing."})")
              .status == 200);
    list = open.ask(Method::Get, "/api/v1/worklist", "therapist");
    CHECK(list.body.find(one) < list.body.find("\"open\""));
    CHECK(list.body.find(two) > list.body.find("\"open\""));
    CHECK(says(list, R"("state":"pended")"));
    CHECK(says(list, R"("since":"2026-12-01T15:00:00Z")"));
    CHECK(says(list, R"("awaited":["plan of care"])"));
}

TEST_CASE("Who reviews nothing and assigns nothing has no worklist") {
    OpenApi open;
    open.know("auditor", casework::Role::Auditor, "us");
    for (const char* who : {"clerk", "plan", "auditor"})
        CHECK(open.ask(Method::Get, "/api/v1/worklist", who).status == 403);
    CHECK(open.ask(Method::Get, "/api/v1/worklist", "").status == 401);
}

} // namespace assent::http
