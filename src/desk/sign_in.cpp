#include "desk/sign_in.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

#include "base/expects.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "casework/fields_json.hpp"

namespace assent::desk {

using casework::field;
using casework::PersonId;

// What is kept of a session, and of one that waits for a code: moments in seconds. All of a person's end by
// the beginning of another era of theirs, and when the account is not what it was: so they do not come back
// with an account that acts again.
struct SignIn::Kept {
    std::string person, era;
    std::int64_t since = 0; // the account has been what it is
    std::int64_t begun = 0, seen = 0;
    bool chooses = false; // a password of their own, first

    friend constexpr auto fields(const Kept*) {
        return std::tuple(field("person", &Kept::person), field("begun", &Kept::begun),
                          field("seen", &Kept::seen), field("era", &Kept::era), field("since", &Kept::since),
                          field("chooses", &Kept::chooses));
    }
};

namespace {

constexpr std::size_t shortest_password = 12, longest_password = 200;
constexpr std::chrono::seconds noted_every = std::chrono::minutes{1};

std::int64_t seconds(calendar::Instant moment) { return moment.time_since_epoch().count(); }
calendar::Instant moment(std::int64_t seconds) { return calendar::Instant{std::chrono::seconds{seconds}}; }

std::string session_key(std::string_view secret) { return "session/" + base::sha256_text(secret); }
std::string half_key(std::string_view secret) { return "half/" + base::sha256_text(secret); }
std::string attempts_key(const PersonId& person) { return "attempts/" + person.text; }
std::string era_key(const PersonId& person) { return "sessions-era/" + person.text; }

std::string argon2id(std::string_view password) {
    base::expects(sodium_init() >= 0, "the cryptographic library can be used");
    std::array<char, crypto_pwhash_STRBYTES> text{};
    const int made =
        crypto_pwhash_str(text.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE);
    base::expects(made == 0, "there is memory for a password");
    return text.data();
}

bool fits(const std::string& digest, std::string_view password) {
    base::expects(sodium_init() >= 0, "the cryptographic library can be used");
    return crypto_pwhash_str_verify(digest.c_str(), password.data(), password.size()) == 0;
}

// Of an account without a password: so that it takes as long.
const std::string& nobodys() {
    static const std::string digest = argon2id("nobody signs in with this");
    return digest;
}

} // namespace

std::string new_secret() {
    base::expects(sodium_init() >= 0, "the cryptographic library can be used");
    std::array<std::uint8_t, 32> secret{};
    randombytes_buf(secret.data(), secret.size());
    return base::hex_text(secret);
}

std::string why_no_password(const PersonId& person, std::string_view password) {
    if (password.size() < shortest_password)
        return fmt::format("choose one of at least {} characters; a few words are good", shortest_password);
    if (password.size() > longest_password)
        return fmt::format("choose one of at most {} bytes", longest_password);
    if (password.find(person.text) != std::string_view::npos) return "choose one without the account's name";
    return {};
}

std::string new_password(const PersonId& person) {
    constexpr std::string_view signs = "23456789abcdefghjkmnpqrstuvwxyz"; // without what looks like another
    constexpr std::size_t length = 16;
    base::expects(sodium_init() >= 0, "the cryptographic library can be used");
    std::string made;
    do {
        made.clear();
        while (made.size() < length) made += signs[randombytes_uniform(signs.size())];
    } while (!why_no_password(person, made).empty());
    return made;
}

void SignIn::set_password(const PersonId& person, std::string_view password, const Cause& cause) {
    base::expects(why_no_password(person, password).empty(), "it can be a password");
    set(person, {argon2id(password)}, cause);
}

void SignIn::hand_on_password(const PersonId& person, std::string_view password, const Cause& cause) {
    base::expects(why_no_password(person, password).empty(), "it can be a password");
    set(person, {argon2id(password), true}, cause);
}

void SignIn::set(const PersonId& person, Password password, const Cause& cause) {
    report(store_, stream_of(person), std::move(password), cause);
    end_all(person, cause.at);
    keep({attempts_key(person), std::nullopt, {}});
}

// One after the other for an account, so that many tries at once are no more than as many in a row.
std::optional<SignIn::Refused> SignIn::attempt(const PersonId& person, const std::function<bool()>& is_right,
                                               calendar::Instant now) {
    const std::lock_guard lock(one_at_a_time_[std::hash<std::string>()(person.text) % one_at_a_time_.size()]);
    const std::int64_t failed = failed_before(person, now);
    if (failed >= limits_.attempts) return Refused::Locked;
    if (is_right()) return std::nullopt;
    note_failed(person, failed + 1, now);
    return Refused::Wrong;
}

std::optional<SignIn::Refused> SignIn::check_password(const PersonId& person, std::string_view password,
                                                      calendar::Instant now) {
    if (!store::StreamId::is_key(person.text) || password.size() > longest_password) return Refused::Wrong;
    const auto is_right = [&] {
        const Standing standing = read_standing(store_, stream_of(person));
        const bool right = fits(standing.password ? standing.password->digest : nobodys(), password);
        return right && standing.password && identify(store_, person);
    };
    return attempt(person, is_right, now);
}

std::optional<SignIn::Refused> SignIn::check_code(SecondSteps& steps, const PersonId& person,
                                                  std::string_view code, calendar::Instant now) {
    return attempt(person, [&] { return steps.take(person, code, now); }, now);
}

// Tries that failed are forgotten with the last step alone: whoever knows the password and guesses codes does
// not get more of them by saying the password again.
base::Expected<SignIn::Begun, SignIn::Refused> SignIn::begin(const PersonId& person,
                                                             std::string_view password,
                                                             calendar::Instant now) {
    if (const auto refused = check_password(person, password, now)) return tl::unexpected(*refused);
    const Standing standing = read_standing(store_, stream_of(person));
    if (!has_second_step(standing)) return Begun{open(person, true, now)};
    Begun begun{new_secret(), true};
    const Kept kept{person.text, era_of(person, now), seconds(standing.person_since), seconds(now),
                    seconds(now)};
    keep({half_key(begun.secret), casework::fields_json(kept), now + limits_.half});
    return begun;
}

base::Expected<std::string, SignIn::Refused> SignIn::finish(SecondSteps& steps, std::string_view half,
                                                            std::string_view code, calendar::Instant now) {
    const std::string key = half_key(half);
    const auto found = store_.passing(key, now);
    const auto kept =
        found && found->value ? casework::read_fields<Kept>(*found->value) : base::Result<Kept>(Kept{});
    if (!kept || kept->person.empty()) return tl::unexpected(Refused::Over);
    const PersonId person{kept->person};
    if (!still(*kept, now)) return tl::unexpected(Refused::Over);
    if (const auto refused = check_code(steps, person, code, now)) return tl::unexpected(*refused);
    keep({key, std::nullopt, {}});
    return open(person, true, now);
}

std::optional<std::string> SignIn::begin_trusted(const PersonId& person, calendar::Instant now) {
    if (!identify(store_, person)) return std::nullopt;
    return open(person, false, now);
}

std::string SignIn::open(const PersonId& person, bool by_password, calendar::Instant now) {
    std::string secret = new_secret();
    const Standing standing = read_standing(store_, stream_of(person));
    const bool chooses = by_password && standing.password && standing.password->handed_on;
    const Kept kept{person.text,  era_of(person, now), seconds(standing.person_since),
                    seconds(now), seconds(now),        chooses};
    store::Batch batch;
    batch.passing = {{session_key(secret), casework::fields_json(kept), now + limits_.idle},
                     {attempts_key(person), std::nullopt, {}}};
    base::expects(store_.commit(batch).has_value(), "what passes meets no conflict");
    return secret;
}

// Kept for as long as any session of an earlier one could last.
std::string SignIn::era_of(const PersonId& person, calendar::Instant now) {
    const auto kept = store_.passing(era_key(person), now);
    return kept && kept->value ? *kept->value : std::string();
}

bool SignIn::has_ended(const PersonId& person, const std::string& era, calendar::Instant now) {
    const std::string present = era_of(person, now);
    return !present.empty() && present != era;
}

std::string SignIn::end_others(const PersonId& person, calendar::Instant now) {
    end_all(person, now);
    return open(person, true, now);
}

std::optional<SignIn::Kept> SignIn::kept_by(std::string_view secret, calendar::Instant now) {
    const auto found = store_.passing(session_key(secret), now);
    if (!found || !found->value) return std::nullopt;
    auto kept = casework::read_fields<Kept>(*found->value);
    return kept ? std::optional(std::move(*kept)) : std::nullopt;
}

std::optional<casework::Actor> SignIn::still(const Kept& kept, calendar::Instant now) {
    const PersonId person{kept.person};
    if (has_ended(person, kept.era, now)) return std::nullopt;
    const Standing standing = read_standing(store_, stream_of(person));
    return kept.since == seconds(standing.person_since) ? identify(store_, person, standing) : std::nullopt;
}

std::optional<SignIn::Session> SignIn::session_of(const Kept& kept, calendar::Instant now) {
    auto actor = still(kept, now);
    if (!actor) return std::nullopt;
    const calendar::Instant ends = std::min(now + limits_.idle, moment(kept.begun) + limits_.longest);
    return Session{std::move(*actor), moment(kept.begun), ends, kept.chooses};
}

std::optional<SignIn::Session> SignIn::find(std::string_view secret, calendar::Instant now) {
    auto kept = kept_by(secret, now);
    auto session = kept ? session_of(*kept, now) : std::nullopt;
    if (session && now - moment(kept->seen) >= noted_every) {
        kept->seen = seconds(now);
        keep({session_key(secret), casework::fields_json(*kept), session->ends});
    }
    return session;
}

std::optional<SignIn::Session> SignIn::look(std::string_view secret, calendar::Instant now) {
    const auto kept = kept_by(secret, now);
    return kept ? session_of(*kept, now) : std::nullopt;
}

void SignIn::end(std::string_view secret) { keep({session_key(secret), std::nullopt, {}}); }

void SignIn::end_all(const PersonId& person, calendar::Instant now) {
    keep({era_key(person), new_secret(), now + limits_.longest});
}

std::int64_t SignIn::failed_before(const PersonId& person, calendar::Instant now) {
    const auto kept = store_.passing(attempts_key(person), now);
    return kept && kept->value ? base::to_number(*kept->value).value_or(limits_.attempts) : 0;
}

// Each one that fails lets the account wait anew.
void SignIn::note_failed(const PersonId& person, std::int64_t times, calendar::Instant now) {
    keep({attempts_key(person), fmt::format("{}", times), now + limits_.locked});
}

void SignIn::keep(store::Passing one) {
    store::Batch batch;
    batch.passing.push_back(std::move(one));
    base::expects(store_.commit(batch).has_value(), "what passes meets no conflict");
}

} // namespace assent::desk
