#include "desk/second_step.hpp"

#include <doctest/doctest.h>

#include <set>

#include "desk/one_time_code.hpp"
#include "desk/sign_in.hpp"
#include "desk/small_office_test.hpp"
#include "store/document_folder_test.hpp"

namespace assent::desk {
namespace {

using calendar::Instant;
using std::chrono::minutes;
using std::chrono::seconds;

const casework::PersonId stranger{"stranger"};

// What an app does with the letters that it was given.
std::string app(const std::string& base32, Instant now) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::vector<std::uint8_t> secret;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char letter : base32) {
        bits = bits << 5U | static_cast<std::uint32_t>(digits.find(letter));
        held += 5;
        if (held < 8) continue;
        held -= 8;
        secret.push_back(static_cast<std::uint8_t>(bits >> static_cast<unsigned>(held)));
    }
    return one_time_code(secret, half_minute(now));
}

struct TwoSteps : OpenOffice {
    store::KeyRing ring = store::ring_of("1");
    SignIn door{store};
    SecondSteps steps{store, ring};
    std::string secret;
    std::vector<std::string> recovery;

    TwoSteps() {
        door.set_password(clerk, clerks_password, {monday - std::chrono::hours{1}, {"admin"}});
        steps.offer(clerk, monday);
        secret = steps.offered(clerk, monday).value();
        recovery = steps.turn_on(clerk, app(secret, monday), {monday, clerk}).value();
    }

    std::string half(Instant now) {
        const auto begun = door.begin(clerk, clerks_password, now);
        REQUIRE(begun.has_value());
        CHECK(begun->wants_code);
        return begun->secret;
    }
    base::Expected<std::string, SignIn::Refused> in(const std::string& code, Instant now) {
        return door.finish(steps, half(now), code, now);
    }
};

} // namespace

TEST_CASE("With a second step the password alone opens nothing, and a code does") {
    TwoSteps open;
    const Instant now = monday + minutes{5};
    const std::string half = open.half(now);
    CHECK_FALSE(open.door.find(half, now).has_value());
    const auto session = open.door.finish(open.steps, half, app(open.secret, now), now);
    REQUIRE(session.has_value());
    CHECK(open.door.find(*session, now)->actor.person == clerk);
    CHECK(open.door.finish(open.steps, half, app(open.secret, now + minutes{1}), now + minutes{1}).error() ==
          SignIn::Refused::Over); // once
    CHECK(open.in("000000x", now).error() == SignIn::Refused::Wrong);
}

TEST_CASE("A code is good half a minute to either side, and once") {
    TwoSteps open;
    const Instant now = monday + minutes{5}; // the beginning of a half minute
    const auto shown = [&](int steps) { return app(open.secret, now + steps * seconds{30}); };
    CHECK_FALSE(open.steps.take(clerk, shown(-2), now));
    CHECK_FALSE(open.steps.take(clerk, shown(2), now));
    for (const int steps : {-1, 0, 1}) {
        CAPTURE(steps);
        CHECK(open.steps.take(clerk, shown(steps), now));
        CHECK_FALSE(open.steps.take(clerk, shown(steps), now));
        CHECK_FALSE(open.steps.take(clerk, shown(steps), now + seconds{29}));
    }
    CHECK_FALSE(open.steps.take(clerk, app(open.secret, monday), monday)); // that turned it on
}

TEST_CASE("Wrong codes lock the account as wrong passwords do, and saying the password again does not help") {
    TwoSteps open;
    const Instant now = monday + minutes{5};
    for (int i = 0; i < 5; ++i) CHECK(open.in("not-a-code", now).error() == SignIn::Refused::Wrong);
    CHECK(open.door.begin(clerk, clerks_password, now).error() == SignIn::Refused::Locked);
    const Instant later = now + minutes{15};
    const std::string half = open.half(later);
    for (int i = 0; i < 5; ++i)
        CHECK(open.door.finish(open.steps, half, "111", later).error() == SignIn::Refused::Wrong);
    CHECK(open.door.finish(open.steps, half, app(open.secret, later), later).error() ==
          SignIn::Refused::Locked);
}

TEST_CASE("The code has ten minutes to come, and comes to nothing when everything ended meanwhile") {
    TwoSteps open;
    const Instant now = monday + minutes{5};
    const std::string half = open.half(now), other = open.half(now);
    const auto after = [&](minutes time, const std::string& one) {
        return open.door.finish(open.steps, one, app(open.secret, now + time), now + time);
    };
    CHECK(after(minutes{10}, half).error() == SignIn::Refused::Over);
    CHECK(after(minutes{9}, half).has_value());
    open.door.end_all(clerk, now + minutes{9});
    CHECK(after(minutes{9}, other).error() == SignIn::Refused::Over);
    CHECK(after(minutes{1}, "").error() == SignIn::Refused::Over);
}

TEST_CASE("Ten recovery codes are each good once, however they are typed; new ones end the old") {
    TwoSteps open;
    REQUIRE(open.recovery.size() == recovery_codes);
    CHECK(std::set<std::string>(open.recovery.begin(), open.recovery.end()).size() == recovery_codes);
    CHECK(open.in(open.recovery[0], monday).has_value());
    CHECK(open.in(open.recovery[0], monday).error() == SignIn::Refused::Wrong);
    std::string typed = open.recovery[1];
    std::erase(typed, '-');
    for (char& c : typed) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    CHECK(open.in(typed, monday).has_value());
    CHECK(recovery_codes_left(read_standing(open.store, stream_of(clerk))) == 8);
    const auto fresh = open.steps.renew_recovery_codes(clerk, {monday, clerk});
    CHECK_FALSE(open.steps.take(clerk, open.recovery[2], monday));
    CHECK(open.steps.take(clerk, fresh[0], monday));
    CHECK_FALSE(open.steps.take(stranger, fresh[1], monday));
}

TEST_CASE("It is turned on by a code of the secret that was offered, within half an hour") {
    TwoSteps open;
    CHECK_FALSE(open.steps.offered(stranger, monday).has_value());
    open.steps.offer(stranger, monday);
    const std::string secret = open.steps.offered(stranger, monday).value();
    CHECK(secret != open.secret);
    CHECK_FALSE(open.steps.turn_on(stranger, app(open.secret, monday), {monday, stranger}).has_value());
    CHECK_FALSE(has_second_step(read_standing(open.store, stream_of(stranger))));
    CHECK_FALSE(open.steps.offered(stranger, monday + minutes{30}).has_value());
    CHECK(open.steps.turn_on(stranger, app(secret, monday), {monday, stranger}).has_value());
    CHECK(has_second_step(read_standing(open.store, stream_of(stranger))));
    CHECK_FALSE(open.steps.offered(stranger, monday).has_value());
}

TEST_CASE("Once it is turned off the password alone signs in, and no code is good") {
    TwoSteps open;
    turn_off_second_step(open.store, clerk, {monday, {"admin"}});
    CHECK_FALSE(open.door.begin(clerk, clerks_password, monday)->wants_code);
    CHECK_FALSE(open.steps.take(clerk, app(open.secret, monday + minutes{5}), monday + minutes{5}));
    CHECK_FALSE(open.steps.take(clerk, open.recovery[0], monday));
}

TEST_CASE("The log holds neither the secret nor a recovery code, and another's record opens nothing") {
    TwoSteps open;
    const Standing standing = read_standing(open.store, stream_of(clerk));
    for (const store::Event& event : open.store.read(stream_of(clerk), 1)) {
        CHECK(event.payload->find(open.secret) == std::string::npos);
        for (const std::string& code : open.recovery) CHECK(event.payload->find(code) == std::string::npos);
    }
    report(open.store, stream_of(stranger), *standing.second_step, {monday, {"admin"}});
    CHECK_THROWS(open.steps.take(stranger, app(open.secret, monday + minutes{5}), monday + minutes{5}));
}

TEST_CASE("With a new key of the documents secrets are sealed anew, and the old key may go") {
    TwoSteps open;
    const store::KeyRing both = store::ring_of("21"), fresh = store::ring_of("2");
    CHECK(seal_second_steps_anew(open.store, both, {monday, {"admin"}}) == 1);
    CHECK(seal_second_steps_anew(open.store, both, {monday, {"admin"}}) == 0);
    SecondSteps later(open.store, fresh);
    CHECK(later.take(clerk, app(open.secret, monday + minutes{5}), monday + minutes{5}));
    CHECK(later.take(clerk, open.recovery[0], monday));
}

} // namespace assent::desk
