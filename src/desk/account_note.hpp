#pragma once
// What is written to an account or an organization by e-mail that is no notice of a case: a link to set a
// password, that the password was changed, that there is something new. It waits in the outbox beside what
// cases owe, under the standing it is for, and holds neither a secret nor anything of a member: an address,
// and the secret of a link, are looked up and made in the moment in which it leaves. So whoever asks for a
// link to an account that does not exist has the same done as everybody.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/standing.hpp"

namespace assent::desk {

enum class NoteKind : std::uint8_t {
    ResetLink,       // they forgot the password, or somebody said so
    InvitationLink,  // somebody who administers accounts lets them choose their password
    PasswordChanged, // it was, by a link or by themselves
    SomethingNew     // on the portal
};

std::string_view to_text(NoteKind);

// One on its way, to one address.
struct AccountNote {
    std::string mark; // the same for the same note, whenever it comes
    NoteKind kind = NoteKind::SomethingNew;
    std::string to;   // an address for e-mail
    std::string path; // of the page that it leads to
};

// Puts one into the outbox.
store::Posting posting_of(const store::StreamId& standing, NoteKind kind, calendar::Instant now);
void write_to(store::Store& store, const casework::PersonId& person, NoteKind kind, calendar::Instant now);

// The note that waits there, as it is to leave now; its link begins to be good. Nothing when it is to be
// dropped: nobody is known there, they ended or have no address, or a link was asked for too long ago.
// Requires: it waits under a standing.
std::optional<AccountNote> note_of(store::Store& store, const store::Waiting& waiting, calendar::Instant now);

// To whom a notice is written that is owed by e-mail to these persons and organizations: the address of each;
// of an organization without one, those of its people who want to be written to.
std::vector<std::string> addresses_of(store::Store& store, const std::vector<std::string>& to);

// Those among these, and among the people of these organizations, who want to be written to about what is on
// the portal.
std::vector<casework::PersonId> wanting_news(store::Store& store, const std::vector<std::string>& to);

// Whoever it is stands in a list of their organization, or by themselves without one.
store::StreamId wishes_of(const casework::Actor& actor);
bool wants_news(store::Store& store, const casework::Actor& actor);

} // namespace assent::desk
