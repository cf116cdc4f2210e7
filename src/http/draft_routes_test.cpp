#include <doctest/doctest.h>

#include "http/open_api_test.hpp"

namespace assent::http {
namespace {

constexpr const char* the_draft = "/api/v1/drafts/D1";

Response save(OpenApi& open, const std::string& who, const std::string& body, const std::string& match = {}) {
    std::map<std::string, std::string> headers;
    if (!match.empty()) headers["if-match"] = match;
    return open.ask(Method::Put, the_draft, who, body, std::move(headers));
}

Response remove(OpenApi& open, const std::string& who, const std::string& match) {
    return open.ask(Method::Delete, the_draft, who, {}, {{"if-match", match}});
}

} // namespace

TEST_CASE("A draft is saved as far as it is written, and the office goes on with it") {
    OpenApi open;
    open.know("colleague", casework::Role::Provider, "clinic");
    const Response saved = save(open, "clerk", R"({"member": "M1", "facts": {"request.start": "2026-12-"}})");
    CHECK(saved.status == 201);
    CHECK(says(saved, R"({"draft":"D1","saved_by":"clerk","saved_at":"2026-11-30T15:00:00Z"})"));
    const Response read = open.ask(Method::Get, the_draft, "colleague");
    CHECK(says(read, R"("content":{"member":"M1","facts":{"request.start":"2026-12-"}})"));
    CHECK(read.headers.at("etag") == saved.headers.at("etag"));
    CHECK(open.ask(Method::Get, the_draft, "colleague", {}, {{"if-none-match", read.headers.at("etag")}})
              .status == 304);
    open.now += std::chrono::minutes{5};
    const Response again = save(open, "colleague", R"({"member": "M2"})", read.headers.at("etag"));
    CHECK(again.status == 200);
    CHECK(again.headers.at("etag") != saved.headers.at("etag"));
    const Response list = open.ask(Method::Get, "/api/v1/drafts", "clerk");
    CHECK(says(list, R"({"drafts":[{"draft":"D1","saved_by":"colleague","saved_at":"2026-11-30T15:05:00Z")"));
    CHECK(open.store.cases({.limit = 10}).empty()); // it is no request
}

TEST_CASE("Nobody saves over what they have not seen, nor deletes it") {
    OpenApi open;
    const std::string first = save(open, "clerk", "{}").headers.at("etag");
    CHECK(save(open, "clerk", "{}").status == 428);
    const std::string second = save(open, "clerk", R"({"a": 1})", first).headers.at("etag");
    CHECK(save(open, "clerk", R"({"a": 2})", first).status == 412);
    CHECK(save(open, "clerk", R"({"a": 2})", "nonsense").status == 412);
    CHECK(remove(open, "clerk", first).status == 412);
    const Response unseen = open.ask(Method::Delete, the_draft, "clerk");
    CHECK(unseen.status == 428);
    CHECK_FALSE(says(unseen, "another name"));
    CHECK(open.ask(Method::Get, the_draft, "clerk", {}, {{"if-none-match", "W/" + second}}).status == 304);
    CHECK(says(open.ask(Method::Get, the_draft, "clerk"), R"("content":{"a":1})"));
    CHECK(save(open, "clerk", R"({"a": 3})", "*").status == 200);
    CHECK(remove(open, "clerk", "*").status == 204);
    CHECK(save(open, "clerk", "{}", second).status == 412); // it was deleted meanwhile
    CHECK(save(open, "clerk", "{}").status == 201);
}

TEST_CASE("Another office sees no draft, and a deleted one is gone from every list") {
    OpenApi open;
    const std::string tag = save(open, "clerk", R"({"secret": true})").headers.at("etag");
    CHECK(open.ask(Method::Get, the_draft, "stranger").status == 404);
    CHECK(remove(open, "stranger", tag).status == 404);
    CHECK(says(open.ask(Method::Get, "/api/v1/drafts", "stranger"), R"({"drafts":[]})"));
    CHECK(save(open, "stranger", R"({"own": true})").status == 201); // the same name is another draft
    CHECK(says(open.ask(Method::Get, the_draft, "clerk"), "secret"));
    CHECK(remove(open, "clerk", tag).status == 204);
    CHECK(open.ask(Method::Get, the_draft, "clerk").status == 404);
    CHECK(remove(open, "clerk", tag).status == 404);
    CHECK(says(open.ask(Method::Get, "/api/v1/drafts", "clerk"), R"({"drafts":[]})"));
    CHECK(says(open.ask(Method::Get, the_draft, "stranger"), "own"));
}

TEST_CASE("A draft is a JSON object of a size, under a name that can be one; and of whoever submits") {
    OpenApi open;
    CHECK(save(open, "clerk", "[1]").status == 400);
    CHECK(save(open, "clerk", "{").status == 400);
    CHECK(save(open, "clerk", "{\"a\": \"" + std::string(std::size_t{256} * 1024, 'x') + "\"}").status ==
          413);
    CHECK(open.ask(Method::Put, "/api/v1/drafts/a%20b", "clerk", "{}").status == 400);
    CHECK(open.ask(Method::Put, "/api/v1/drafts/" + std::string(101, 'x'), "clerk", "{}").status == 400);
    CHECK(open.ask(Method::Get, "/api/v1/drafts/a%20b", "clerk").status == 404);
    CHECK(open.ask(Method::Put, the_draft, "clerk", "{}", {{"content-type", "text/plain"}}).status == 415);
    for (const char* who : {"therapist", "plan"}) {
        CHECK(save(open, who, "{}").status == 403);
        CHECK(open.ask(Method::Get, "/api/v1/drafts", who).status == 403);
        CHECK(open.ask(Method::Get, the_draft, who).status == 403);
        CHECK(open.ask(Method::Delete, the_draft, who).status == 403);
    }
    CHECK(save(open, "", "{}").status == 401);
}

} // namespace assent::http
