#include "mail/mail_settings.hpp"

#include "desk/email_address.hpp"

namespace assent::mail {
namespace {

bool is_this_machine(const std::string& server) {
    return server == "localhost" || server == "127.0.0.1" || server == "::1";
}

} // namespace

Unfit unfit(const MailSettings& settings) {
    if (!settings.is_on())
        return settings.from.empty()
                   ? Unfit{}
                   : Unfit{"mail.from", "there is no server for mail", "say `mail.server`, too"};
    if (!desk::is_email_address(settings.from))
        return {"mail.from", "mail needs the address that it comes from",
                std::string(desk::how_to_write_an_email_address)};
    const std::string& address = settings.public_address;
    const bool whole = address.starts_with("https://") || address.starts_with("http://");
    if (!whole || address.ends_with('/') || address.find_first_of(" \r\n") != std::string::npos)
        return {"server.public_address", "mail names the address of the portal",
                "write it as https://assent.example.org, without a slash at its end"};
    if (settings.security == Security::None && !is_this_machine(settings.server))
        return {"mail.security", "mail would leave this machine for all to read", "write starttls or tls"};
    if (settings.user.empty() != settings.password.empty())
        return {"mail.user", "a user of the mail server has a password", "say both, or neither"};
    return {};
}

} // namespace assent::mail
