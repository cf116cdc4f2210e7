#pragma once
// The carrier of what goes by e-mail; everything else it hands on to another one. What is owed by e-mail
// leaves as a mail that says there is something to read, to whoever it is owed; nothing of the notice is in
// it. A server that cannot be reached is left alone for half a minute, so that a thousand mails that wait do
// not wait for it one by one.

#include <functional>
#include <optional>

#include "mail/smtp.hpp"

namespace assent::mail {

class Postman final : public desk::Carrier {
public:
    // Looks at the store and the other carrier for as long as it lives.
    Postman(MailSettings settings, store::Store& store, desk::Carrier& others,
            std::function<calendar::Instant()> clock);

    desk::Sending send(const desk::Parcel& parcel) override;
    desk::Sending tell(const desk::AccountNote& note) override;

    void stop() { smtp_.stop(); }

private:
    struct Mail {
        desk::NoteKind kind;
        std::string path, mark, to;
    };

    desk::Sending post(const Mail& mail);

    MailSettings settings_;
    store::Store& store_;
    desk::Carrier& others_;
    std::function<calendar::Instant()> clock_;
    Smtp smtp_;
    std::optional<calendar::Instant> failed_at_; // when the server was not reached last
    std::string why_;
};

} // namespace assent::mail
