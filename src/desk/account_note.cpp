#include "desk/account_note.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/expects.hpp"
#include "casework/fields_json.hpp"
#include "desk/accounts.hpp"
#include "desk/password_link.hpp"

namespace assent::desk {

using casework::field;
using casework::OrganizationId;
using casework::PersonId;

namespace {

constexpr std::array<std::string_view, 4> note_kinds = {"reset", "invitation", "password changed", "news"};

// What waits in the outbox. Its words stay what they are: they may wait while a release changes.
struct WaitingNote {
    std::string what;
    calendar::Instant at;
};

constexpr auto fields(const WaitingNote*) {
    return std::tuple(field("what", &WaitingNote::what), field("at", &WaitingNote::at));
}

bool is_link(NoteKind kind) { return kind == NoteKind::ResetLink || kind == NoteKind::InvitationLink; }

std::string address_in(const Standing& standing) {
    const bool ended = standing.person && standing.person->ended;
    return standing.address && !ended ? standing.address->email : std::string();
}

// Who among an organization's people wants to be written to, acts for it still, and has an address.
std::vector<PersonId> wanting(store::Store& store, const Standing& organization, const std::string& id) {
    std::vector<PersonId> all;
    for (const Wish& wish : organization.wishes) {
        if (!wish.news) continue;
        const Standing standing = read_standing(store, stream_of(PersonId{wish.person}));
        const bool theirs = standing.person && standing.person->organization.text == id;
        if (theirs && !address_in(standing).empty()) all.push_back({wish.person});
    }
    return all;
}

void add_address(std::vector<std::string>& all, const std::string& address) {
    if (!address.empty() && std::find(all.begin(), all.end(), address) == all.end()) all.push_back(address);
}

} // namespace

std::string_view to_text(NoteKind kind) { return note_kinds[static_cast<std::size_t>(kind)]; }

store::Posting posting_of(const store::StreamId& standing, NoteKind kind, calendar::Instant now) {
    return {standing, "email", casework::fields_json(WaitingNote{std::string(to_text(kind)), now}), now};
}

void write_to(store::Store& store, const PersonId& person, NoteKind kind, calendar::Instant now) {
    store::Batch batch;
    batch.postings = {posting_of(stream_of(person), kind, now)};
    base::expects(store.commit(batch).has_value(), "what is put into the outbox meets no conflict");
}

std::optional<AccountNote> note_of(store::Store& store, const store::Waiting& waiting,
                                   calendar::Instant now) {
    const auto waits = casework::read_fields<WaitingNote>(waiting.body);
    const auto* const word =
        waits ? std::find(note_kinds.begin(), note_kinds.end(), waits->what) : note_kinds.end();
    const Standing standing = read_standing(store, waiting.stream);
    if (word == note_kinds.end() || !standing.person || !is_account(waiting.stream)) return std::nullopt;
    const auto kind = static_cast<NoteKind>(word - note_kinds.begin());
    AccountNote note{fmt::format("{}#{}", waiting.stream.text(), waiting.id), kind, address_in(standing),
                     "/"};
    if (note.to.empty()) return std::nullopt;
    if (kind == NoteKind::PasswordChanged) note.path = "/forgot";
    if (!is_link(kind)) return note;
    if (now - waits->at >= good_for(kind)) return std::nullopt;
    note.path = new_password_link(store, person_of(waiting.stream), kind, now);
    return note;
}

std::vector<std::string> addresses_of(store::Store& store, const std::vector<std::string>& to) {
    std::vector<std::string> all;
    for (const std::string& id : to) {
        if (!store::StreamId::is_key(id)) continue;
        add_address(all, address_in(read_standing(store, stream_of(PersonId{id}))));
        const Standing organization = read_standing(store, stream_of(OrganizationId{id}));
        add_address(all, address_in(organization));
        if (!address_in(organization).empty()) continue;
        for (const PersonId& person : wanting(store, organization, id))
            add_address(all, address_in(read_standing(store, stream_of(person))));
    }
    return all;
}

std::vector<PersonId> wanting_news(store::Store& store, const std::vector<std::string>& to) {
    std::vector<PersonId> all;
    for (const std::string& id : to) {
        if (!store::StreamId::is_key(id)) continue;
        const Standing person = read_standing(store, stream_of(PersonId{id}));
        const bool by_themselves = std::any_of(person.wishes.begin(), person.wishes.end(),
                                               [](const Wish& wish) { return wish.news; });
        if (by_themselves && !address_in(person).empty()) all.push_back({id});
        const Standing organization = read_standing(store, stream_of(OrganizationId{id}));
        for (PersonId& one : wanting(store, organization, id)) all.push_back(std::move(one));
    }
    return all;
}

store::StreamId wishes_of(const casework::Actor& actor) {
    return actor.organization.empty() ? stream_of(actor.person) : stream_of(actor.organization);
}

bool wants_news(store::Store& store, const casework::Actor& actor) {
    const Standing standing = read_standing(store, wishes_of(actor));
    return std::any_of(standing.wishes.begin(), standing.wishes.end(),
                       [&](const Wish& wish) { return wish.person == actor.person.text && wish.news; });
}

} // namespace assent::desk
