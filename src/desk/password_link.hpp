#pragma once
// A link by which somebody sets the password of their account without the present one: mailed to them when
// they forgot it, or when whoever administers accounts invites them. Its secret is made in the moment in
// which the mail leaves, and kept as a digest; the newest of an account is the one, it is good for a while,
// and once. Nothing here tells anybody whether an account exists. Time is an argument.

#include <string>
#include <string_view>

#include "desk/account_note.hpp"

namespace assent::desk {

// Sends the account a link to set its password, through the outbox: half an hour good after it left, an
// invitation three days. An account that does not exist, has ended or has no address for e-mail is sent
// nothing. Whoever calls has seen to it that they may.
void send_password_link(store::Store& store, const casework::PersonId& person, NoteKind kind,
                        calendar::Instant now);

// The same for whoever says that it is theirs: as long, and as much is written, whether or not it exists. A
// fourth within an hour is not sent. Requires nothing of the name.
void ask_for_password_link(store::Store& store, std::string_view name, calendar::Instant now);

// How long a link of that kind is good. Requires: it is one.
std::chrono::seconds good_for(NoteKind kind);

// A new one of the account: the path of its page. For the outbox.
std::string new_password_link(store::Store& store, const casework::PersonId& person, NoteKind kind,
                              calendar::Instant now);

// Whether it is the account's and good now.
bool is_good_link(store::Store& store, const casework::PersonId& person, std::string_view secret,
                  calendar::Instant now);

// The same, and it is good no more afterwards.
bool take_link(store::Store& store, const casework::PersonId& person, std::string_view secret,
               calendar::Instant now);

} // namespace assent::desk
