#pragma once
// Hands mails to one SMTP server, one after the other over a connection that stays open between them. It
// speaks TLS 1.2 or later and believes no certificate that it cannot trace, unless it is told that the server
// is on this machine. It waits ten seconds for a connection and half a minute for the rest, and not at all
// once it is stopped. No password and no address is in what it says went wrong.

#include <atomic>
#include <memory>
#include <string>

#include "desk/outbox.hpp"
#include "mail/mail_settings.hpp"

namespace assent::mail {

class Smtp {
public:
    explicit Smtp(const MailSettings& settings); // looks at them for as long as it lives
    ~Smtp();
    Smtp(const Smtp&) = delete;
    Smtp& operator=(const Smtp&) = delete;

    // Sent once the server has taken it; Later for whatever else.
    desk::Sending send(const std::string& to, const std::string& message);

    // Whether the server was there the last time, whatever it answered.
    bool was_reached() const { return reached_; }

    // From any thread: what is being sent is broken off, and will be sent again.
    void stop() { stopped_ = true; }

private:
    struct Handle;

    const MailSettings& settings_;
    std::atomic<bool> stopped_{false};
    bool reached_ = true;
    std::unique_ptr<Handle> handle_;
};

} // namespace assent::mail
