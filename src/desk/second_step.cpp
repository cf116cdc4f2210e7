#include "desk/second_step.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "base/expects.hpp"
#include "base/failure.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "desk/one_time_code.hpp"
#include "store/byte_stream.hpp"
#include "store/sealed_text.hpp"

namespace assent::desk {

using casework::PersonId;

namespace {

constexpr std::size_t secret_bytes = 20; // as long as the digest of the HMAC, RFC 4226
constexpr std::size_t digits_of_a_code = 6;
constexpr std::size_t recovery_letters = 16; // 78 bits: a digest of so much chance is not guessed
constexpr std::chrono::seconds offered_for = std::chrono::minutes{30};

std::string about(const PersonId& person) { return "second step of " + person.text; }
std::string offer_key(const PersonId& person) { return "second-step/" + person.text; }

template <std::size_t Size>
std::array<std::uint8_t, Size> chance() {
    base::expects(sodium_init() >= 0, "the cryptographic library can be used");
    std::array<std::uint8_t, Size> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

// "4f7k-9xq2-hv8m-3tdw", without letters and digits that are mistaken for others.
std::string new_recovery_code() {
    constexpr std::string_view digits = "23456789abcdefghjkmnpqrstvwxyz";
    base::expects(sodium_init() >= 0, "the cryptographic library can be used");
    std::string code;
    for (std::size_t i = 0; i < recovery_letters; ++i) {
        if (i > 0 && i % 4 == 0) code += '-';
        code += digits[randombytes_uniform(static_cast<std::uint32_t>(digits.size()))];
    }
    return code;
}

// However it is typed: in capitals, without the dashes, with blanks.
std::string plain(std::string_view code) {
    std::string made = base::to_lower(code);
    std::erase_if(made, [](char c) { return c == '-' || c == ' '; });
    return made;
}

std::string digest_of_recovery(const PersonId& person, std::string_view plain_code) {
    return base::sha256_text(fmt::format("recovery code of {}\n{}", person.text, plain_code));
}

std::string in_store(store::Store& store, const std::string& key, calendar::Instant now) {
    const auto kept = store.passing(key, now);
    return kept && kept->value ? *kept->value : std::string();
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

Cause by(const PersonId& person, calendar::Instant now) { return {now, person}; }

struct NewCodes {
    std::vector<std::string> shown, digests;
};

NewCodes new_codes(const PersonId& person) {
    NewCodes made;
    for (std::size_t i = 0; i < recovery_codes; ++i) {
        made.shown.push_back(new_recovery_code());
        made.digests.push_back(digest_of_recovery(person, plain(made.shown.back())));
    }
    return made;
}

} // namespace

bool has_second_step(const Standing& standing) {
    return standing.second_step && !standing.second_step->sealed.empty();
}

std::size_t recovery_codes_left(const Standing& standing) {
    return has_second_step(standing) ? standing.second_step->recovery.size() : 0;
}

void SecondSteps::offer(const PersonId& person, calendar::Instant now) {
    const auto secret = chance<secret_bytes>();
    const std::string_view text(reinterpret_cast<const char*>(secret.data()), secret.size());
    store::Batch batch;
    batch.passing = {{offer_key(person), store::sealed(keys_, about(person), text), now + offered_for}};
    base::expects(store_.commit(batch).has_value(), "what passes meets no conflict");
}

std::optional<std::string> SecondSteps::offered(const PersonId& person, calendar::Instant now) {
    const auto secret = store::opened(keys_, about(person), in_store(store_, offer_key(person), now));
    return secret ? std::optional(base32_text(store::bytes_of(*secret))) : std::nullopt;
}

std::optional<std::vector<std::string>> SecondSteps::turn_on(const PersonId& person, std::string_view code,
                                                             const Cause& cause) {
    const std::string kept = in_store(store_, offer_key(person), cause.at);
    const auto secret = store::opened(keys_, about(person), kept);
    if (!secret || !is_code_of(*secret, code, {cause.at, person})) return std::nullopt;
    NewCodes codes = new_codes(person);
    report(store_, stream_of(person), SecondStep{kept, std::move(codes.digests)}, cause);
    store::Batch done;
    done.passing = {{offer_key(person), std::nullopt, {}}};
    base::expects(store_.commit(done).has_value(), "what passes meets no conflict");
    return std::move(codes.shown);
}

std::vector<std::string> SecondSteps::renew_recovery_codes(const PersonId& person, const Cause& cause) {
    const store::StreamId stream = stream_of(person);
    NewCodes codes = new_codes(person);
    for (bool kept = false; !kept;) {
        const Standing standing = read_standing(store_, stream);
        base::expects(has_second_step(standing), "it is turned on");
        kept = report_at(store_, stream, standing.seen,
                         SecondStep{standing.second_step->sealed, codes.digests}, cause);
    }
    return std::move(codes.shown);
}

bool SecondSteps::take(const PersonId& person, std::string_view code, calendar::Instant now) {
    const Standing standing = read_standing(store_, stream_of(person));
    if (!has_second_step(standing)) return false;
    const std::string typed = plain(code);
    if (typed.size() != digits_of_a_code) return take_recovery_code(person, typed, now);
    const auto secret = store::opened(keys_, about(person), standing.second_step->sealed);
    if (!secret)
        throw base::Failure(
            "cannot open the second step of an account: put the key back into the keys of "
            "the documents under which it was sealed");
    return is_code_of(*secret, typed, by(person, now));
}

bool SecondSteps::is_code_of(const std::string& secret, std::string_view code, const Cause& cause) {
    const std::int64_t now = half_minute(cause.at);
    for (const std::int64_t number : {now, now - 1, now + 1}) {
        if (same(one_time_code(store::bytes_of(secret), number), plain(code)))
            return spend(fmt::format("code/{}/{}", cause.by.text, number), cause.at);
    }
    return false;
}

// Once for all servers: the store answers who comes second that it was done. It outlives the code by far.
bool SecondSteps::spend(const std::string& what, calendar::Instant now) {
    store::Batch batch;
    batch.answer = {what, "{}", now};
    const auto outcome = store_.commit(batch);
    base::expects(outcome.has_value(), "a batch without appends meets no conflict");
    return !outcome->repeated;
}

bool SecondSteps::take_recovery_code(const PersonId& person, std::string_view plain_code,
                                     calendar::Instant now) {
    const std::string digest = digest_of_recovery(person, plain_code);
    const store::StreamId stream = stream_of(person);
    for (;;) {
        const Standing standing = read_standing(store_, stream);
        if (!has_second_step(standing)) return false;
        SecondStep left = *standing.second_step;
        if (std::erase(left.recovery, digest) == 0) return false;
        if (report_at(store_, stream, standing.seen, left, by(person, now))) return true;
    }
}

void turn_off_second_step(store::Store& store, const PersonId& person, const Cause& cause) {
    report(store, stream_of(person), SecondStep{}, cause);
}

namespace {

// Again when somebody was faster: then there is something else to look at.
bool seal_anew(store::Store& store, const store::KeyRing& keys, const PersonId& person, const Cause& cause) {
    const store::StreamId stream = stream_of(person);
    for (;;) {
        const Standing standing = read_standing(store, stream);
        if (!has_second_step(standing)) return false;
        SecondStep step = *standing.second_step;
        if (store::is_under_newest(keys, step.sealed)) return false;
        const auto secret = store::opened(keys, about(person), step.sealed);
        if (!secret)
            throw base::Failure(
                fmt::format("cannot open the second step in {}: put its key back", stream.text()));
        step.sealed = store::sealed(keys, about(person), *secret);
        if (report_at(store, stream, standing.seen, step, cause)) return true;
    }
}

} // namespace

std::size_t seal_second_steps_anew(store::Store& store, const store::KeyRing& keys, const Cause& cause) {
    constexpr int at_once = 1'000;
    const std::string first = stream_of(PersonId{"-"}).text();
    const std::string all_people = first.substr(0, first.size() - 1);
    std::size_t count = 0;
    std::string after = all_people;
    for (;;) {
        const auto streams = store.streams(store::StreamKind::Standing, after, at_once);
        for (const store::StreamId& stream : streams) {
            if (!stream.text().starts_with(all_people)) return count;
            const PersonId person{stream.text().substr(all_people.size())};
            count += seal_anew(store, keys, person, cause) ? 1 : 0;
            after = stream.text();
        }
        if (streams.size() < at_once) return count;
    }
}

} // namespace assent::desk
