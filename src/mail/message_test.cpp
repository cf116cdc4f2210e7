#include "mail/message.hpp"

#include <doctest/doctest.h>

namespace assent::mail {
namespace {

using desk::NoteKind;

const MailSettings settings{.server = "mail.example.org",
                            .from = "assent@example.org",
                            .public_address = "https://assent.example.org"};
const calendar::Instant monday =
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 30} + std::chrono::hours{15};

constexpr NoteKind all_kinds[] = {NoteKind::ResetLink, NoteKind::InvitationLink, NoteKind::PasswordChanged,
                                  NoteKind::SomethingNew};

std::string made(NoteKind kind, const std::string& path = "/", const std::string& mark = "case/M1/C1#1") {
    return message(settings, kind, path, {mark, "ana@clinic.example", monday});
}

} // namespace

TEST_CASE("A mail that there is something new says where to read it, and nothing else") {
    const std::string text = made(NoteKind::SomethingNew);
    CHECK(text ==
          "Date: Mon, 30 Nov 2026 15:00:00 +0000\r\n"
          "From: Assent <assent@example.org>\r\n"
          "To: <ana@clinic.example>\r\n"
          "Subject: There is something new for you\r\n"
          "Message-ID: <567ea66422f88d50396056f8e7642e26@example.org>\r\n"
          "Auto-Submitted: auto-generated\r\n"
          "MIME-Version: 1.0\r\n"
          "Content-Type: text/plain; charset=us-ascii\r\n"
          "Content-Transfer-Encoding: 7bit\r\n"
          "\r\n"
          "There is something new for you. Sign in to read it:\r\n"
          "\r\n"
          "https://assent.example.org/\r\n"
          "\r\n"
          "This mail says no more, so that nobody reads here what is yours.\r\n");
}

TEST_CASE("The mark of a parcel names a case, and none of it is in the mail") {
    const std::string text = made(NoteKind::SomethingNew, "/", "case/M1234567/CXYZ#1");
    CHECK(text.find("M1234567") == std::string::npos);
    CHECK(text.find("CXYZ") == std::string::npos);
}

TEST_CASE(
    "The same mail that comes again bears the same number, and another one or to another reader does not") {
    const auto number = [](const std::string& text) {
        const std::size_t at = text.find("Message-ID: ");
        return text.substr(at, text.find('\r', at) - at);
    };
    CHECK(number(made(NoteKind::SomethingNew)) == number(made(NoteKind::SomethingNew)));
    CHECK(number(made(NoteKind::SomethingNew)) != number(made(NoteKind::SomethingNew, "/", "case/M1/C1#2")));
    CHECK(number(message(settings, NoteKind::SomethingNew, "/", {"case/M1/C1#1", "ben@x", monday})) !=
          number(made(NoteKind::SomethingNew)));
}

TEST_CASE("Every mail is lines of plain ASCII that end as mail wants it, and leads to the portal") {
    for (const NoteKind kind : all_kinds) {
        const std::string text = made(kind, "/password/ana/0123");
        CHECK(text.find("https://assent.example.org/password/ana/0123\r\n") != std::string::npos);
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            CHECK((c == '\r' || c == '\n' || (c >= ' ' && c <= '~')));
            if (c == '\n') CHECK(text[i - 1] == '\r');
        }
    }
}

TEST_CASE("What is wrong with how mail is to leave is told with its option") {
    CHECK(unfit({}).option.empty());
    CHECK(unfit(settings).option.empty());
    const auto wrong = [](auto change) {
        MailSettings changed = settings;
        change(changed);
        return unfit(changed).option;
    };
    CHECK(wrong([](MailSettings& s) { s.server = ""; }) == "mail.from");
    CHECK(wrong([](MailSettings& s) { s.from = ""; }) == "mail.from");
    CHECK(wrong([](MailSettings& s) { s.from = "assent"; }) == "mail.from");
    CHECK(wrong([](MailSettings& s) { s.public_address = ""; }) == "server.public_address");
    CHECK(wrong([](MailSettings& s) { s.public_address = "assent.example.org"; }) == "server.public_address");
    CHECK(wrong([](MailSettings& s) { s.public_address = "https://assent.example.org/"; }) ==
          "server.public_address");
    CHECK(wrong([](MailSettings& s) { s.security = Security::None; }) == "mail.security");
    CHECK(wrong([](MailSettings& s) { s.user = "assent"; }) == "mail.user");
    CHECK(wrong([](MailSettings& s) { s.password = "secret"; }) == "mail.user");
    CHECK(wrong([](MailSettings& s) {
              s.server = "localhost";
              s.security = Security::None;
          }) == "");
}

} // namespace assent::mail
