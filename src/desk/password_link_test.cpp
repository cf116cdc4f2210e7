#include "desk/password_link.hpp"

#include <doctest/doctest.h>

#include "desk/sent_letters_test.hpp"

namespace assent::desk {
namespace {

using calendar::Instant;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct Written : OpenOffice {
    Outbox outbox{store, therapy_shelf()};
    Bag bag;

    Written() { report(store, stream_of(clerk), Address{"clerk@clinic.example"}, {monday, {"admin"}}); }

    // The secret in the mail that leaves now.
    std::string mailed(Instant now) {
        bag.notes.clear();
        outbox.deliver(bag, now);
        REQUIRE(bag.notes.size() == 1);
        CHECK(bag.notes[0].to == "clerk@clinic.example");
        const std::string& path = bag.notes[0].path;
        REQUIRE(path.starts_with("/password/clerk/"));
        return path.substr(path.rfind('/') + 1);
    }
    std::size_t waiting(Instant now) { return store.waiting(now, 100).size(); }
};

} // namespace

TEST_CASE("A link is good for half an hour after it left, and once") {
    Written open;
    ask_for_password_link(open.store, "clerk", monday);
    const Instant left = monday + minutes{5};
    const std::string secret = open.mailed(left);
    CHECK(secret.size() == 64);
    CHECK(open.waiting(left) == 0);
    CHECK(is_good_link(open.store, clerk, secret, left + minutes{30} - seconds{1}));
    CHECK_FALSE(is_good_link(open.store, clerk, secret, left + minutes{30}));
    CHECK_FALSE(is_good_link(open.store, clerk, secret + "0", left));
    CHECK_FALSE(is_good_link(open.store, clerk, "", left));
    CHECK_FALSE(is_good_link(open.store, {"stranger"}, secret, left));
    CHECK(take_link(open.store, clerk, secret, left));
    CHECK_FALSE(take_link(open.store, clerk, secret, left));
    CHECK_FALSE(is_good_link(open.store, clerk, secret, left));
}

TEST_CASE("An invitation is good for three days, and the newest link is the one") {
    Written open;
    send_password_link(open.store, clerk, NoteKind::InvitationLink, monday);
    const std::string first = open.mailed(monday);
    CHECK(is_good_link(open.store, clerk, first, monday + hours{72} - seconds{1}));
    CHECK_FALSE(is_good_link(open.store, clerk, first, monday + hours{72}));
    send_password_link(open.store, clerk, NoteKind::ResetLink, monday + minutes{1});
    const std::string second = open.mailed(monday + minutes{1});
    CHECK_FALSE(is_good_link(open.store, clerk, first, monday + minutes{2}));
    CHECK(is_good_link(open.store, clerk, second, monday + minutes{2}));
}

TEST_CASE("Who asks for a link to nobody's account has the same written as everybody, and nothing leaves") {
    Written open;
    report(open.store, stream_of(casework::PersonId{"gone"}),
           Person{"Gone", casework::Role::Provider, {"clinic"}, true}, {monday, {"admin"}});
    report(open.store, stream_of(casework::PersonId{"gone"}), Address{"gone@clinic.example"},
           {monday, {"admin"}});
    for (const char* name : {"clerk", "nobody", "stranger", "gone"}) {
        CAPTURE(name);
        ask_for_password_link(open.store, name, monday);
        const auto waiting = open.store.waiting(monday, 100);
        REQUIRE(waiting.size() == 1);
        CHECK(waiting[0].body == R"({"what":"reset","at":1796050800})");
        open.bag.notes.clear();
        open.outbox.deliver(open.bag, monday);
        CHECK(open.bag.notes.size() == (std::string_view(name) == "clerk" ? 1 : 0));
        CHECK(open.waiting(monday + hours{100}) == 0);
    }
    for (const std::string& name :
         {std::string(), std::string("a b"), std::string("a/b"), std::string(101, 'x')})
        ask_for_password_link(open.store, name, monday);
    open.bag.notes.clear();
    CHECK(open.outbox.deliver(open.bag, monday).given_up == 0);
    CHECK(open.bag.notes.empty());
}

TEST_CASE("A fourth link within an hour is not sent, and asking on does not put off the next") {
    Written open;
    for (int i = 0; i < 5; ++i) ask_for_password_link(open.store, "clerk", monday + minutes{i});
    CHECK(open.waiting(monday + minutes{10}) == 3);
    ask_for_password_link(open.store, "clerk", monday + minutes{60} - seconds{1});
    CHECK(open.waiting(monday + hours{2}) == 3);
    ask_for_password_link(open.store, "clerk", monday + minutes{60});
    CHECK(open.waiting(monday + hours{2}) == 4);
}

TEST_CASE("A note that cannot leave is tried again, and a link that nobody waits for any more is dropped") {
    Written open;
    open.bag.answer = {Sending::Result::Later, "the line is busy"};
    ask_for_password_link(open.store, "clerk", monday);
    write_to(open.store, clerk, NoteKind::PasswordChanged, monday);
    CHECK(open.outbox.deliver(open.bag, monday).again == 2);
    open.bag.notes.clear();
    open.outbox.deliver(open.bag, monday + minutes{30});
    REQUIRE(open.bag.notes.size() == 1);
    CHECK(open.bag.notes[0].kind == NoteKind::PasswordChanged);
    CHECK(open.waiting(monday + hours{100}) == 1);
    open.bag.answer = {};
    CHECK(open.outbox.deliver(open.bag, monday + hours{2}).sent == 1);
}

TEST_CASE("Neither the log nor the outbox holds the secret of a link") {
    Written open;
    ask_for_password_link(open.store, "clerk", monday);
    open.bag.answer = {Sending::Result::Later, "the line is busy"};
    const std::string secret = open.mailed(monday);
    for (const store::Waiting& one : open.store.waiting(monday + hours{1}, 10))
        CHECK(one.body.find(secret) == std::string::npos);
    CHECK(open.store.passing("password-link/clerk", monday)->value->find(secret) == std::string::npos);
}

} // namespace assent::desk
