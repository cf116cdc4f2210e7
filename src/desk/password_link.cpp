#include "desk/password_link.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include "base/expects.hpp"
#include "base/percent.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "desk/sign_in.hpp"

namespace assent::desk {

using casework::PersonId;

namespace {

constexpr std::int64_t most_an_hour = 3;
constexpr std::size_t longest_name = 100;

std::string link_key(const PersonId& person) { return "password-link/" + person.text; }
std::string asked_key(const PersonId& person) { return "password-link-asked/" + person.text; }

void commit(store::Store& store, const store::Batch& batch) {
    base::expects(store.commit(batch).has_value(), "what passes meets no conflict");
}

} // namespace

void send_password_link(store::Store& store, const PersonId& person, NoteKind kind, calendar::Instant now) {
    write_to(store, person, kind, now);
}

// What nobody can be called is counted under one name of its own, so that it takes as long.
void ask_for_password_link(store::Store& store, std::string_view name, calendar::Instant now) {
    const bool can_be = store::StreamId::is_key(name) && name.size() <= longest_name;
    const PersonId person{can_be ? std::string(name) : "-"};
    const auto before = store.passing(asked_key(person), now);
    const std::int64_t asked =
        before && before->value ? base::to_number(*before->value).value_or(most_an_hour) : 0;
    store::Batch batch;
    batch.passing = {{asked_key(person), fmt::format("{}", asked + 1),
                      before ? before->until : now + std::chrono::hours{1}}};
    if (asked < most_an_hour) batch.postings = {posting_of(stream_of(person), NoteKind::ResetLink, now)};
    commit(store, batch);
}

std::chrono::seconds good_for(NoteKind kind) {
    if (kind == NoteKind::InvitationLink) return std::chrono::hours{72};
    return std::chrono::minutes{30};
}

std::string new_password_link(store::Store& store, const PersonId& person, NoteKind kind,
                              calendar::Instant now) {
    const std::string secret = new_secret();
    store::Batch batch;
    batch.passing = {{link_key(person), base::sha256_text(secret), now + good_for(kind)}};
    commit(store, batch);
    return fmt::format("/password/{}/{}", base::percent_encoded(person.text), secret);
}

bool is_good_link(store::Store& store, const PersonId& person, std::string_view secret,
                  calendar::Instant now) {
    if (!store::StreamId::is_key(person.text)) return false;
    const auto kept = store.passing(link_key(person), now);
    const std::string digest = base::sha256_text(secret);
    return kept && kept->value && kept->value->size() == digest.size() &&
           sodium_memcmp(kept->value->data(), digest.data(), digest.size()) == 0 &&
           identify(store, person).has_value();
}

// Once for all servers: the store answers who comes second that it was done.
bool take_link(store::Store& store, const PersonId& person, std::string_view secret, calendar::Instant now) {
    if (!is_good_link(store, person, secret, now)) return false;
    store::Batch batch;
    batch.answer = {"password-link/" + base::sha256_text(secret), "{}", now};
    batch.passing = {{link_key(person), std::nullopt, {}}};
    const auto outcome = store.commit(batch);
    base::expects(outcome.has_value(), "what passes meets no conflict");
    return !outcome->repeated;
}

} // namespace assent::desk
