#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "http/sent_bodies_test.hpp"
#include "store/verify.hpp"

namespace assent::http {
namespace {

using Json = nlohmann::json;

std::int64_t events_in(const OpenApi& open) {
    const auto looked = store::verify({open.file.path()}, desk::test_key().public_key(), {});
    CHECK_MESSAGE(looked.is_clean(), looked.findings.front());
    return looked.events;
}

struct Attack {
    std::string name;
    std::string body;
    int status = 400;
    std::string type = "application/json"; // "": none
};

std::string repeated(std::string_view piece, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += piece;
    return all;
}

// Ways to spoil any body that is an object.
std::vector<Attack> attacks_on(const std::string& body) {
    const std::string inside = body.substr(body.find('{') + 1);
    const auto with = [&](const std::string& member) { return "{" + member + ", " + inside; };
    std::vector<Attack> all = {
        {"nothing at all", ""},
        {"blanks", "  \n"},
        {"a list", "[" + body + "]"},
        {"a text", "\"x\""},
        {"a number", "1"},
        {"null", "null"},
        {"a byte order mark", "\xEF\xBB\xBF" + body},
        {"something behind it", body + "x"},
        {"a second value", body + body},
        {"half of it", body.substr(0, body.size() / 2)},
        {"a comment", "/* x */" + body},
        {"a comma too many", body.substr(0, body.rfind('}')) + ",}"},
        {"single quotes", "{'a': 1}"},
        {"the same member twice", with(R"("zz": 1, "zz": 2)")},
        {"another member", with(R"("zz": 1)")},
        {"a member without a name", with(R"("": 1)")},
        {"a member by a name with U+0000", with("\"a\\u0000\": 1")},
        {"a byte that is not UTF-8", with("\"zz\": \"\xff\"")},
        {"an overlong byte", with("\"zz\": \"\xC0\xAF\"")},
        {"half of a surrogate", with(R"("zz": "\ud800")")},
        {"a control character", with("\"zz\": \"a\nb\"")},
        {"no number", with(R"("zz": NaN)")},
        {"a number beyond every range", with(R"("zz": 1e999)")},
        {"a whole number beyond range", with(R"("zz": 99999999999999999999)")},
        {"a number that begins with 0", with(R"("zz": 01)")},
        {"deep lists", with("\"zz\": " + repeated("[", 100'000))},
        {"deep lists that end", with("\"zz\": " + repeated("[", 100'000) + repeated("]", 100'000))},
        {"deep objects", repeated("{\"a\":", 100'000)},
        {"a long text", with("\"zz\": \"" + repeated("x", 900'000) + "\"")},
        {"a long name", with("\"" + repeated("x", 900'000) + "\": 1")},
        {"many members", "{" + repeated("\"a\": 1, ", 100'000) + inside},
        {"more than a body has", body + repeated(" ", 2'000'000), 413},
        {"no type", body, 415, ""},
        {"a text by its type", body, 415, "text/plain"},
        {"a form by its type", body, 415, "application/x-www-form-urlencoded"},
        {"another charset", body, 415, "application/json; charset=iso-8859-1"},
        {"two types", body, 415, "application/json, text/plain"},
        {"almost the type", body, 415, "application/jsonp"},
    };
    std::string many = "{";
    for (int i = 0; i < 20'000; ++i) many += "\"zz" + std::to_string(i) + "\": {}, ";
    all.push_back({"many members that there are not", many + inside});
    return all;
}

// Every text in it spoiled, one at a time: too long, and with U+0000.
std::vector<Attack> attacks_on_texts(const Json& body) {
    std::vector<Attack> all;
    const Json flat = body.flatten();
    for (const auto& [place, value] : flat.items()) {
        if (!value.is_string()) continue;
        for (const std::string& text : {std::string(10'001, 'x'), std::string("a\0b", 3)}) {
            Json spoiled = body;
            spoiled[Json::json_pointer(place)] = text;
            all.push_back({place + " with " + std::to_string(text.size()), spoiled.dump()});
        }
    }
    return all;
}

void look_at(const Attack& attack, const Response& response) {
    CHECK(response.status == attack.status);
    CHECK(response.headers.at("content-type") == "application/problem+json");
    CHECK(response.body.size() < 20'000);
    const Json problem = Json::parse(response.body);
    if (response.status == 400) {
        CHECK(problem["type"] == "/problems/not-understood");
        REQUIRE(problem.contains("errors"));
        CHECK_FALSE(problem["errors"].empty());
        for (const Json& one : problem["errors"]) CHECK(one.contains("pointer"));
        const bool ends_within_a_text = attack.name == "half of it";
        if (!ends_within_a_text)
            CHECK(std::any_of(problem["errors"].begin(), problem["errors"].end(),
                              [](const Json& one) { return one.contains("hint"); }));
    } else {
        CHECK(problem.contains("detail"));
        CHECK(problem.contains("instead"));
    }
}

} // namespace

TEST_CASE("Every address that takes a body stands among those that are attacked") {
    const OpenApi open;
    for (const Route& route : open.router.routes()) {
        if (route.method != Method::Post && route.method != Method::Put && route.method != Method::Patch)
            continue;
        if (route.pattern == "/api/v1/documents") continue; // whose body is no JSON
        const bool listed = std::any_of(sent_bodies().begin(), sent_bodies().end(), [&](const SentBody& one) {
            return one.method == route.method && one.pattern == route.pattern;
        });
        CHECK_MESSAGE(listed, to_text(route.method), " ", route.pattern);
    }
}

TEST_CASE("A body that is spoiled in any way is refused with its place, and nothing is recorded") {
    for (const SentBody& one : sent_bodies()) {
        OpenApi open;
        open.office.admit("M2");
        const std::string target = at_case(one.target, open.begin());
        CAPTURE(target);
        const std::int64_t before = events_in(open);
        auto attacks = attacks_on(one.body);
        for (Attack& attack : attacks_on_texts(Json::parse(one.body))) attacks.push_back(std::move(attack));
        for (Attack& attack : attacks) {
            CAPTURE(attack.name);
            if (one.any_members &&
                (attack.name == "another member" || attack.name == "a member without a name"))
                continue;
            if (attack.body.size() > one.most) attack.status = 413;
            Request request{one.method, target};
            if (!one.who.empty()) request.headers["authorization"] = "Bearer " + open.tokens[one.who];
            if (!attack.type.empty()) request.headers["content-type"] = attack.type;
            request.body = attack.body;
            look_at(attack, open.exchange(request));
        }
        CHECK(events_in(open) == before);
        const int whole = open.ask(one.method, target, one.who, one.body).status;
        CHECK((whole < 300 || whole == 409 || whole == 422)); // it is read, whatever a rule says of it
    }
}

TEST_CASE("The type of a body may be written as types are") {
    OpenApi open;
    for (const char* type : {"application/json", "Application/JSON", "application/json; charset=utf-8",
                             "application/json;charset=\"UTF-8\"", "application/json; version=1"})
        CHECK(
            open.ask(Method::Put, "/api/v1/members/M1", "plan", R"({"name": "A"})", {{"content-type", type}})
                .status == 204);
}

TEST_CASE(
    "An order that comes again with its key is answered as before; with another body it is a conflict") {
    for (const SentBody& one : sent_bodies()) {
        if (!one.takes_key) continue;
        OpenApi open;
        const std::string target = at_case(one.target, open.begin());
        CAPTURE(target);
        const std::map<std::string, std::string> key = {{"idempotency-key", "k1"}};
        const Response first = open.ask(one.method, target, one.who, one.body, key);
        const std::int64_t events = events_in(open);
        const Response again = open.ask(one.method, target, one.who, one.body, key);
        CHECK(first.status < 300);
        CHECK(again.status == 200);
        Json told = Json::parse(again.body);
        CHECK(told["repeated"] == true);
        told["repeated"] = false;
        CHECK(told == Json::parse(first.body));
        const Response other = open.ask(one.method, target, one.who, one.body + " ", key);
        CHECK(other.status == 409);
        CHECK(Json::parse(other.body)["type"] == "/problems/duplicate");
        CHECK(events_in(open) == events);
        for (const std::string& wrong :
             {std::string("a b"), std::string("\xC3\xA4"), std::string(201, 'k')}) {
            const Response answer =
                open.ask(one.method, target, one.who, one.body, {{"idempotency-key", wrong}});
            CHECK(answer.status == 400);
            CHECK(says(answer, R"("parameter":"Idempotency-Key")"));
        }
        CHECK(events_in(open) == events);
    }
}

TEST_CASE("An order about a case that has changed since is not done; one that was done already is told so") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin();
    const std::string tag = open.ask(Method::Get, at, "therapist").headers.at("etag");
    const std::map<std::string, std::string> headers = {{"if-match", tag}, {"idempotency-key", "k1"}};
    CHECK(open.ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})", headers).status == 200);
    const std::int64_t events = events_in(open);
    // Its answer was lost: the case has changed by this very order.
    CHECK(open.ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})", headers).status == 200);
    for (const std::string& stale : {tag, std::string("\"0\""), std::string("W/" + tag), std::string("x")}) {
        const Response answer =
            open.ask(Method::Post, at + "/commands", "therapist", approval, {{"if-match", stale}});
        CHECK(answer.status == 412);
        CHECK(Json::parse(answer.body)["type"] == "/problems/changed");
    }
    CHECK(events_in(open) == events);
    CHECK(open.ask(Method::Post, at + "/commands", "therapist", approval, {{"if-match", "*"}}).status == 200);
}

TEST_CASE("A condition that names no state is refused, and nothing is done") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin() + "/commands";
    const Response no = open.ask(Method::Post, at, "therapist", R"({"do": "claim"})", {{"if-match", ""}});
    CHECK(no.status == 400);
    CHECK(says(no, R"("parameter":"If-Match")"));
    CHECK(open.ask(Method::Post, at, "therapist", R"({"do": "claim"})", {{"if-match", "*"}}).status == 200);
}

TEST_CASE("A body that is packed is refused, wherever it goes") {
    OpenApi open;
    for (const char* path : {"/api/v1/members/M1", "/api/v1/drafts/mine"}) {
        const auto put = [&](const char* coding) {
            return open.ask(Method::Put, path, path[8] == 'm' ? "plan" : "clerk", R"({"name": "A"})",
                            {{"content-encoding", coding}});
        };
        for (const char* coding : {"gzip", "br", "identity, gzip", "none"}) {
            CHECK(put(coding).status == 415);
            CHECK(says(put(coding), "without `Content-Encoding`"));
        }
        CHECK(put("Identity").status < 300);
    }
}

TEST_CASE("What stands in an address is a key or nothing, whatever is written there") {
    OpenApi open;
    open.begin();
    const std::int64_t before = events_in(open);
    for (const Route& route : open.router.routes()) {
        for (std::size_t at = route.pattern.find('{'); at != std::string::npos;
             at = route.pattern.find('{', at + 1)) {
            for (const std::string& value :
                 {std::string("*"), std::string("%20"), std::string("%C3%A4"), std::string("'"),
                  std::string("%22%20OR%201=1"), std::string("-1"), std::string("0"),
                  std::string("99999999999999999999"), std::string(3'000, 'A'), std::string("M1:C1"),
                  std::string("...")}) {
                if (route.method == Method::Put) continue; // there it is a name for somebody new
                std::string path = route.pattern;
                path.replace(at, path.find('}', at) + 1 - at, value);
                while (path.find('{') != std::string::npos)
                    path.replace(path.find('{'), path.find('}') + 1 - path.find('{'), "M1");
                CAPTURE(path);
                const bool get = route.method == Method::Get || route.method == Method::Delete;
                const int status = open.ask(route.method, path, "therapist", get ? "" : "{}").status;
                CHECK(status >= 400);
                CHECK(status < 500);
            }
        }
    }
    for (const char* path : {"/api/v1/cases/../members/M1", "/api/v1/cases/%2e%2e/members/M1",
                             "/api/v1/cases/M1%2FC1", "/api/v1/cases/M1/C1%5C..", "/api/v1/cases/M1/%00",
                             "/api/v1//cases", "/api/v1/cases/M1/C1%", "/api/v1/cases/\xff"})
        CHECK_FALSE(read_target(path).has_value());
    CHECK(open.ask(Method::Put, "/api/v1/members/" + std::string(201, 'A'), "plan", R"({"name": "A"})")
              .status == 400);
    CHECK(open.ask(Method::Put, "/api/v1/members/a%20b", "plan", R"({"name": "A"})").status == 400);
    CHECK(events_in(open) == before);
}

TEST_CASE("A parameter that an address does not know is told, and a value that cannot be") {
    OpenApi open;
    const std::string name = open.begin();
    for (const Route& route : open.router.routes()) {
        std::string path = route.pattern;
        if (const std::size_t at = path.find("{member}/{number}"); at != std::string::npos)
            path.replace(at, std::string("{member}/{number}").size(), name);
        while (path.find('{') != std::string::npos)
            path.replace(path.find('{'), path.find('}') + 1 - path.find('{'), "M1");
        CAPTURE(path);
        for (const char* query : {"?zz=1", "?%C3%A4=1", "?=1", "?zz", "?limit%5B%5D=1"}) {
            const Response answer = open.ask(route.method, path + query, "therapist");
            CHECK(answer.status == 400);
            CHECK(says(answer, "\"parameter\""));
        }
    }
    const std::string at = "/api/v1/cases/" + name;
    for (const std::string& target :
         {std::string("/api/v1/cases?state=open"), std::string("/api/v1/cases?state="),
          std::string("/api/v1/cases?member="), std::string("/api/v1/cases?after=x"),
          at + "?as_of=", at + "?as_of=2026-11-30", at + "?as_of=2026-11-30T-1:00:00Z",
          at + "?as_of=2026-13-30T10:00:00Z", at + "/timeline?after=-1", at + "/timeline?after=x"}) {
        CAPTURE(target);
        const Response answer = open.ask(Method::Get, target, "therapist");
        CHECK(answer.status == 400);
        CHECK(says(answer, "\"parameter\""));
        CHECK(says(answer, "\"hint\""));
    }
}

} // namespace assent::http
