#include <doctest/doctest.h>

#include "http/open_api_test.hpp"

namespace assent::http {
namespace {

std::string account(const std::string& role, const std::string& organization, bool ended = false) {
    return R"({"name": "Somebody", "role": ")" + role + R"(", "organization": ")" + organization +
           R"(", "ended": )" + (ended ? "true" : "false") + "}";
}

struct Accounts : OpenApi {
    Accounts() { know("chief", casework::Role::OfficeAdministrator, "clinic"); }

    int put(const std::string& who, const std::string& id, const std::string& body) {
        return ask(Method::Put, "/api/v1/people/" + id, who, body).status;
    }
    // A token that this account gets from that one.
    Response token(const std::string& who, const std::string& id) {
        return ask(Method::Post, "/api/v1/people/" + id + "/tokens", who, R"({"name": "laptop"})");
    }
};

} // namespace

TEST_CASE("An office administrator makes a user of the own office, who signs in and can be ended at once") {
    Accounts open;
    CHECK(open.put("chief", "clinic.dana", account("provider", "clinic")) == 201);
    const Response given = open.token("chief", "clinic.dana");
    CHECK(given.status == 201);
    CHECK(given.headers.at("cache-control") == "no-store");
    open.tokens["clinic.dana"] = member_of(given, "token");
    CHECK(open.ask(Method::Post, "/api/v1/cases", "clinic.dana", OpenApi::submission()).status == 201);
    const Response shown = open.ask(Method::Get, "/api/v1/people/clinic.dana", "chief");
    CHECK(says(shown, R"("role":"provider","organization":"clinic","ended":false)"));
    CHECK(says(shown, R"("tokens":["laptop"])"));
    CHECK_FALSE(says(shown, open.tokens["clinic.dana"]));
    CHECK_FALSE(says(shown, desk::digest_of_token(open.tokens["clinic.dana"])));
    CHECK(open.put("chief", "clinic.dana", account("provider", "clinic", true)) == 204);
    CHECK(open.ask(Method::Get, "/api/v1/cases", "clinic.dana").status == 401);
}

TEST_CASE("A token that was ended signs nobody in, and a new one of its name takes its place") {
    Accounts open;
    open.tokens["one"] = member_of(open.token("chief", "clerk"), "token");
    CHECK(open.ask(Method::Get, "/api/v1/cases", "one").status == 200);
    open.tokens["two"] = member_of(open.token("chief", "clerk"), "token");
    CHECK(open.ask(Method::Get, "/api/v1/cases", "one").status == 401);
    CHECK(open.ask(Method::Get, "/api/v1/cases", "two").status == 200);
    CHECK(open.ask(Method::Delete, "/api/v1/people/clerk/tokens/laptop", "clerk").status == 403);
    CHECK(open.ask(Method::Delete, "/api/v1/people/clerk/tokens/laptop", "chief").status == 204);
    CHECK(open.ask(Method::Delete, "/api/v1/people/clerk/tokens/laptop", "chief").status == 404);
    CHECK(open.ask(Method::Get, "/api/v1/cases", "two").status == 401);
}

TEST_CASE("A token is good until it ends, and none ends before it begins") {
    Accounts open;
    const auto give = [&](const std::string& ends) {
        return open.ask(Method::Post, "/api/v1/people/clerk/tokens", "chief",
                        R"({"name": "feed", "ends": ")" + ends + "\"}");
    };
    CHECK(give("2026-11-30T15:00:00Z").status == 400); // it is now
    const Response given = give("2026-11-30T15:00:01Z");
    CHECK(given.status == 201);
    open.tokens["feed"] = member_of(given, "token");
    CHECK(open.ask(Method::Get, "/api/v1/cases", "feed").status == 200);
    open.now += std::chrono::seconds{1};
    CHECK(open.ask(Method::Get, "/api/v1/cases", "feed").status == 401);
    CHECK(open.put("chief", "clerk", account("provider", "clinic", true)) == 204);
    CHECK(open.token("chief", "clerk").status == 409); // it would sign nobody in
}

TEST_CASE("A token of an account that ended stays ended, whoever lets the account act again, and as what") {
    Accounts open;
    open.tokens["lost"] = member_of(open.token("chief", "clerk"), "token");
    CHECK(open.ask(Method::Get, "/api/v1/cases", "lost").status == 200);
    CHECK(open.put("chief", "clerk", account("provider", "clinic", true)) == 204);
    CHECK(says(open.ask(Method::Get, "/api/v1/people/clerk", "chief"), R"("tokens":[])"));
    CHECK(open.put("plan", "clerk", account("supervisor", "us")) == 204);
    CHECK(open.ask(Method::Get, "/api/v1/cases", "lost").status == 401);
    open.tokens["new"] = member_of(open.token("plan", "clerk"), "token");
    CHECK(open.ask(Method::Get, "/api/v1/cases", "new").status == 200);
}

TEST_CASE("Whoever is added can be called by their name: one line, and not blank") {
    Accounts open;
    for (const char* name :
         {" ", "\\t", "A\\nAll is approved.", "A\\u001bB", "A\\u0085B", "A\\u2028B", "A\\u007fB"}) {
        CAPTURE(name);
        const std::string body = R"({"name": ")" + std::string(name) + "\"";
        const std::string rest = R"(, "role": "provider", "organization": "clinic"})";
        for (const auto& [path, whole] : {std::pair("/api/v1/people/clinic.dana", body + rest),
                                          std::pair("/api/v1/members/M7", body + "}"),
                                          std::pair("/api/v1/organizations/bay", body + "}")}) {
            const Response no = open.ask(Method::Put, path, "plan", whole);
            CHECK(no.status == 400);
            CHECK(says(no, R"("pointer":"/name")"));
        }
    }
    CHECK(open.ask(Method::Put, "/api/v1/members/M7", "plan", R"({"name": "Zo\u00eb \u00c2ngel \u5f20"})")
              .status == 204);
}

TEST_CASE("There is no way for an office from its own providers to anybody else") {
    Accounts open;
    for (const char* role : {"office administrator", "reviewer", "supervisor", "plan administrator",
                             "customer service", "intake", "auditor", "agency", "system", "timer"}) {
        CAPTURE(role);
        CHECK(open.put("chief", "clinic.dana", account(role, "clinic")) == 403); // made
        CHECK(open.put("chief", "clerk", account(role, "clinic")) == 403);       // raised
    }
    CHECK(open.put("chief", "clinic.dana", account("provider", "elsewhere")) == 403);
    CHECK(open.put("chief", "clerk", account("provider", "elsewhere")) == 403); // moved out
    CHECK(open.put("chief", "stranger", account("provider", "clinic")) == 403); // moved in
    CHECK(open.put("chief", "stranger", account("provider", "elsewhere", true)) == 403);
    CHECK(open.put("chief", "therapist", account("provider", "clinic")) == 403);
    CHECK(open.put("chief", "chief", account("plan administrator", "clinic")) == 403);
    for (const char* id : {"stranger", "therapist", "plan", "nobody"}) {
        CHECK(open.token("chief", id).status == 404);
        CHECK(open.ask(Method::Get, std::string("/api/v1/people/") + id, "chief").status == 404);
        CHECK(
            open.ask(Method::Delete, std::string("/api/v1/people/") + id + "/tokens/test", "chief").status ==
            404);
    }
    CHECK(open.ask(Method::Post, "/api/v1/people/clerk/credentials", "chief",
                   R"({"words": "licensed therapist"})")
              .status == 403);
    CHECK(open.ask(Method::Put, "/api/v1/organizations/clinic", "chief", R"({"name": "Mine"})").status ==
          403);
    CHECK(desk::identify(open.store, {"stranger"})->organization.text == "elsewhere");
    CHECK(desk::identify(open.store, {"clerk"})->role == casework::Role::Provider);
}

TEST_CASE("Who manages no users changes no account, not even their own, and sees their own alone") {
    Accounts open;
    for (const char* who : {"clerk", "therapist"}) {
        CHECK(open.put(who, who, account("plan administrator", "us")) == 403);
        CHECK(open.put(who, "fresh", account("provider", "clinic")) == 403);
        CHECK(open.ask(Method::Get, std::string("/api/v1/people/") + who, who).status == 200);
        CHECK(open.ask(Method::Get, "/api/v1/people/physician", who).status == 404);
        CHECK(open.token(who, who).status == 403);
    }
    CHECK(open.ask(Method::Get, "/api/v1/people/clerk", "").status == 401);
    open.know("super", casework::Role::Supervisor, "us");
    CHECK(says(open.ask(Method::Get, "/api/v1/people/physician", "super"), "active practice"));
}

TEST_CASE("A plan administrator reports accounts, organizations and what they hold") {
    Accounts open;
    CHECK(open.ask(Method::Put, "/api/v1/organizations/rehab", "plan", R"({"name": "Rehab"})").status == 204);
    CHECK(open.ask(Method::Post, "/api/v1/organizations/rehab/credentials", "plan",
                   R"({"words": "therapy provider", "scope": "physical therapy", "from": "2026-01-01"})")
              .status == 204);
    CHECK(open.put("plan", "rosa", account("provider", "rehab")) == 201);
    open.tokens["rosa"] = member_of(open.token("plan", "rosa"), "token");
    CHECK(open.ask(Method::Post, "/api/v1/cases", "rosa", OpenApi::submission()).status == 201);
    CHECK(
        says(open.ask(Method::Get, "/api/v1/organizations/rehab", "rosa"), R"("scope":"physical therapy")"));
    CHECK(open.ask(Method::Get, "/api/v1/organizations/rehab", "clerk").status == 404);
    CHECK(open.ask(Method::Get, "/api/v1/organizations/nobody", "plan").status == 404);
    CHECK(open.put("plan", "noa", account("reviewer", "us")) == 201);
    CHECK(open.ask(Method::Post, "/api/v1/people/noa/credentials", "plan",
                   R"({"words": "licensed therapist", "scope": "physical therapy", "through": "2026-12-31"})")
              .status == 204);
    CHECK(says(open.ask(Method::Get, "/api/v1/people/noa", "plan"), R"("through":"2026-12-31")"));
    CHECK(open.ask(Method::Post, "/api/v1/people/nobody/credentials", "plan", R"({"words": "x"})").status ==
          404);
    CHECK(open.put("plan", "clock", account("timer", "us")) == 403);
    const Response wrong = open.ask(Method::Put, "/api/v1/people/x", "plan",
                                    R"({"name": "", "role": "boss", "organization": "a b", "age": 3})");
    CHECK(wrong.status == 400);
    for (const char* pointer : {"/role", "/organization", "/age"}) CHECK(says(wrong, pointer));
    CHECK(open.put("plan", "a%20b", account("provider", "clinic")) == 400);
}

TEST_CASE(
    "An account that somebody changed since it was read is not changed, when its sender asked for that") {
    Accounts open;
    const std::string tag = open.ask(Method::Get, "/api/v1/people/clerk", "plan").headers.at("etag");
    const auto put = [&](const std::string& match) {
        return open.ask(Method::Put, "/api/v1/people/clerk", "plan", account("provider", "clinic"),
                        {{"if-match", match}});
    };
    const Response done = put(tag);
    CHECK(done.status == 204);
    CHECK(put(tag).status == 412);
    CHECK(put(done.headers.at("etag")).status == 204);
}

TEST_CASE(
    "Whoever looks after an organization is shown its people page by page, and nobody else that there are "
    "any") {
    Accounts open;
    CHECK(open.put("chief", "clinic.dana", account("provider", "clinic")) == 201);
    CHECK(open.put("chief", "clinic.dana", account("provider", "clinic", true)) == 204);
    const std::string target = "/api/v1/organizations/clinic/people";
    for (const char* who : {"chief", "plan"}) {
        const Response all = open.ask(Method::Get, target, who);
        CHECK(all.status == 200);
        CHECK(all.body.find("\"clerk\"") < all.body.find("\"clinic.dana\""));
        CHECK(says(
            all,
            R"("person":"clinic.dana","name":"Somebody","role":"provider","ended":true,"since":"2026-11-)"));
        CHECK_FALSE(says(all, "stranger"));
    }
    const Response first = open.ask(Method::Get, target + "?limit=1", "chief");
    CHECK(says(first, R"("next":"/api/v1/organizations/clinic/people?after=clerk&limit=1")"));
    const Response second = open.ask(Method::Get, member_of(first, "next"), "chief");
    CHECK(says(second, R"("person":"chief")"));
    CHECK(open.ask(Method::Get, target + "?after=stranger", "chief").status == 400);
    CHECK(open.ask(Method::Get, target + "?after=no%20one", "chief").status == 400);
    CHECK(open.ask(Method::Get, target + "?limit=201", "chief").status == 400);
    const Response none = open.ask(Method::Get, "/api/v1/organizations/none/people", "chief");
    for (const char* who : {"clerk", "stranger", "therapist"}) {
        const Response theirs = open.ask(Method::Get, target, who);
        CHECK(theirs.status == 404);
        CHECK(theirs.body == none.body);
    }
}

TEST_CASE("An address for e-mail is reported with an account or an organization, stays, and is taken away") {
    Accounts open;
    const auto with_email = [](const std::string& email) {
        return R"({"name": "Clerk", "role": "provider", "organization": "clinic", "email": ")" + email +
               R"("})";
    };
    const auto shown = [&] { return open.ask(Method::Get, "/api/v1/people/clerk", "chief"); };
    CHECK_FALSE(says(shown(), "email"));
    CHECK(open.put("chief", "clerk", with_email("clerk@clinic.example")) == 204);
    CHECK(says(shown(), R"("email":"clerk@clinic.example")"));
    CHECK(open.put("chief", "clerk", account("provider", "clinic")) == 204);
    CHECK(says(shown(), R"("email":"clerk@clinic.example")"));
    CHECK(open.put("chief", "clerk", with_email("clerk at clinic")) == 400);
    const Response twice = open.ask(Method::Put, "/api/v1/people/clerk", "chief", with_email(""));
    CHECK(twice.status == 204);
    CHECK(twice.headers.at("etag") == shown().headers.at("etag"));
    CHECK_FALSE(says(shown(), "email"));
    const std::string clinic = "/api/v1/organizations/clinic";
    CHECK(open.ask(Method::Put, clinic, "plan", R"({"name": "Clinic", "email": "office@clinic.example"})")
              .status == 204);
    CHECK(says(open.ask(Method::Get, clinic, "plan"), R"("email":"office@clinic.example")"));
    CHECK(open.ask(Method::Put, clinic, "plan", R"({"name": "Clinic", "email": "office"})").status == 400);
}

TEST_CASE("A conflict of interest is declared by the reviewer who has it, and counts at once") {
    OpenApi open;
    const std::string conflict = R"({"towards": "clinic", "what": "works there", "from": "2026-01-01"})";
    for (const char* who : {"clerk", "physician"})
        CHECK(open.ask(Method::Post, "/api/v1/people/therapist/conflicts", who, conflict).status == 403);
    CHECK(open.ask(Method::Post, "/api/v1/people/therapist/conflicts", "therapist", conflict).status == 204);
    CHECK(open.ask(Method::Post, "/api/v1/people/physician/conflicts", "plan", conflict).status == 204);
    CHECK(open.ask(Method::Post, "/api/v1/people/nobody/conflicts", "plan", conflict).status == 404);
    CHECK(says(open.ask(Method::Get, "/api/v1/people/physician", "plan"), R"("towards":"clinic")"));
    CHECK(desk::identify(open.store, {"physician"})->conflicts.size() == 1);
    const Response wrong =
        open.ask(Method::Post, "/api/v1/people/therapist/conflicts", "therapist",
                 R"({"towards": "clinic", "what": "x", "from": "2026-02-01", "through": "2026-01-01"})");
    CHECK(wrong.status == 400);
    CHECK(says(wrong, "/through"));
}

} // namespace assent::http
