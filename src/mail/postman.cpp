#include "mail/postman.hpp"

#include "mail/message.hpp"

namespace assent::mail {
namespace {

constexpr std::chrono::seconds left_alone{30};

using Result = desk::Sending::Result;

} // namespace

Postman::Postman(MailSettings settings, store::Store& store, desk::Carrier& others,
                 std::function<calendar::Instant()> clock)
    : settings_(std::move(settings)),
      store_(store),
      others_(others),
      clock_(std::move(clock)),
      smtp_(settings_) {}

// To several readers it is sent when all have it; then those before a failure get it twice.
desk::Sending Postman::send(const desk::Parcel& parcel) {
    if (parcel.channel != policy::Channel::Email) return others_.send(parcel);
    const auto addresses = desk::addresses_of(store_, parcel.to);
    if (addresses.empty())
        return {Result::Later,
                "no address for e-mail is known of whom it is owed: import emails, or have "
                "one of them ask to be written to"};
    for (const std::string& to : addresses) {
        desk::Sending sent = post({desk::NoteKind::SomethingNew, "/", parcel.mark, to});
        if (sent.result != Result::Sent) return sent;
    }
    return {};
}

desk::Sending Postman::tell(const desk::AccountNote& note) {
    return post({note.kind, note.path, note.mark, note.to});
}

desk::Sending Postman::post(const Mail& mail) {
    const calendar::Instant now = clock_();
    if (failed_at_ && now - *failed_at_ < left_alone) return {Result::Later, why_};
    desk::Sending sent =
        smtp_.send(mail.to, message(settings_, mail.kind, mail.path, {mail.mark, mail.to, now}));
    failed_at_.reset();
    if (sent.result == Result::Sent || smtp_.was_reached()) return sent;
    failed_at_ = now;
    why_ = sent.why;
    return sent;
}

} // namespace assent::mail
