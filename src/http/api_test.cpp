#include "http/api.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "desk/outbox.hpp"
#include "http/command_reader.hpp"
#include "http/open_api_test.hpp"
#include "http/openapi.hpp"

namespace assent::http {

TEST_CASE(
    "A request is submitted, claimed and approved by what its clients send, and shown to its own office") {
    OpenApi open;
    const std::string name = open.begin();
    const std::string at = "/api/v1/cases/" + name;
    CHECK(open.ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})").status == 200);
    CHECK(open.ask(Method::Post, at + "/commands", "therapist", approval).status == 200);
    const Response shown = open.ask(Method::Get, at, "clerk");
    CHECK(shown.status == 200);
    CHECK(says(shown, R"("state":"decided")"));
    CHECK(says(shown, R"("outcome":"approved")"));
    CHECK(says(shown, R"("granted":{"units":72,"frequency":3,"from":"2026-12-10","through":"2027-05-26"})"));
    CHECK(says(shown, R"("request.start":"2026-12-10")"));
    CHECK_FALSE(says(shown, "\"reviewer\"")); // who reviewed is not the asker's to know
    CHECK(says(open.ask(Method::Get, at, "therapist"), R"("reviewer":"therapist")"));
    CHECK(says(open.ask(Method::Get, at + "/terms", "clerk"), "\"derivation\""));
    CHECK(says(open.ask(Method::Get, at + "/timeline", "clerk"), "\"kind\":\"Received\""));
}

TEST_CASE("A decision is written in words that decide a line, and a fact is told by whoever it comes from") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin();
    CHECK(open.ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})").status == 200);
    std::string referral = approval;
    referral.replace(referral.find("approve as requested"), 20, "refer");
    const Response no = open.ask(Method::Post, at + "/commands", "therapist", referral);
    CHECK(no.status == 400);
    CHECK(says(no, R"("pointer":"/lines/0/act")"));
    CHECK(says(no, "write approve, approve as requested"));
    const Response told = open.ask(Method::Post, at + "/commands", "clerk",
                                   R"({"do": "supply", "facts": {"reached.ordering": "2026-11-30 10:00"}})");
    CHECK(told.status == 403);
    CHECK(says(told, "told by the contact of physician with ordering provider by phone"));
    CHECK(says(open.ask(Method::Get, at, "therapist"), R"("state":"in review")"));
}

// A reviewer who is away is covered; what they could have decided is the colleague's from then on.
TEST_CASE("A colleague steps in with a reason, which the house is told and the office is not") {
    OpenApi open;
    open.know("colleague", casework::Role::Reviewer, "us");
    const std::string at = "/api/v1/cases/" + open.begin();
    const auto claim = [&](const char* who, const std::string& reason) {
        return open.ask(Method::Post, at + "/commands", who,
                        R"({"do": "claim", "reason": ")" + reason + "\"}");
    };
    CHECK(claim("therapist", "").status == 200);
    CHECK(says(claim("colleague", "Pat is ill."), "licensed therapist")); // not without what a claim needs
    desk::report(open.store, desk::stream_of(casework::PersonId{"colleague"}),
                 desk::Held{"licensed therapist", "physical therapy", {}, {}, {}}, {open.now, {"import"}});
    const Response silent = claim("colleague", " ");
    CHECK(silent.status == 403);
    CHECK(says(silent, "give a reason to step in for them"));
    CHECK(claim("colleague", "Pat is ill.").status == 200);
    CHECK(says(open.ask(Method::Get, at, "colleague"), R"("reviewer":"colleague")"));
    CHECK(says(open.ask(Method::Get, at + "/timeline", "therapist"), R"("reason":"Pat is ill.")"));
    CHECK_FALSE(says(open.ask(Method::Get, at + "/timeline", "clerk"), "Pat is ill."));
    CHECK(open.ask(Method::Post, at + "/commands", "therapist", approval).status == 403);
}

TEST_CASE("Nobody is let in without a token of their own, and nobody sees the case of another office") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin();
    open.tokens["forged"] = "clerk.0000000000000000000000000000000000000000000000000000000000000000";
    for (const char* scheme : {"bearer ", "BEARER "}) // of whatever letters (RFC 9110)
        CHECK(open.ask(Method::Get, at, "", {}, {{"authorization", scheme + open.tokens["clerk"]}}).status ==
              200);
    open.tokens["broken"] = "no dot";
    for (const char* who : {"", "forged", "broken"}) {
        CHECK(open.ask(Method::Get, at, who).status == 401);
        CHECK(open.ask(Method::Get, "/api/v1/cases", who).status == 401);
        CHECK(open.ask(Method::Post, at + "/commands", who, R"({"do": "withdraw"})").status == 401);
    }
    CHECK(open.ask(Method::Get, at, "stranger").status == 404);
    CHECK(open.ask(Method::Get, at + "/timeline", "stranger").status == 404);
    CHECK(
        open.ask(Method::Post, at + "/commands", "stranger", R"({"do": "withdraw", "reason": "x"})").status ==
        404);
    CHECK_FALSE(says(open.ask(Method::Get, "/api/v1/cases", "stranger"), "M1"));
    CHECK(says(open.ask(Method::Get, "/api/v1/cases", "clerk"), "M1"));
    CHECK(says(open.ask(Method::Get, "/api/v1/cases", "therapist"), "M1"));
    CHECK(open.ask(Method::Get, "/api/v1/cases", "plan").status == 403); // who may not see a case, lists none
    desk::report(open.store, desk::stream_of(casework::PersonId{"clerk"}),
                 desk::Token{"test", desk::digest_of_token(open.tokens["clerk"]), true},
                 {open.now, {"plan"}});
    CHECK(open.ask(Method::Get, at, "clerk").status == 401);
}

TEST_CASE("An order that is sent twice with its key is done once; with another body the key is refused") {
    OpenApi open;
    const std::map<std::string, std::string> key = {{"idempotency-key", "k1"}};
    const Response first = open.ask(Method::Post, "/api/v1/cases", "clerk", OpenApi::submission(), key);
    const Response again = open.ask(Method::Post, "/api/v1/cases", "clerk", OpenApi::submission(), key);
    CHECK(first.status == 201);
    CHECK(again.status == 200);
    CHECK(again.headers.at("location") == first.headers.at("location"));
    CHECK(says(again, R"("repeated":true)"));
    CHECK(open.ask(Method::Post, "/api/v1/cases", "clerk", OpenApi::submission(false), key).status == 409);
}

TEST_CASE("A command on a case that somebody changed meanwhile is refused, when its sender asked for that") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin();
    const std::string tag = open.ask(Method::Get, at, "therapist").headers.at("etag");
    CHECK(open.ask(Method::Get, at, "therapist", {}, {{"if-none-match", tag}}).status == 304);
    CHECK(open.ask(Method::Get, at, "therapist", {}, {{"if-none-match", "\"x\", W/" + tag}}).status == 304);
    const std::map<std::string, std::string> weak = {{"if-match", "W/" + tag}}; // is good for reading alone
    CHECK(open.ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})", weak).status == 412);
    CHECK(open.ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})", {{"if-match", tag}})
              .status == 200);
    CHECK(open.ask(Method::Post, at + "/commands", "therapist", approval, {{"if-match", tag}}).status == 412);
}

TEST_CASE("A case is shown as it stood at a moment that is past") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin();
    open.now += std::chrono::hours{1};
    open.ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})");
    CHECK(says(open.ask(Method::Get, at, "therapist"), R"("reviewer":"therapist")"));
    CHECK_FALSE(
        says(open.ask(Method::Get, at + "?as_of=2026-11-30T15:30:00Z", "therapist"), R"("reviewer")"));
    CHECK(open.ask(Method::Get, at + "?as_of=2026-11-29T15:30:00Z", "therapist").status == 404);
    CHECK(open.ask(Method::Get, at + "?as_of=yesterday", "therapist").status == 400);
    CHECK(says(open.ask(Method::Get, at + "?as_of=2027-01-01T00:00:00Z", "therapist"), "that is to come"));
}

TEST_CASE("What the program hides from the provider is not in what the provider is shown") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin();
    open.ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})");
    const char* list = "/api/v1/cases?state=in%20review";
    const std::string listed = open.ask(Method::Get, list, "clerk").body;
    CHECK(listed.find(R"("due":")") != std::string::npos);
    const Response told = open.ask(Method::Post, at + "/commands", "therapist",
                                   R"({"do": "report", "facts": {"fraud.suspected": "2026-11-30 09:59"}})");
    CHECK(told.status == 200);
    CHECK(open.ask(Method::Get, list, "clerk").body == listed); // though something else is due sooner now
    CHECK(open.ask(Method::Get, list, "therapist").body.find(listed.substr(0, listed.find("}]"))) ==
          std::string::npos);
    CHECK(open.ask(Method::Post, at + "/commands", "therapist",
                   R"({"do": "flag", "what": "signature looks copied", "hidden_from_provider": true})")
              .status == 200);
    const Response inside = open.ask(Method::Get, at, "therapist"),
                   outside = open.ask(Method::Get, at, "clerk");
    CHECK(says(inside, "fraud.suspected"));
    CHECK(says(inside, "signature looks copied"));
    CHECK(says(inside, "fraud report"));
    CHECK_FALSE(says(outside, "fraud"));
    CHECK_FALSE(says(outside, "signature looks copied"));
    CHECK(says(open.ask(Method::Get, at + "/terms", "therapist"), "notice of fraud report"));
    CHECK(says(open.ask(Method::Get, at + "/terms", "therapist"), "direct the review"));
    for (const char* word : {"fraud", "direct the review", "concern"})
        CHECK_FALSE(says(open.ask(Method::Get, at + "/terms", "clerk"), word));
    CHECK(says(open.ask(Method::Get, at + "/terms", "clerk"), "we must decide"));
    for (int notice = 1; notice < 10; ++notice)
        CHECK_FALSE(says(open.ask(Method::Get, at + "/letters/" + std::to_string(notice), "clerk"), "raud"));
}

TEST_CASE("Who only tells facts of a case can tell them, and is shown nothing of it") {
    OpenApi open;
    open.give_token("agent");
    const std::string at = "/api/v1/cases/" + open.begin();
    open.ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})");
    open.ask(Method::Post, at + "/commands", "therapist", approval);
    const std::string received = R"({"do": "report", "facts": {"number.received": "2026-11-30 10:00"})";
    CHECK(says(open.ask(Method::Post, at + "/commands", "agent", received + "}"), "`number` is missing"));
    const Response early =
        open.ask(Method::Post, at + "/commands", "agent",
                 R"({"do": "report", "facts": {"number.received": "2026-11-30 10:01"}, "number": "PA555"})");
    CHECK(early.status == 422);
    CHECK(says(early, "`number.received` is a moment that is still to come"));
    const Response told =
        open.ask(Method::Post, at + "/commands", "agent", received + R"(, "number": "PA555"})");
    CHECK_MESSAGE(told.status == 200, told.body);
    CHECK(says(open.ask(Method::Get, at, "clerk"), R"("authorization":"PA555")")); // THX-67
    CHECK(says(open.ask(Method::Get, "/api/v1/cases?authorization=PA555", "clerk"), at.substr(14)));
    CHECK(
        open.ask(Method::Post, at + "/commands", "agent", R"({"do": "report", "number": "PA555"})").status ==
        400);
    CHECK(open.ask(Method::Get, at, "agent").status == 403);
    CHECK(open.ask(Method::Post, at + "/commands", "agent",
                   R"({"do": "report", "facts": {"request.start": "2026-12-11"}})")
              .status == 403);
    CHECK(open.ask(Method::Post, at + "/commands", "agent", R"({"do": "claim"})").status == 403);
}

TEST_CASE("Who only tells facts of an authorization cannot find out which cases there are before it") {
    OpenApi open;
    open.give_token("agent");
    const std::string at = "/api/v1/cases/" + open.begin() + "/commands";
    for (const char* body :
         {R"({"do": "claim"})", R"({"do": "nothing"})",
          R"({"do": "report", "facts": {"number.received": "2026-11-30 10:00"}, "number": "PA555"})"}) {
        const auto ask = [&](const std::string& address) {
            return open.ask(Method::Post, address, "agent", body, {{"if-match", "\"1\""}});
        };
        CHECK(ask(at).status == 404);
        CHECK(ask(at).body == ask("/api/v1/cases/M1/none/commands").body);
    }
}

TEST_CASE("The letter of a pend is there for the office as a page and as plain text") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin(false);
    open.ask(Method::Post, at + "/commands", "therapist", R"({"do": "claim"})");
    CHECK(open.ask(Method::Post, at + "/commands", "therapist",
                   R"({"do": "pend", "items": ["plan of care"], "reason": "It is missing."})")
              .status == 200);
    const Response page = open.ask(Method::Get, at + "/letters/1", "clerk");
    CHECK(page.status == 200);
    CHECK(says(page, "<article"));
    CHECK(says(page, "plan of care"));
    CHECK(says(open.ask(Method::Get, at + "/letters/1", "clerk", {}, {{"accept", "text/plain"}}),
               "plan of care"));
    CHECK(open.ask(Method::Get, at + "/letters/99", "clerk").status == 404);
    // A week later the server comes back: what passed meanwhile is told with its own moment.
    open.now += std::chrono::days{7};
    open.office.desk().let_time_pass(open.now);
    for (const char* who : {"clerk", "therapist"})
        CHECK(says(open.ask(Method::Get, at + "/timeline", who),
                   R"("kind":"Passed","at":"2026-12-07T15:00:00Z","role":"timer")"));
    const Response timeline = open.ask(Method::Get, at + "/timeline", "clerk");
    CHECK(says(timeline, R"("what":"we must send notice of pended to the requester by email")"));
    CHECK(says(timeline, R"("due":"2026-11-30T15:05:00Z")"));
    CHECK(says(timeline,
               R"("kind":"Composed","at":"2026-11-30T15:00:00Z","role":"system","request":1,"notice":1)"));
}

TEST_CASE("A notice is served once, after it was composed, and nothing that happened is still to come") {
    OpenApi open;
    open.know("mail", casework::Role::Intake, "us");
    const std::string at = "/api/v1/cases/" + open.begin(false) + "/commands";
    open.ask(Method::Post, at, "therapist", R"({"do": "claim"})");
    open.ask(Method::Post, at, "therapist",
             R"({"do": "pend", "items": ["plan of care"], "reason": "It is missing."})");
    open.now += std::chrono::hours{1};
    const auto served = [&](const std::string& moment) {
        return open.ask(Method::Post, at, "mail", R"({"do": "serve", "notice": 1, "at": ")" + moment + "\"}");
    };
    CHECK(served("2026-11-30T14:59:59Z").status == 422); // composed at three
    CHECK(says(served("2026-11-30T16:00:01Z"), "not later than now"));
    CHECK(served("2026-11-30T15:00:00Z").status == 200);
    const Response again = served("2026-11-30T15:30:00Z");
    CHECK(again.status == 409);
    CHECK(says(again, "the notice was served already"));
    const Response called = open.ask(
        Method::Post, at, "therapist",
        R"({"do": "contact", "party": "ordering provider", "at": "2026-11-30T16:00:01Z", "reached": true})");
    CHECK(called.status == 422);
}

TEST_CASE("What is left of an authorization is said as the document shows it, and what is not said stays") {
    OpenApi open;
    const std::string at = "/api/v1/cases/" + open.begin() + "/commands";
    CHECK(open.ask(Method::Post, at, "therapist", R"({"do": "claim"})").status == 200);
    CHECK(open.ask(Method::Post, at, "therapist", approval).status == 200);
    const std::string example = Contract::of(open.router).command_example("reduce");
    CHECK(says(open.ask(Method::Post, at, "physician", example), "tell `cut.effective` first"));
    const Response told = open.ask(Method::Post, at, "therapist",
                                   R"({"do": "report", "facts": {"cut.effective": "2026-12-20"}})");
    CHECK_MESSAGE(told.status == 200, told.body);
    const Response reduced = open.ask(Method::Post, at, "physician", example);
    CHECK_MESSAGE(reduced.status == 200, reduced.body);
    CHECK(says(open.ask(Method::Get, at.substr(0, at.rfind('/')), "clerk"),
               R"("granted":{"units":24,"frequency":3,"from":"2026-12-10","through":"2027-05-26"})"));
}

TEST_CASE("Whether a request would pass is answered without signing in, and kept nowhere") {
    OpenApi open;
    const Response answer =
        open.ask(Method::Post, "/api/v1/programs/florida-medicaid/therapy/check", "",
                 R"({"request": {"discipline": "physical therapy", "start": "2026-12-10"}})");
    CHECK(answer.status == 200);
    CHECK(says(answer, "\"decision\""));
    CHECK(open.store.cases({.limit = 10}).empty());
    CHECK(open.ask(Method::Post, "/api/v1/programs/florida-medicaid/therapy/check", "", R"({"requst": {}})")
              .status == 400);
}

TEST_CASE(
    "Whether a request would pass is asked of as many lines as a case takes, so that no answer is a flood") {
    OpenApi open;
    const auto check = [&](int lines) {
        std::string all = "null";
        for (int line = 1; line < lines; ++line) all += ",null";
        return open.ask(Method::Post, "/api/v1/programs/florida-medicaid/therapy/check", "",
                        R"({"lines": [)" + all + "]}");
    };
    CHECK(check(100).status == 200);
    CHECK(check(101).status == 400);
    CHECK(says(check(101), R"("pointer":"/lines","message":"more than 100 service lines")"));
}

TEST_CASE("An answer comes in the type that is wanted most") {
    OpenApi open;
    struct Row {
        const char *accept, *type;
    };
    for (const Row& row :
         {Row{"text/csv", "text/csv"}, Row{"TEXT/CSV; charset=utf-8", "text/csv"},
          Row{"text/csv, */*", "text/csv"}, Row{"text/csv;q=0, application/json", "application/json"},
          Row{"text/csv;q=0.5, application/json;q=0.4", "text/csv"},
          Row{"text/csv; q=0.25, application/json; q=0.3", "application/json"},
          Row{"text/csv;q=0.000", "application/json"}, Row{"text/csv;q=x", "application/json"},
          Row{"text/csvx", "application/json"}, Row{"", "application/json"}}) {
        CAPTURE(row.accept);
        const Response list =
            open.ask(Method::Get, "/api/v1/cases", "therapist", {}, {{"accept", row.accept}});
        CHECK(list.headers.at("content-type").starts_with(row.type));
    }
}

TEST_CASE("Members are reported by the plan alone, and looked up by the house") {
    OpenApi open;
    const std::string body = R"({"name": "A Child", "birth_date": "2019-05-04",
        "eligible": [{"from": "2026-01-01", "through": "2026-12-31"}]})";
    CHECK(open.ask(Method::Put, "/api/v1/members/M7", "clerk", body).status == 403);
    CHECK(open.ask(Method::Put, "/api/v1/members/M7", "therapist", body).status == 403);
    CHECK(open.ask(Method::Put, "/api/v1/members/M7", "plan", body).status == 204);
    CHECK(says(
        open.ask(Method::Put, "/api/v1/members/M7", "plan", R"({"name": "A", "birth_date": "2026-12-01"})"),
        R"("pointer":"/birth_date","message":"nobody is born on that day")"));
    CHECK(open.ask(Method::Get, "/api/v1/members/M7", "clerk").status == 403);
    CHECK(says(open.ask(Method::Get, "/api/v1/members/M7", "therapist"), "2026-12-31"));
    CHECK(open.ask(Method::Get, "/api/v1/members/M8", "therapist").status == 404);
    CHECK(open.ask(Method::Put, "/api/v1/members/M7", "plan",
                   R"({"name": "A", "eligible": [{"through": "2026-12-31"}]})")
              .status == 400);
}

TEST_CASE("What is reported of a member at once is kept at once: two who report do not mix") {
    constexpr int spans = 40;
    OpenApi open;
    std::string body = R"({"name": "A Child", "eligible": [)";
    for (int year = 0; year < spans; ++year)
        body += fmt::format(R"({}{{"from": "{}-01-01"}})", year == 0 ? "" : ", ", 1950 + year);
    const Request request{
        Method::Put,
        "/api/v1/members/M9",
        {},
        {{"authorization", "Bearer " + open.tokens["plan"]}, {"content-type", "application/json"}},
        body + "]}"};
    std::thread other([&] { open.router.answer(request); });
    CHECK(open.exchange(request).status == 204);
    other.join();
    const auto kept = open.store.read(desk::stream_of(casework::MemberId{"M9"}), 1);
    REQUIRE(kept.size() == 2 * (spans + 1));
    CHECK(kept[0].kind == "Member");
    CHECK(kept[spans + 1].kind == "Member");
}

TEST_CASE("Every route stands in the document of the interface, which is JSON") {
    const OpenApi open;
    const std::string text = openapi(open.router);
    base::JsonDocument document;
    base::Diagnostics mistakes;
    REQUIRE(document.read(text, mistakes));
    const base::JsonNode* paths = document.find(document.root(), "paths");
    REQUIRE(paths != nullptr);
    for (const Route& route : open.router.routes()) CHECK(document.find(*paths, route.pattern) != nullptr);
}

TEST_CASE("Every command that a client can say has a word, and the house's own have none") {
    const auto words = CommandReader::words();
    CHECK(words.size() == std::variant_size_v<casework::Command> - 3); // all but Send, Pass and Close
    for (const char* own : {"send", "pass", "close"})
        CHECK(std::find(words.begin(), words.end(), own) == words.end());
}

} // namespace assent::http
