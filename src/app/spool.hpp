#pragma once
// Where what is owed leaves the house while no printer, mailer or fax is connected: a file for each parcel in
// a folder for its channel, durable before it counts as sent, for whoever fetches it: to whom and as what,
// and its text; an e-mail has none, and a transmission has what is approved in figures. What goes by the
// portal is there for its reader at once. The same parcel that comes again takes the place of itself.

#include <filesystem>

#include "desk/outbox.hpp"

namespace assent::app {

class Spool final : public desk::Carrier {
public:
    explicit Spool(std::filesystem::path folder) : folder_(std::move(folder)) {}

    desk::Sending send(const desk::Parcel& parcel) override;

private:
    std::filesystem::path folder_;
};

} // namespace assent::app
