#include "mail/message.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/expects.hpp"
#include "base/sha256.hpp"

namespace assent::mail {
namespace {

using desk::NoteKind;

struct Words {
    std::string_view subject, text; // with a place for the address
};

// Lines of less than 78 letters, but for the one with the link.
Words words(NoteKind kind) {
    switch (kind) {
        case NoteKind::ResetLink:
            return {"Set a new password",
                    "Somebody asked for a new password for your account.\n"
                    "\n"
                    "If it was you, open this page and choose one:\n"
                    "\n"
                    "{}\n"
                    "\n"
                    "The link is good for 30 minutes, and once.\n"
                    "If it was not you, there is nothing to do: your password stays as it is.\n"};
        case NoteKind::InvitationLink:
            return {"Choose the password of your account",
                    "An account was set up for you. Open this page and choose its password:\n"
                    "\n"
                    "{}\n"
                    "\n"
                    "The link is good for three days, and once.\n"};
        case NoteKind::PasswordChanged:
            return {"Your password was changed",
                    "The password of your account was changed, and every other session has ended.\n"
                    "\n"
                    "If it was not you, set a new one now, and tell whoever administers the\n"
                    "accounts of your office:\n"
                    "\n"
                    "{}\n"};
        case NoteKind::SomethingNew:
            return {"There is something new for you",
                    "There is something new for you. Sign in to read it:\n"
                    "\n"
                    "{}\n"
                    "\n"
                    "This mail says no more, so that nobody reads here what is yours.\n"};
    }
    base::impossible("a kind of note");
}

std::string with_crlf(const std::string& text) {
    std::string made;
    for (const char c : text) made += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return made;
}

std::string domain_of(const std::string& address) { return address.substr(address.find('@') + 1); }

} // namespace

std::string message(const MailSettings& settings, NoteKind kind, const std::string& path,
                    const Heading& heading) {
    const Words said = words(kind);
    const std::string id = base::sha256_text(fmt::format("{}\n{}", heading.mark, heading.to)).substr(0, 32);
    const std::string head = fmt::format(
        "Date: {:%a, %d %b %Y %H:%M:%S} +0000\n"
        "From: Assent <{}>\n"
        "To: <{}>\n"
        "Subject: {}\n"
        "Message-ID: <{}@{}>\n"
        "Auto-Submitted: auto-generated\n"
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=us-ascii\n"
        "Content-Transfer-Encoding: 7bit\n"
        "\n",
        fmt::gmtime(std::chrono::system_clock::to_time_t(heading.at)), settings.from, heading.to,
        said.subject, id, domain_of(settings.from));
    return with_crlf(head + fmt::format(fmt::runtime(said.text), settings.public_address + path));
}

} // namespace assent::mail
