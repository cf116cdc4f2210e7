#pragma once
// How e-mail leaves the house: by which server, how that is spoken to, and in whose name. Values, as
// app/server_options.cpp has an option for each.

#include <cstdint>
#include <string>

namespace assent::mail {

enum class Security : std::uint8_t {
    StartTls, // begins plain, and goes on only under TLS
    Tls,      // from the first byte
    None      // to this machine alone
};

struct MailSettings {
    std::string server = {}; // its name; empty: no e-mail leaves
    std::uint16_t port = 587;
    Security security = Security::StartTls;
    std::string user = {}, password = {}; // empty: it is not asked to know us
    std::string from = {};                // the address that stands in every mail
    std::string authorities = {}; // a file of the certificates that its own may rest on; empty: the system's
    std::string public_address = {}; // "https://assent.example.org": of the portal, as mails name it

    bool is_on() const { return !server.empty(); }
};

// Why it cannot be used so: which option and what is wrong; empty when it can.
struct Unfit {
    std::string option, why, instead;
};
Unfit unfit(const MailSettings& settings);

} // namespace assent::mail
