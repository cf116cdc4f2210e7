#pragma once
// A mail as it stands on the wire (RFC 5322), plain ASCII with CRLF. It says that there is something to read,
// or holds the link that somebody asked for; there is no way to put a word of a case or a member into one.

#include <string>

#include "calendar/zone.hpp"
#include "desk/account_note.hpp"
#include "mail/mail_settings.hpp"

namespace assent::mail {

// What makes one mail differ from another of its kind.
struct Heading {
    std::string mark; // the same mail that comes again has the same, so that a mailbox can know it
    std::string to;
    calendar::Instant at;
};

std::string message(const MailSettings& settings, desk::NoteKind kind, const std::string& path,
                    const Heading& heading);

} // namespace assent::mail
