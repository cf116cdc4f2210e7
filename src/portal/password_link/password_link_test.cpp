// A forgotten password without a browser: that everybody is answered alike, and what a link can do.

#include <doctest/doctest.h>

#include "desk/password_link.hpp"
#include "desk/sent_letters_test.hpp"
#include "portal/pages_test.hpp"

namespace assent::portal {
namespace {

using std::chrono::minutes;

constexpr const char* fresh = "six loud yellow trams";
using desk::clerk;

struct Mailed : Pages {
    desk::Outbox outbox{store, desk::therapy_shelf()};
    desk::Bag bag;

    Mailed() : Pages(true) {
        desk::report(store, desk::stream_of(clerk), desk::Address{"clerk@clinic.example"}, {now, {"admin"}});
    }

    // What left by now.
    std::vector<desk::AccountNote> left() {
        bag.notes.clear();
        outbox.deliver(bag, now);
        return bag.notes;
    }
    std::string link() {
        CHECK(post("/forgot", {{"account", "clerk"}}).status == 200);
        const auto notes = left();
        REQUIRE(notes.size() == 1);
        return notes[0].path;
    }
    bool can_sign_in_with(const char* with) {
        return post("/sign-in", {{"account", "clerk"}, {"password", with}}).status == 303;
    }
};

} // namespace

TEST_CASE("Whoever asks for a link is answered alike, whether there is such an account or not") {
    Mailed pages;
    const Response mine = pages.post("/forgot", {{"account", "clerk"}});
    for (const char* name : {"nobody", "stranger", "", "a/b", "<b>"}) {
        const Response theirs = pages.post("/forgot", {{"account", name}});
        CHECK(theirs.status == mine.status);
        CHECK(theirs.body == mine.body);
    }
    CHECK(pages.left().size() == 1);
}

TEST_CASE(
    "The link sets a password, once; looking at it uses nothing up; every session ends and a mail says so") {
    Mailed pages;
    pages.sign_in("clerk");
    const std::string session = pages.cookie;
    pages.cookie.clear();
    const std::string link = pages.link();
    CHECK(pages.get(link).status == 200);
    CHECK(pages.get(link).status == 200);
    CHECK(pages.post(link, {{"new", "short"}}).status == 422);
    const Response set = pages.post(link, {{"new", fresh}});
    CHECK(set.status == 303);
    CHECK_FALSE(set.headers.contains("set-cookie")); // signing in is asked for
    CHECK(pages.post(link, {{"new", "seven loud yellow trams"}}).status == 410);
    CHECK(pages.get(link).status == 410);
    CHECK(pages.can_sign_in_with(fresh));
    CHECK_FALSE(pages.can_sign_in_with(password));
    const auto notes = pages.left();
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].kind == desk::NoteKind::PasswordChanged);
    pages.cookie = session;
    CHECK(pages.get("/account").status == 303);
}

TEST_CASE("A link of somebody else's account, with another secret, or too late is over") {
    Mailed pages;
    const std::string link = pages.link(), secret = link.substr(link.rfind('/') + 1);
    for (const std::string& other :
         {"/password/stranger/" + secret, "/password/clerk/" + std::string(64, '0'),
          std::string("/password/clerk/x"), "/password/nobody/" + secret}) {
        CAPTURE(other);
        CHECK(pages.get(other).status == 410);
        CHECK(pages.post(other, {{"new", fresh}}).status == 410);
    }
    pages.now += minutes{30};
    CHECK(pages.post(link, {{"new", fresh}}).status == 410);
    CHECK(pages.can_sign_in_with(password));
}

TEST_CASE("A link stands for the password alone: the code of a second step is asked for, and counted") {
    Mailed pages;
    desk::report(pages.store, desk::stream_of(clerk), desk::SecondStep{"sealed", {}}, {pages.now, {"admin"}});
    const std::string link = pages.link();
    CHECK(says(pages.get(link), "autocomplete=\"one-time-code\""));
    CHECK(pages.post(link, {{"new", fresh}}).status == 422);
    for (int i = 0; i < 4; ++i) CHECK(pages.post(link, {{"new", fresh}, {"code", "no"}}).status == 422);
    CHECK(pages.post(link, {{"new", fresh}, {"code", "no"}}).status == 429);
    desk::SignIn door(pages.store);
    CHECK(door.begin(clerk, password, pages.now).error() == desk::SignIn::Refused::Locked);
}

TEST_CASE("A new password lets an account in that had to wait") {
    Mailed pages;
    for (int i = 0; i < 5; ++i) CHECK_FALSE(pages.can_sign_in_with("wrong"));
    CHECK_FALSE(pages.can_sign_in_with(password));
    CHECK(pages.post(pages.link(), {{"new", fresh}}).status == 303);
    CHECK(pages.can_sign_in_with(fresh));
}

TEST_CASE("Without mail nobody is promised any") {
    Pages pages;
    CHECK(says(pages.get("/forgot"), "This server sends no mail"));
    CHECK(says(pages.post("/forgot", {{"account", "clerk"}}), "This server sends no mail"));
    CHECK(pages.store.waiting(pages.now + minutes{60}, 10).empty());
    pages.sign_in("clerk");
    CHECK(says(pages.get("/account"), "This server sends no mail"));
}

TEST_CASE("The wish to be written to is kept for whoever has an address and asks for care") {
    Mailed pages;
    pages.sign_in("clerk");
    CHECK(says(pages.get("/account"), "clerk@clinic.example"));
    CHECK(pages.post("/account/email", {{"news", "yes"}}).status == 303);
    CHECK(says(pages.get("/account"), "type=\"checkbox\" checked"));
    CHECK(pages.post("/account/email", {}).status == 303);
    CHECK_FALSE(says(pages.get("/account"), "type=\"checkbox\" checked"));
    pages.sign_in("stranger");
    CHECK_FALSE(says(pages.get("/account"), "type=\"checkbox\"")); // no address
    pages.sign_in("therapist");
    CHECK_FALSE(says(pages.get("/account"), "type=\"checkbox\"")); // a reviewer
}

} // namespace assent::portal
