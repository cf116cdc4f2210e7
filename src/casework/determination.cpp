#include "casework/determination.hpp"

namespace assent::casework {
namespace {

const Granted* found(const std::optional<Granted>& granted) { return granted ? &*granted : nullptr; }

const Granted* granted(const Approval& approval) { return &approval.granted; }
const Granted* granted(const AdverseDetermination& adverse) { return found(adverse.content().granted); }
const Granted* granted(const ReportedOutcome& reported) { return found(reported.granted); }
const Granted* granted(const Yes&) { return nullptr; }

} // namespace

const Granted* granted_by(const Determination& determination) {
    return std::visit([](const auto& one) { return granted(one); }, determination);
}

bool is_adverse(const Determination& determination) {
    const auto* reported = std::get_if<ReportedOutcome>(&determination);
    return reported ? reported->adverse : std::holds_alternative<AdverseDetermination>(determination);
}

} // namespace assent::casework
