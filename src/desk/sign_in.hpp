#pragma once
// How people sign in: with a password, which nobody here can read, and a code if their account has a second
// step, into a session that ends by itself. Whoever tries either too often has to wait. A session is known by
// a secret that only its browser has, in the store and in no server's memory, so that every server knows it
// and an account that ended has none. Time is an argument.

#include <array>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "desk/second_step.hpp"

namespace assent::desk {

struct SessionLimits {
    std::chrono::seconds idle = std::chrono::minutes{20};   // without a request it ends
    std::chrono::seconds longest = std::chrono::hours{12};  // and in any case
    std::int64_t attempts = 5;                              // that may fail in a row
    std::chrono::seconds locked = std::chrono::minutes{15}; // before the next one
    std::chrono::seconds half = std::chrono::minutes{10};   // from the password to the code
};

// A password can be this: 12 characters or more, and not the account's own name. What to do instead, or "".
std::string why_no_password(const casework::PersonId& person, std::string_view password);

// One that nobody guesses, for an account that has none or lost it: to be shown once and changed by its
// owner.
std::string new_password(const casework::PersonId& person);

// What only a browser or an e-mail is given, to be known again by it: 32 bytes by chance, in hexadecimal
// digits.
std::string new_secret();

class SignIn {
public:
    // Over: the code came too late, or everything ended meanwhile; the password is asked for again.
    enum class Refused : std::uint8_t { Wrong, Locked, Over };

    // The secret of a session; or, when a code is still to come, one that is good for finish() alone.
    struct Begun {
        std::string secret;
        bool wants_code = false;
    };

    // Somebody who is signed in, and until when unless they ask for something more.
    struct Session {
        casework::Actor actor;
        calendar::Instant begun, ends;
        bool chooses_password = false; // before anything else, for the one that was used is handed on
    };

    // Looks at the store for as long as it lives.
    explicit SignIn(store::Store& store, SessionLimits limits = {}) : store_(store), limits_(limits) {}

    // Requires: a password that can be one. All sessions of the person end, and tries that failed are
    // forgotten.
    void set_password(const casework::PersonId& person, std::string_view password, const Cause& cause);

    // The same for one that somebody else has made and hands on: whoever signs in with it chooses another.
    void hand_on_password(const casework::PersonId& person, std::string_view password, const Cause& cause);

    // It takes a tenth of a second on purpose, the same for an account that is not known; who tried too often
    // is refused without a look at the password.
    base::Expected<Begun, Refused> begin(const casework::PersonId& person, std::string_view password,
                                         calendar::Instant now);

    // The secret of a new session, for whoever has begun and now says a code.
    base::Expected<std::string, Refused> finish(SecondSteps& steps, std::string_view half,
                                                std::string_view code, calendar::Instant now);

    // Whether it is the account's password, or a code that is good now: nothing when it is. What is wrong
    // counts as when signing in.
    std::optional<Refused> check_password(const casework::PersonId& person, std::string_view password,
                                          calendar::Instant now);
    std::optional<Refused> check_code(SecondSteps& steps, const casework::PersonId& person,
                                      std::string_view code, calendar::Instant now);

    // The same for somebody whom another house has looked at, whom we trust for that: no password is asked,
    // and no attempt counted. Nothing when there is no such account, or it ended.
    std::optional<std::string> begin_trusted(const casework::PersonId& person, calendar::Instant now);

    // Whose session it is; it goes on from now. Nothing when it has ended or never was.
    std::optional<Session> find(std::string_view secret, calendar::Instant now);

    // The same for what a page asks by itself, while nobody may be there: the session goes on for no longer.
    std::optional<Session> look(std::string_view secret, calendar::Instant now);

    void end(std::string_view secret);
    void end_all(const casework::PersonId& person, calendar::Instant now);

    // All sessions of the person end but for a new one, whose secret this is: for whoever has just changed
    // how they sign in.
    std::string end_others(const casework::PersonId& person, calendar::Instant now);

private:
    std::optional<Refused> attempt(const casework::PersonId& person, const std::function<bool()>& is_right,
                                   calendar::Instant now);
    std::string era_of(const casework::PersonId& person, calendar::Instant now);
    bool has_ended(const casework::PersonId& person, const std::string& era, calendar::Instant now);
    std::int64_t failed_before(const casework::PersonId& person, calendar::Instant now);
    void note_failed(const casework::PersonId& person, std::int64_t times, calendar::Instant now);
    struct Kept; // of a session
    std::optional<casework::Actor> still(const Kept& kept,
                                         calendar::Instant now); // who began it, if they can go on
    std::optional<Session> session_of(const Kept& kept, calendar::Instant now);
    std::optional<Kept> kept_by(std::string_view secret, calendar::Instant now);
    std::string open(const casework::PersonId& person, bool by_password, calendar::Instant now);
    void set(const casework::PersonId& person, Password password, const Cause& cause);
    void keep(store::Passing one);

    store::Store& store_;
    SessionLimits limits_;
    std::array<std::mutex, 4> one_at_a_time_; // of the attempts at one account; each takes 64 MiB
};

} // namespace assent::desk
