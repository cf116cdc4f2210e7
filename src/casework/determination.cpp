#include "casework/determination.hpp"

namespace assent::casework {
namespace {

const Granted* found(const std::optional<Granted>& granted) { return granted ? &*granted : nullptr; }

const Granted* granted(const Approval& approval) { return &approval.granted; }
const Granted* granted(const AdverseDetermination& adverse) { return found(adverse.content().granted); }
const Granted* granted(const ReportedOutcome& reported) { return found(reported.granted); }
const Granted* granted(const Yes&) { return nullptr; }

template <typename One>
const auto& written(const One& one) {
    if constexpr (std::is_same_v<One, AdverseDetermination>) {
        return one.content();
    } else {
        return one;
    }
}

} // namespace

const Granted* granted_by(const Determination& determination) {
    return std::visit([](const auto& one) { return granted(one); }, determination);
}

std::string_view rationale_of(const Determination& determination) {
    return std::visit(
        [](const auto& one) -> std::string_view {
            if constexpr (std::is_same_v<decltype(one), const ReportedOutcome&>) {
                return one.words;
            } else {
                return written(one).rationale;
            }
        },
        determination);
}

Criteria criteria_of(const Determination& determination) {
    return std::visit(
        [](const auto& one) -> Criteria {
            if constexpr (std::is_same_v<decltype(one), const ReportedOutcome&>) {
                return {};
            } else {
                return written(one).criteria;
            }
        },
        determination);
}

bool is_adverse(const Determination& determination) {
    const auto* reported = std::get_if<ReportedOutcome>(&determination);
    return reported ? reported->adverse : std::holds_alternative<AdverseDetermination>(determination);
}

} // namespace assent::casework
