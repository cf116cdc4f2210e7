#include "policy/effect.hpp"

namespace assent::policy {

Effects usual_effects() { return {{EffectKind::Alert, 0xFFFF, "supervisor"}}; }

std::string_view to_text(EffectKind kind) {
    switch (kind) {
        case EffectKind::Alert: return "alert";
        case EffectKind::Remind: return "remind";
        case EffectKind::Warn: return "warn";
        case EffectKind::SendAgain: return "send again";
        case EffectKind::TellRequester: return "tell the requester";
        case EffectKind::Suspend: return "suspend";
        case EffectKind::DecideOnWhatIsKnown: return "decide on what is known";
        case EffectKind::Refuse: return "refuse";
        case EffectKind::Accept: return "accept";
        case EffectKind::Convert: return "convert to";
        case EffectKind::Reopen: return "reopen";
        case EffectKind::Close: return "close";
        case EffectKind::ReferTo: return "refer to";
        case EffectKind::ApproveAsAsked: return "approve as asked";
        case EffectKind::Open:
        case EffectKind::OpenRequest: return "open";
        case EffectKind::CountsAsDenial: return "counts as a denial";
        case EffectKind::CountsAsExhausted: return "counts as exhausted";
        case EffectKind::ApplyLimit: return "apply";
        case EffectKind::LimitDatesToReceipt: return "limit dates to receipt";
        case EffectKind::Liable: return "liable";
        case EffectKind::ServiceGoesOn: return "the service goes on";
        case EffectKind::Nothing: return "nothing";
    }
    return {};
}

} // namespace assent::policy
