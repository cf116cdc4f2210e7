#include <doctest/doctest.h>

#include "http/open_api_test.hpp"

namespace assent::http {
namespace {

const std::string pdf = "%PDF-1.7\n1 0 obj\n";

Response hand_in(OpenApi& open, const std::string& who, const std::string& content,
                 const std::string& type = "application/pdf") {
    return open.ask(Method::Post, "/api/v1/documents", who, content, {{"content-type", type}});
}

// A request with an order as its paper, of that document.
std::string with_document(const std::string& digest) {
    std::string text = OpenApi::submission();
    const std::string pages = R"({"kind": "order", "pages": 1})";
    return text.replace(text.find(pages), pages.size(),
                        R"({"kind": "order", "pages": 1, "document": ")" + digest + "\"}");
}

std::string place_of(const Response& begun) {
    REQUIRE(begun.status == 201);
    return begun.headers.at("location");
}

} // namespace

TEST_CASE("A document is handed in, named by a paper, and comes back to whoever may see the case") {
    OpenApi open;
    const Response handed = hand_in(open, "clerk", pdf);
    CHECK(handed.status == 201);
    const std::string digest = member_of(handed, "document");
    CHECK(digest == base::sha256_text(pdf));
    CHECK(says(handed, R"("type":"application/pdf","length":17)"));
    const std::string at = place_of(open.ask(Method::Post, "/api/v1/cases", "clerk", with_document(digest)));
    const Response list = open.ask(Method::Get, at + "/documents", "therapist");
    CHECK(says(list, R"("request":1,"kind":"order","arrived":")"));
    CHECK(says(list, R"("pages":1,"document":")" + digest + R"(","type":"application/pdf","length":17)"));
    CHECK(says(list, R"("kind":"plan of care")")); // a paper of which only the kind is known
    const std::string document = at + "/documents/" + digest;
    for (const char* who : {"clerk", "therapist"}) {
        const Response read = open.ask(Method::Get, document, who);
        CHECK(read.status == 200);
        CHECK(read.body == pdf);
        CHECK(read.headers.at("content-type") == "application/pdf");
        CHECK(read.headers.at("content-disposition").starts_with("attachment; filename=\""));
        CHECK(read.headers.at("x-content-type-options") == "nosniff");
        CHECK(read.headers.at("content-security-policy") == "default-src 'none'; sandbox");
    }
    CHECK(open.ask(Method::Get, at + "/documents", "stranger").status == 404);
    CHECK(open.ask(Method::Get, at + "/documents/" + digest, "stranger").status == 404);
    CHECK(open.ask(Method::Get, at + "/documents/" + digest, "").status == 401);
}

TEST_CASE("A document that no paper of the case names is not there, though it is kept") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin();
    const std::string digest = member_of(hand_in(open, "clerk", pdf), "document");
    CHECK(open.ask(Method::Get, at + "/documents/" + digest, "clerk").status == 404);
    CHECK(open.ask(Method::Get, at + "/documents/" + digest, "therapist").status == 404);
    CHECK(open.ask(Method::Get, at + "/documents/none", "clerk").status == 404);
    CHECK(open.ask(Method::Get, at + "/documents/none", "clerk").status == 404);
}

TEST_CASE("A paper cannot name a document that is not kept, nor one that another office handed in") {
    OpenApi open;
    const std::string theirs = member_of(hand_in(open, "stranger", pdf), "document");
    const std::string at = "/api/v1/cases/" + open.begin();
    for (const std::string& digest : {std::string(64, 'a'), theirs, std::string("order.pdf")}) {
        CAPTURE(digest);
        const Response begun = open.ask(Method::Post, "/api/v1/cases", "clerk", with_document(digest));
        CHECK(begun.status == 400);
        CHECK(says(begun, R"("pointer":"/request/papers/0/document")"));
        const std::string paper = R"({"kind": "order", "document": ")" + digest + "\"}";
        const Response filed =
            open.ask(Method::Post, at + "/commands", "clerk", R"({"do": "file", "paper": )" + paper + "}");
        CHECK(filed.status == 400);
        CHECK(says(filed, R"("pointer":"/paper/document")"));
        const Response supplied = open.ask(Method::Post, at + "/commands", "clerk",
                                           R"({"do": "supply", "papers": [)" + paper + "]}");
        CHECK(says(supplied, R"("pointer":"/papers/0/document")"));
    }
    CHECK(hand_in(open, "clerk", pdf).status == 201); // now it is theirs as well
    CHECK(open.ask(Method::Post, at + "/commands", "clerk",
                   R"({"do": "file", "paper": {"kind": "order", "document": ")" + theirs + "\"}}")
              .status == 200);
    // Whoever works on the case may file again what it names already.
    CHECK(open.ask(Method::Post, at + "/commands", "therapist",
                   R"({"do": "file", "paper": {"kind": "plan of care", "document": ")" + theirs + "\"}}")
              .status == 200);
}

TEST_CASE("What is handed in is of a type that is taken, and is what it is said to be") {
    OpenApi open;
    CHECK(hand_in(open, "clerk", pdf, "text/html").status == 415);
    CHECK(hand_in(open, "clerk", pdf, "application/json").status == 415);
    const Response unlike = hand_in(open, "clerk", pdf, "image/png");
    CHECK(unlike.status == 422);
    CHECK(says(unlike, "application/pdf"));
    CHECK(hand_in(open, "clerk", "MZ\x90", "application/pdf").status == 422);
    CHECK(hand_in(open, "clerk", "caf\xE9", "text/plain").status == 422);
    CHECK(hand_in(open, "clerk", "caf\xC3\xA9", "text/plain; charset=utf-8").status == 201);
    CHECK(hand_in(open, "clerk", std::string(std::size_t{32} * 1024 * 1024 + 1, 'a'), "text/plain").status ==
          413);
    Request empty{Method::Post, "/api/v1/documents"};
    empty.headers = {{"authorization", "Bearer " + open.tokens["clerk"]}, {"content-type", "text/plain"}};
    CHECK(open.exchange(empty).status == 422);
    CHECK(open.documents.all().size() == 1);
}

TEST_CASE("Who files no papers hands in no documents") {
    OpenApi open;
    open.know("super", casework::Role::Supervisor, "us");
    open.know("auditor", casework::Role::Auditor, "us");
    open.know("intake", casework::Role::Intake, "us");
    for (const char* who : {"plan", "super", "auditor"}) CHECK(hand_in(open, who, pdf).status == 403);
    CHECK(hand_in(open, "", pdf).status == 401);
    for (const char* who : {"therapist", "intake"}) CHECK(hand_in(open, who, pdf).status == 201);
}

} // namespace assent::http
