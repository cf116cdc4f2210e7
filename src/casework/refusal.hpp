#pragma once
// Why a command was refused: the rule, in its own words, the phrase of the document it implements, and what
// the actor can do instead. It names words of policies and parts of requests, never a value of a member's
// fact.

#include <cstdint>
#include <string>
#include <string_view>

namespace assent::casework {

enum class RefusalKind : std::uint8_t {
    NotAllowed,   // this actor may not do this here, whatever the case says
    NotNow,       // the state of the request does not allow it
    NotTheirs,    // it belongs to somebody else: another office, another reviewer
    Unqualified,  // a credential is missing or has lapsed, a conflict, an earlier part
    Guarded,      // a condition of the level is not met
    AboveLimit,   // more than a limit allows
    Incomplete,   // something that must come with it does not: items, a reason, a rationale
    NotRequired,  // no review is needed
    CorrectFirst, // before submission something must be put right
    TooLate,
    NotEntitled, // nobody of this kind may ask this
    WrongChannel,
    Duplicate,
    NoNotice, // the notice that is owed with it does not pass its check
    Nothing,  // there is nothing to do it to
};

struct Refusal {
    RefusalKind kind = RefusalKind::NotAllowed;
    std::string rule;    // "physician level: may approve as requested, pend, deny, partially deny"
    std::string source;  // the phrase or section it rests on; "" for a rule of the engine
    std::string instead; // "refer it to the physician level"
};

std::string_view to_text(RefusalKind); // "above a limit"
std::string to_text(const Refusal&);   // a sentence each for the rule, its source and what to do instead

} // namespace assent::casework
