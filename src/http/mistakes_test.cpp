// What a client is told that sent something wrong: what it is, where it stands, and what to write instead.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "http/open_api_test.hpp"

namespace assent::http {

TEST_CASE("What is wrong with a body is told, every mistake with its place, and nothing is done") {
    OpenApi open;
    struct Wrong {
        std::string body;
        std::string_view pointer;
    };
    const std::string at = "/api/v1/cases/" + open.begin();
    for (const Wrong& one : std::initializer_list<Wrong>{
             {R"({"do": "clam"})", "claim"},
             {R"({"do": "claim", "requst": 1})", "/requst"},
             {R"({"do": "claim", "request": "1"})", "/request"},
             {R"({"do": "claim", "request": 0})", "/request"},
             {R"({"do": "pend", "items": [1]})", "/items/0"},
             {R"({"do": "report", "facts": {"request.strat": "2026-12-10"}})", "/facts/request.strat"},
             {R"({"do": "report", "facts": {"request.start": "10.12.2026"}})", "/facts/request.start"},
             {R"({"do": "report", "lines": [{"units": "many"}]})", "/lines/0/units"},
             {R"({"do": "refer", "to": "first levl"})", R"("/to","message":"the program has no such level")"},
             {R"({"do": "refer", "to": ""})", R"("/to","message":"`to` is empty")"},
             {R"({"do": "contact", "party": "nobody"})",
              R"("/party","message":"the program has no such party")"},
             {R"({"do": "name", "party": "nobody", "id": "x"})", R"("/party")"},
             {R"({"do": "submit", "type": "addmission"})",
              R"("/type","message":"the program has no such type)"},
             {R"({"do": "submit", "type": "admission", "asked_as": "x"})", R"("/asked_as")"},
             {R"({"do": "submit", "type": "admission", "participants": {"x": "y"}})", R"("/participants/x")"},
             {R"({"do": "assign", "reviewer": "nobody"})", R"("/reviewer")"},
             {R"({"do": "file", "paper": {"pages": 2}})", R"("/paper","message":"`kind` is missing")"},
             {R"({"do": "reduce", "line": {"act": "reduce", "units": 0}})", "/line/units"},
             {R"({"do": "report", "lines": [{"units": 0}]})", "from 1 to 9999"},
             {R"({"do": "report", "lines": [{"units": "72"}]})", "a number expected, and this is a string"},
             {R"({"do": "report", "lines": [{"code": 97110}]})", "write the code in quotes"},
             {R"({"do": "close"})", "no command"},
             {R"({"do": "send", "notice": 1})", "no command"},
             {R"([1])", "an object expected"},
             {R"({"do": )", "errors"}}) {
        CAPTURE(one.body);
        const Response response = open.ask(Method::Post, at + "/commands", "therapist", one.body);
        CHECK(response.status == 400);
        CHECK(response.headers.at("content-type") == "application/problem+json");
        CHECK(says(response, one.pointer));
    }
    CHECK(open.ask(Method::Post, "/api/v1/cases", "clerk",
                   R"({"program": "no/such", "member": "M1", "request": {}})")
              .status == 404);
    CHECK(open.ask(Method::Post, "/api/v1/cases", "clerk", R"({"member": "M1"})").status == 400);
    Request untyped{Method::Post, at + "/commands"};
    untyped.headers["authorization"] = "Bearer " + open.tokens["clerk"];
    untyped.body = "{}";
    CHECK(open.exchange(untyped).status == 415);
}

TEST_CASE("Of many mistakes the first are told, and that there may be more") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin() + "/commands";
    const auto told_of = [&](int unknown) {
        std::string body = R"({"do": "claim")";
        for (int i = 0; i < unknown; ++i) body += fmt::format(R"(, "x{}": 1)", i);
        return open.ask(Method::Post, at, "therapist", body + "}");
    };
    CHECK(says(told_of(19), "every mistake is listed with its place"));
    CHECK(says(told_of(19), "/x18"));
    CHECK(says(told_of(21), "the first 20 mistakes are listed with their places; there may be more"));
    CHECK(says(told_of(21), "/x19"));
    CHECK_FALSE(says(told_of(21), "/x20"));
}

TEST_CASE("A whole number can be written with decimals that are none") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin() + "/commands";
    CHECK(open.ask(Method::Post, at, "therapist", R"({"do": "claim", "request": 1.5})").status == 400);
    // As JSON Schema has it since its draft 6; the judge of these tests is older.
    Request whole{Method::Post, at, {}, {{"content-type", "application/json"}}, {}};
    whole.headers["authorization"] = "Bearer " + open.tokens["therapist"];
    whole.body = R"({"do": "claim", "request": 1.00})";
    CHECK(open.router.answer(whole).status == 200);
}

TEST_CASE("An identifier that cannot be one is told how one is written") {
    OpenApi open;
    for (const std::string& member :
         {std::string("person:clerk"), std::string(".."), std::string(201, 'x')}) {
        std::string body = OpenApi::submission();
        body.replace(body.find("\"M1\""), 4, "\"" + member + "\"");
        const Response refused = open.ask(Method::Post, "/api/v1/cases", "clerk", body);
        CHECK(refused.status == 400);
        CHECK(says(refused, R"("pointer":"/member")"));
        CHECK(says(refused, "1 to 200 letters"));
    }
}

TEST_CASE("A refusal is a problem that names the rule and what to do instead") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin();
    const Response refused = open.ask(Method::Post, at + "/commands", "clerk", approval);
    CHECK(refused.status == 403);
    CHECK(says(refused, "\"detail\""));
    CHECK(says(refused, "\"instead\""));
    CHECK(open.ask(Method::Post, at + "/commands", "therapist", approval).status >=
          400); // nobody has claimed it
}

TEST_CASE("An address that is not there, and a method it does not take, are told apart") {
    OpenApi open;
    CHECK(open.ask(Method::Get, "/api/v2", "clerk").status == 404);
    const Response wrong = open.ask(Method::Delete, "/api/v1/cases", "clerk");
    CHECK(wrong.status == 405);
    CHECK(wrong.headers.at("allow") == "POST, GET");
    CHECK(open.ask(Method::Head, "/api/v1/programs", "clerk").status == 200);
}

} // namespace assent::http
