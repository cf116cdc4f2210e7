#pragma once
// What follows when a duty is missed or a right lapses: a closed list of six kinds. None of them is a
// determination: an expired clock may open rights and owe notices, it never says no to care.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent::policy {

enum class EffectKind : std::uint8_t {
    // Tell
    Alert,         // "alert ROLE"
    Remind,        // "remind PARTY"
    Warn,          // "warn", "warn PARTY"
    SendAgain,     // "send again": the notice whose duty it is, or whose sending began the duty
    TellRequester, // "tell the requester"
    // Move
    Suspend,
    DecideOnWhatIsKnown, // "decide on what is known"
    Refuse,
    Accept,
    Convert, // "convert to REQUEST"
    Reopen,  // "reopen"
    Close,   // "close"
    ReferTo, // "refer to LEVEL"
    // Approve, where law deems it so
    ApproveAsAsked, // "approve as asked"
    // Open
    Open,              // "open NAME": a right
    OpenRequest,       // "open NAME": a request
    CountsAsDenial,    // "counts as a denial": opens what is about a denial
    CountsAsExhausted, // "counts as exhausted": opens what comes next
    // Bind
    ApplyLimit,          // "apply LIMIT"
    LimitDatesToReceipt, // "limit dates to receipt"
    // Note
    Liable,        // "liable", with words
    ServiceGoesOn, // "the service goes on"
    Nothing,       // "nothing"
};

struct Effect {
    EffectKind kind = EffectKind::Nothing;
    std::uint16_t object = 0xFFFF; // of a party, level, limit, request or term, by its number
    std::string words;             // whom to alert; for what somebody is liable
};
using Effects = std::vector<Effect>;

// What follows from a missed duty that says nothing else: the supervisor is alerted.
Effects usual_effects();

std::string_view to_text(EffectKind); // "alert", "counts as a denial"

} // namespace assent::policy
