// The pages about organizations and their people, as whoever has a browser could ask for them, without one.

#include <doctest/doctest.h>

#include <utility>

#include "portal/pages_test.hpp"

namespace assent::portal {
namespace {

// The password that a page shows this once.
std::string shown_password(const Response& response) {
    const std::string before = "as-secret\">";
    const std::size_t at = response.body.find(before);
    REQUIRE(at != std::string::npos);
    return response.body.substr(at + before.size(), 16);
}

} // namespace

TEST_CASE("An office's administrator adds somebody, who signs in with the password that is shown once") {
    Pages pages;
    pages.sign_in("chief");
    CHECK(says(pages.get("/users"), "/users/clerk"));
    CHECK(pages.post("/users", {{"account", "dana"}, {"name", "D\nD"}, {"role", "provider"}}).status == 422);
    CHECK(pages.post("/users", {{"account", "da na"}, {"name", ""}, {"role", "provider"}}).status == 422);
    for (const char* role : {"office administrator", "reviewer", "plan administrator", "system", "boss", ""})
        CHECK(pages.post("/users", {{"account", "dana"}, {"name", "D <b>"}, {"role", role}}).status == 422);
    const Response added =
        pages.post("/users", {{"account", "dana"}, {"name", "D <b>"}, {"role", "provider"}});
    CHECK(added.status == 200);
    CHECK(says(added, "D &lt;b&gt; is added"));
    for (const char* again : {"dana", "clinic.dana"}) {
        CHECK(pages.post("/users", {{"account", again}, {"name", "Twice"}, {"role", "provider"}}).status ==
              422);
    }
    const std::string first = shown_password(added);
    CHECK(desk::identify(pages.store, {"clinic.dana"})->organization.text == "clinic");
    CHECK(
        pages.post("/users/clinic.dana", {{"do", "change"}, {"name", "Dana"}, {"role", "provider"}}).status ==
        303);
    CHECK(says(pages.get("/users"), ">Dana</a>"));
    CHECK_FALSE(says(pages.get("/users/clinic.dana"), first));
    CHECK(pages.post("/sign-in", {{"account", "clinic.dana"}, {"password", first}}).status == 303);
    const std::string second = shown_password(pages.post("/users/clinic.dana", {{"do", "password"}}));
    CHECK(second != first);
    CHECK(pages.post("/sign-in", {{"account", "clinic.dana"}, {"password", first}}).status == 422);
    CHECK(pages.post("/sign-in", {{"account", "clinic.dana"}, {"password", second}}).status == 303);
}

TEST_CASE("An ended user's session stops at once, and does not come back with the account") {
    Pages pages;
    pages.sign_in("clerk");
    const std::string clerk = pages.cookie;
    CHECK(pages.get("/").status == 200);
    pages.sign_in("chief");
    CHECK(says(pages.get("/users/clerk/end"), "End the account of Clerk?"));
    CHECK(pages.post("/users/clerk/end", {{"reason", ""}}).status == 422);
    CHECK(pages.post("/users/clerk/end", {{"reason", "left the office"}}).status == 303);
    CHECK(says(pages.get("/users/clerk"), "left the office"));
    CHECK(says(pages.get("/users"), "ended on"));
    const std::string chief = std::exchange(pages.cookie, clerk);
    CHECK(pages.get("/").status == 303);
    pages.cookie = chief;
    CHECK(pages.post("/users/clerk", {{"do", "password"}}).status == 409);
    CHECK(pages.post("/users/clerk", {{"do", "begin again"}}).status == 303);
    pages.cookie = clerk;
    CHECK(pages.get("/").status == 303);
    pages.now += std::chrono::seconds{1};
    pages.sign_in("clerk");
    CHECK(pages.get("/").status == 200);
}

TEST_CASE("Who looks after no such account is answered as if nobody were there, and changes nothing") {
    Pages pages;
    for (const char* who : {"other-chief", "stranger", "clerk", "therapist"}) {
        CAPTURE(who);
        pages.sign_in(who);
        const Response none = pages.get("/users/nobody-at-all");
        CHECK(none.status == 404);
        for (const char* address :
             {"/users/clerk", "/users/clerk/end", "/users/plan", "/users/chief", "/users/a%20b",
              "/organizations", "/organizations/clinic", "/organizations/none"}) {
            CAPTURE(address);
            const Response theirs = pages.get(address);
            CHECK(theirs.status == 404);
            CHECK(theirs.body == none.body);
        }
        CHECK(pages.post("/users/clerk/end", {{"reason", "mine"}}).status == 404);
        for (const char* what : {"change", "password", "hold", "begin again", "email", "invite"})
            CHECK(pages.post("/users/clerk", {{"do", what}, {"name", "Mine"}, {"role", "provider"}}).status ==
                  404);
        CHECK(pages.post("/organizations/clinic", {{"account", "x"}, {"name", "X"}, {"role", "provider"}})
                  .status == 404);
        CHECK(pages.post("/organizations", {{"organization", "x"}, {"name", "X"}}).status == 404);
    }
    CHECK(desk::read_standing(pages.store, desk::stream_of(casework::PersonId{"clerk"})).name() == "Clerk");
    CHECK_FALSE(desk::identify(pages.store, {"x"}).has_value());
    pages.sign_in("chief");
    for (const char* address : {"/users/chief", "/users/plan", "/users/stranger", "/users/chief/end"})
        CHECK(pages.get(address).status == 404);
    CHECK(pages.post("/users/clerk", {{"do", "hold"}, {"words", "licensed therapist"}}).status == 404);
    CHECK(pages.post("/users/clerk", {{"do", "change"}, {"name", "C"}, {"role", "reviewer"}}).status == 422);
}

TEST_CASE("A plan adds an organization with its first administrator, who adds its people") {
    Pages pages;
    pages.sign_in("plan");
    const Fields bay{
        {"organization", "bay"}, {"organization_name", "Bay"}, {"account", "bo"}, {"name", "Bo"}};
    for (const auto& [field, value] :
         std::initializer_list<std::pair<const char*, const char*>>{{"organization", "b a y"},
                                                                    {"organization_name", ""},
                                                                    {"account", "clerk"},
                                                                    {"name", ""},
                                                                    {"organization_name", "B\nay"},
                                                                    {"name", "B\x1bo"}}) {
        Fields wrong = bay;
        wrong[field] = value;
        const Response answer = pages.post("/organizations", wrong);
        CHECK(answer.status == 422);
        CHECK(says(answer, std::string(field) + "-wrong"));
    }
    CHECK_FALSE(says(pages.get("/organizations"), "/organizations/bay"));
    const Response added = pages.post("/organizations", bay);
    CHECK(added.status == 200);
    CHECK(says(pages.get("/organizations"), "/organizations/bay"));
    CHECK(says(pages.get("/organizations"), "/users/bo"));
    CHECK(pages.post("/organizations", bay).status == 422);
    CHECK(pages.post("/users/bo", {{"do", "hold"}, {"words", "notary"}, {"from", "2026-02-30"}}).status ==
          422);
    CHECK(pages.post("/users/bo", {{"do", "hold"}, {"words", "notary"}, {"through", "2027-01-31"}}).status ==
          303);
    CHECK(says(pages.get("/users/bo"), "notary through"));
    CHECK(pages.get("/users/plan").status == 200);
    CHECK(pages.get("/users/plan/end").status == 404); // nobody ends themselves
    const std::string first = shown_password(added);
    pages.now += std::chrono::seconds{1};
    pages.cookie.clear();
    pages.keep(pages.post("/sign-in", {{"account", "bo"}, {"password", first}}));
    CHECK(pages.get("/users").headers.at("location") == "/account?done=signed-in");
    CHECK(pages.post("/users", {{"account", "cy"}, {"name", "Cy"}, {"role", "provider"}}).status == 303);
    CHECK_FALSE(desk::identify(pages.store, {"bay.cy"}).has_value());
    CHECK(says(pages.get("/account"), "Choose a password of your own first"));
    pages.keep(pages.post("/account", {{"password", first}, {"new", "six loud yellow trams"}}));
    CHECK(pages.get("/").headers.at("location") == "/users");
    CHECK(pages.post("/users", {{"account", "cy"}, {"name", "Cy"}, {"role", "provider"}}).status == 200);
    CHECK(desk::identify(pages.store, {"bay.cy"})->organization.text == "bay");
}

TEST_CASE("A plan gives a program a token that is shown once, sees whose there are, and ends one at once") {
    Pages pages;
    pages.sign_in("plan");
    CHECK(says(pages.get("/organizations"), "href=\"/tokens\""));
    CHECK(says(pages.get("/tokens"), "No program signs in here."));
    const Fields feed{{"do", "give"}, {"account", "clerk"}, {"name", "feed <1>"}, {"ends", "in 30 days"}};
    for (const auto& [field, value] : std::initializer_list<std::pair<const char*, const char*>>{
             {"account", "nobody"}, {"account", "a b"}, {"name", "a/b"}, {"name", " "}, {"ends", "never"}}) {
        Fields wrong = feed;
        wrong[field] = value;
        const Response answer = pages.post("/tokens", wrong);
        CHECK(answer.status == 422);
        CHECK(says(answer, std::string(field) + "-wrong"));
    }
    const Response given = pages.post("/tokens", feed);
    CHECK(given.status == 200);
    const std::string before = "as-secret\">";
    const std::size_t at = given.body.find(before) + before.size();
    const std::string token = given.body.substr(at, given.body.find('<', at) - at);
    CHECK(desk::holder_of(pages.store, token, pages.now)->person.text == "clerk");
    CHECK_FALSE(desk::holder_of(pages.store, token, pages.now + std::chrono::days{30}).has_value());
    Response all = pages.get("/tokens");
    CHECK_FALSE(says(all, token));
    CHECK(says(all, "<td>clinic, provider</td><td>feed &lt;1&gt;</td>"));
    CHECK(says(all, "Wed 30 Dec 2026"));
    const Fields end{{"do", "end"}, {"of", "clerk"}, {"token", "feed <1>"}};
    for (const char* who : {"chief", "clerk", "therapist", "other-chief"}) {
        CAPTURE(who);
        pages.sign_in(who);
        CHECK(pages.get("/tokens").status == 404);
        CHECK(pages.post("/tokens", end).status == 404);
        CHECK(pages.post("/tokens", feed).status == 404);
    }
    pages.sign_in("plan");
    CHECK(pages.post("/tokens", end).status == 303);
    CHECK_FALSE(desk::holder_of(pages.store, token, pages.now).has_value());
    CHECK(pages.post("/tokens", end).status == 409);
    CHECK(says(pages.get("/tokens"), "No program signs in here."));
    for (int i = 0; i < 51; ++i) {
        const std::string who = fmt::format("robot-{}", i);
        pages.know(who, casework::Role::Auditor, "us");
        pages.post("/tokens", {{"do", "give"}, {"account", who}, {"name", "x"}, {"ends", "in 90 days"}});
    }
    all = pages.get("/tokens");
    CHECK(count(all, ", auditor</td>") == 49); // of fifty accounts, with that of the clerk
    CHECK(says(all, "More tokens"));
    CHECK(count(pages.get("/tokens?after=robot-8"), ", auditor</td>") == 1);
    pages.post("/users/robot-9/end", {{"reason", "switched off"}});
    CHECK_FALSE(says(pages.get("/tokens?after=robot-8"), ", auditor</td>")); // ended with its account
    CHECK(
        pages.post("/tokens", {{"do", "give"}, {"account", "robot-9"}, {"name", "x"}, {"ends", "in 90 days"}})
            .status == 422);
}

TEST_CASE("Whoever has an address for e-mail is sent a link to choose a password, and none is shown") {
    Pages pages(true);
    pages.sign_in("chief");
    const Fields dana{{"account", "dana"}, {"name", "Dana"}, {"role", "provider"}};
    Fields wrong = dana, right = dana;
    wrong["email"] = "dana at clinic";
    right["email"] = "dana@clinic.example";
    CHECK(pages.post("/users", wrong).status == 422);
    CHECK_FALSE(desk::identify(pages.store, {"clinic.dana"}).has_value());
    CHECK_FALSE(says(pages.post("/users", right), "as-secret"));
    const auto mails = [&] {
        std::string all;
        for (const store::Waiting& one : pages.store.waiting(pages.now, 9)) all += one.stream.text() + " ";
        return all;
    };
    CHECK(mails() == "standing/person:clinic.dana ");
    CHECK(pages.post("/users/clinic.dana", {{"do", "email"}, {"email", "x"}}).status == 422);
    CHECK(pages.post("/users/clinic.dana", {{"do", "email"}, {"email", "d@clinic.example"}}).status == 303);
    CHECK(says(pages.get("/users/clinic.dana"), "d@clinic.example"));
    CHECK(pages.post("/users/clinic.dana", {{"do", "invite"}}).status == 200);
    CHECK(mails() == "standing/person:clinic.dana standing/person:clinic.dana ");
    CHECK(pages.post("/users/clinic.dana", {{"do", "email"}, {"email", ""}}).status == 303);
    CHECK(pages.post("/users/clinic.dana", {{"do", "invite"}}).status == 400);
    CHECK(pages.post("/users/clerk", {{"do", "invite"}}).status == 400);
}

} // namespace assent::portal
