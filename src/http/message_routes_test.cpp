#include <doctest/doctest.h>

#include "http/open_api_test.hpp"

namespace assent::http {
namespace {

std::size_t count_of(const Response& response, std::string_view words) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = response.body.find(words, at)) != std::string::npos; ++at) ++count;
    return count;
}

} // namespace

TEST_CASE("A question and its answer are read by the office that asked, and by the house") {
    OpenApi open;
    open.know("colleague", casework::Role::Provider, "clinic");
    const std::string at = "/api/v1/cases/" + open.begin();
    CHECK(open.ask(Method::Post, at + "/commands", "clerk",
                   R"({"do": "message", "kind": "question asked", "text": "When does the number arrive?"})")
              .status == 200);
    open.now += std::chrono::hours{1};
    CHECK(open.ask(Method::Post, at + "/commands", "therapist",
                   R"({"do": "answer", "thread": 1, "text": "Tomorrow."})")
              .status == 200);
    const Response inside = open.ask(Method::Get, at + "/messages", "therapist");
    CHECK(says(inside, R"("thread":1,"kind":"question asked","request":1,"channel":"portal")"));
    CHECK(says(inside, R"("role":"provider","by":"clerk","text":"When does the number arrive?")"));
    CHECK(
        says(inside, R"("at":"2026-11-30T16:00:00Z","role":"reviewer","by":"therapist","text":"Tomorrow.")"));
    CHECK(says(inside, R"("answered":true)"));
    const Response office = open.ask(Method::Get, at + "/messages", "colleague");
    CHECK(says(office, R"("by":"clerk")"));
    CHECK(says(office, R"("role":"reviewer","text":"Tomorrow.")")); // who it was is not theirs to know
    CHECK(open.ask(Method::Get, at + "/messages", "stranger").status == 404);
}

TEST_CASE("A complaint that was told to the house is not shown to the office it is about") {
    OpenApi open;
    open.know("desk", casework::Role::CustomerService, "us");
    const std::string at = "/api/v1/cases/" + open.begin();
    CHECK(open.ask(Method::Post, at + "/commands", "desk",
                   R"({"do": "message", "kind": "complaint made", "channel": "phone",
                       "text": "The mother says that nobody came."})")
              .status == 200);
    CHECK(says(open.ask(Method::Get, at + "/messages", "desk"), "nobody came"));
    CHECK(says(open.ask(Method::Get, at, "therapist"), "complaint made"));
    CHECK(open.ask(Method::Post, at + "/commands", "desk",
                   R"({"do": "message", "kind": "message left", "channel": "phone", "text": "Please call."})")
              .status == 200);
    CHECK(says(open.ask(Method::Get, at + "/terms", "therapist"), "message left"));
    for (const char* what : {"/messages", "", "/timeline", "/terms"}) {
        const Response shown = open.ask(Method::Get, at + what, "clerk");
        CHECK(shown.status == 200);
        CHECK_FALSE(says(shown, "nobody came"));
        CHECK_FALSE(says(shown, "complaint made"));
        CHECK_FALSE(says(shown, "Messaged"));
        CHECK_FALSE(says(shown, "message left"));
    }
}

TEST_CASE("The letters of a case are listed with their way, to those whom they are for") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin(false);
    open.ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})");
    open.ask(Method::Post, at + "/commands", "therapist",
             R"({"do": "pend", "items": ["plan of care"], "reason": "It is missing."})");
    open.ask(Method::Post, at + "/commands", "therapist",
             R"({"do": "report", "facts": {"fraud.suspected": "2026-11-30 09:59"}})");
    const Response office = open.ask(Method::Get, at + "/letters", "clerk"),
                   inside = open.ask(Method::Get, at + "/letters", "therapist");
    CHECK(office.status == 200);
    CHECK(says(office, R"({"notice":1,"request":1,"name":")"));
    CHECK(says(office, R"("composed":"2026-11-30T15:00:00Z")"));
    CHECK(says(office, R"("has_text":true)"));
    CHECK_FALSE(says(office, "fraud"));
    CHECK(says(inside, "fraud"));
    CHECK(open.ask(Method::Get, at + "/letters", "stranger").status == 404);
    // The timeline tells of the same ones, and of no other.
    for (const char* who : {"clerk", "therapist"}) {
        const Response timeline = open.ask(Method::Get, at + "/timeline", who);
        CHECK(count_of(timeline, R"("kind":"Composed")") ==
              count_of(open.ask(Method::Get, at + "/letters", who), R"({"notice":)"));
    }
    CHECK(count_of(office, R"({"notice":)") < count_of(inside, R"({"notice":)"));
}

} // namespace assent::http
