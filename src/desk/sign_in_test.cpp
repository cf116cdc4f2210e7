#include "desk/sign_in.hpp"

#include <doctest/doctest.h>

#include "desk/small_office_test.hpp"

namespace assent::desk {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct Door : OpenOffice {
    SignIn door{store};

    Door() { door.set_password(clerk, clerks_password, {monday - hours{1}, {"admin"}}); }
    std::string in(calendar::Instant now) { return door.begin(clerk, clerks_password, now).value().secret; }
};

} // namespace

TEST_CASE("Who knows the password is signed in, and the log holds no password") {
    Door open;
    const std::string secret = open.in(monday);
    const auto session = open.door.find(secret, monday);
    REQUIRE(session.has_value());
    CHECK(session->actor.person.text == "clerk");
    CHECK(session->actor.organization.text == "clinic");
    CHECK_FALSE(open.door.find(secret + "0", monday).has_value());
    CHECK_FALSE(open.door.find("", monday).has_value());
    const Standing standing = read_standing(open.store, stream_of(clerk));
    CHECK(standing.password->digest.starts_with("$argon2id$"));
    CHECK(standing.password->digest.find("quiet") == std::string::npos);
}

TEST_CASE(
    "Who is trusted needs no password, but an account that acts; and a new password is as good as one "
    "typed") {
    Door open;
    const auto secret = open.door.begin_trusted(clerk, monday);
    REQUIRE(secret.has_value());
    CHECK(open.door.find(*secret, monday)->actor.person.text == "clerk");
    CHECK_FALSE(open.door.begin_trusted({"nobody"}, monday).has_value());
    CHECK_FALSE(open.door.begin_trusted({"a b"}, monday).has_value());
    report(open.store, stream_of(clerk), Person{"Clerk", casework::Role::Provider, {"clinic"}, true},
           {monday, {"admin"}});
    CHECK_FALSE(open.door.begin_trusted(clerk, monday).has_value());
    CHECK_FALSE(open.door.find(*secret, monday).has_value());
    CHECK(new_password(clerk) != new_password(clerk));
    for (const char* who : {"clerk", "a", "-"}) CHECK(why_no_password({who}, new_password({who})).empty());
}

TEST_CASE("A session ends when it rests, after twelve hours at the latest, and when its browser says so") {
    Door open;
    const std::string resting = open.in(monday);
    CHECK(open.door.find(resting, monday + minutes{20} - seconds{1}).has_value());
    CHECK(open.door.find(resting, monday + minutes{39}).has_value());
    CHECK_FALSE(open.door.find(resting, monday + minutes{59}).has_value());
    const std::string busy = open.in(monday);
    for (int minute = 10; minute < 12 * 60; minute += 10)
        REQUIRE(open.door.find(busy, monday + minutes{minute}).has_value());
    CHECK_FALSE(open.door.find(busy, monday + hours{12}).has_value());
    const std::string over = open.in(monday);
    open.door.end(over);
    CHECK_FALSE(open.door.find(over, monday).has_value());
}

TEST_CASE(
    "All sessions of a person end at once: when they say so, with a new password, and with the account") {
    Door open;
    const std::string first = open.in(monday), second = open.in(monday + minutes{1});
    open.door.end_all(clerk, monday + minutes{2});
    CHECK_FALSE(open.door.find(first, monday + minutes{2}).has_value());
    CHECK_FALSE(open.door.find(second, monday + minutes{2}).has_value());
    const std::string third = open.in(monday + minutes{3});
    CHECK(open.door.find(third, monday + minutes{3}).has_value());
    open.door.set_password(clerk, "five quiet green boats", {monday + minutes{4}, {"admin"}});
    CHECK_FALSE(open.door.find(third, monday + minutes{4}).has_value());
    CHECK_FALSE(open.door.begin(clerk, clerks_password, monday + minutes{5}).has_value());
    const std::string last =
        open.door.begin(clerk, "five quiet green boats", monday + minutes{5}).value().secret;
    report(open.store, stream_of(clerk), Person{"Clerk", casework::Role::Provider, {"clinic"}, true},
           {monday + minutes{6}, {"admin"}});
    CHECK_FALSE(open.door.find(last, monday + minutes{6}).has_value());
}

TEST_CASE("A session does not come back with an account that acts again, whoever ended it") {
    Door open;
    const std::string before = open.in(monday);
    const auto become = [&](bool ended, minutes later) {
        report(open.store, stream_of(clerk), Person{"Clerk", casework::Role::Provider, {"clinic"}, ended},
               {monday + later, {"import"}});
    };
    become(true, minutes{1});
    become(false, minutes{2});
    CHECK_FALSE(open.door.find(before, monday + minutes{3}).has_value());
    CHECK(open.door.find(open.in(monday + minutes{3}), monday + minutes{3}).has_value());
}

TEST_CASE("A password that was set by a later clock opens a session by this one") {
    Door open;
    open.door.set_password(clerk, clerks_password, {monday + hours{48}, {"admin"}});
    const std::string secret = open.in(monday);
    CHECK(open.door.find(secret, monday).has_value());
    open.door.end_all(clerk, monday + minutes{1});
    CHECK_FALSE(open.door.find(secret, monday + minutes{1}).has_value());
}

TEST_CASE(
    "After five wrong passwords the right one has to wait a quarter of an hour; a good one clears the "
    "count") {
    Door open;
    const auto wrong = [&](calendar::Instant now) { return open.door.begin(clerk, "wrong", now).error(); };
    for (int i = 0; i < 4; ++i) CHECK(wrong(monday) == SignIn::Refused::Wrong);
    CHECK(open.door.begin(clerk, clerks_password, monday).has_value());
    for (int i = 0; i < 5; ++i) CHECK(wrong(monday) == SignIn::Refused::Wrong);
    CHECK(open.door.begin(clerk, clerks_password, monday + minutes{14}).error() == SignIn::Refused::Locked);
    CHECK(open.door.begin(clerk, clerks_password, monday + minutes{15}).has_value());
}

TEST_CASE("An account that nobody has, has no password, or has ended is refused like a wrong password") {
    Door open;
    CHECK(open.door.begin({"nobody"}, clerks_password, monday).error() == SignIn::Refused::Wrong);
    CHECK(open.door.begin({"a/b c"}, clerks_password, monday).error() == SignIn::Refused::Wrong);
    CHECK(open.door.begin({"physician"}, clerks_password, monday).error() == SignIn::Refused::Wrong);
    CHECK(open.door.begin({"physician"}, "", monday).error() == SignIn::Refused::Wrong);
}

TEST_CASE("Who changed how they sign in goes on in a new session, and every other one has ended") {
    Door open;
    const std::string before = open.in(monday), elsewhere = open.in(monday);
    const std::string after = open.door.end_others(clerk, monday + minutes{1});
    const std::string later = open.in(monday + minutes{1}); // in the same second
    CHECK(open.door.find(later, monday + minutes{1}).has_value());
    CHECK_FALSE(open.door.find(before, monday + minutes{1}).has_value());
    CHECK_FALSE(open.door.find(elsewhere, monday + minutes{1}).has_value());
    CHECK(open.door.find(after, monday + minutes{1}).has_value());
    open.door.end_all(clerk, monday + minutes{2});
    CHECK_FALSE(open.door.find(after, monday + minutes{2}).has_value());
}

TEST_CASE("A password is long, and not the account's own name") {
    CHECK(why_no_password(clerk, "twelve chars").empty());
    CHECK_FALSE(why_no_password(clerk, "eleven char").empty());
    CHECK_FALSE(why_no_password(clerk, std::string(201, 'x')).empty());
    CHECK_FALSE(why_no_password(clerk, "the clerk of the clinic").empty());
}

} // namespace assent::desk
