#pragma once
// What the history of a request can hold, as a policy names it: the events of the one lifecycle, a fact
// that holds a moment, and what becomes of duties and rights. Moments are counted from these and from
// nothing else. The list is closed; a program that needs one more event declares a moment fact.

#include <cstdint>
#include <optional>
#include <string_view>

#include "policy/cursor.hpp"
#include "policy/names.hpp"

namespace assent::policy {

enum class Happening : std::uint8_t {
    Received,  // "received", "receipt": it reached the one who decides
    Submitted, // "submitted"
    Completed, // "complete information": the last missing item arrived
    Pended,    // "pended", "pended at LEVEL"
    Supplied,  // "supplied"
    Suspended, // "suspended"
    Reopened,  // "reopened"
    Assigned,  // "assigned"
    Referred,  // "referred", "referred to LEVEL"
    Decided,   // "decided", "determination": the last of its lines has a determination
    Approved,  // all lines as requested
    PartiallyDenied,
    Denied,
    Upheld,
    Modified,
    Reversed,
    TechnicallyDenied,
    NotRequired,
    Cancelled,
    Returned,
    Refused, // "refused": late, or by somebody who may not ask
    Withdrawn,
    ExpediteAsked, // "expedite asked"
    Expedited,
    ExpediteRefused, // "expedite refused"
    Converted,       // "converted": it went on as another request
    NotReviewed,     // "not reviewed": the program ends it so
    Voided,
    Reduced,
    Extended,         // "extended": a duty, to a later moment
    Ended,            // "ended": a service already approved, before its last day
    ConcernRaised,    // "concern raised": a flag of which no provider is told
    QuestionAsked,    // "question asked", on the request's own thread
    MessageLeft,      // "message left", after hours
    ComplaintMade,    // "complaint made"
    InquiryMade,      // "inquiry made"
    Answered,         // "answered": one of the four above
    Contacted,        // "contacted PARTY"
    Dated,            // "notice of NAME": the date printed on it
    Sent,             // "notice of NAME sent"
    Served,           // "notice of NAME served"
    CameBack,         // "notice of NAME came back"
    Told,             // the name of a fact that holds a date or a moment: its value
    LastDayCertified, // "last day certified" of the authorization in question
    Missed,           // "NAME missed", of a duty
    Lapsed,           // "NAME lapsed", of a right
    Opens,            // "NAME opens", of a duty or a right
    RequestOpens,     // "NAME opens", of a request: from when it may be submitted
    RequestLapsed,    // "NAME lapsed", of a request: until when it could be
};
constexpr std::size_t happenings = static_cast<std::size_t>(Happening::RequestLapsed) + 1;

constexpr std::uint16_t any_object = 0xFFFF;

// One thing that can have happened: `which` is the level, notice, party, fact, term or request it is about,
// by its number in the program; any_object where it does not matter.
struct EventRef {
    Happening what = Happening::Received;
    std::uint16_t which = any_object;

    friend bool operator==(const EventRef&, const EventRef&) = default;
};

// The words of a happening, for messages and for output: "pended"; without the name it may be about.
std::string_view to_text(Happening);

// Whether its words alone are an event: of "pended", not of "missed".
bool stands_alone(Happening);

// Reads one event where the cursor stands; nothing, and the cursor unmoved, when none stands there.
//   event = word of the closed list | "pended at" LEVEL | "referred to" LEVEL | "contacted" PARTY | FACT
//         | [ "date of" ] "notice of" NOTICE | "notice of" NOTICE , ( "sent" | "served" | "came back" )
//         | "sending of notice of" NOTICE | "receipt of notice of" NOTICE          (served)
//         | TERM , ( "missed" | "lapsed" | "opens" ) | REQUEST , ( "lapsed" | "opens" ) ;
// Of several readings the longest is meant, and of two as long the declared name.
std::optional<EventRef> event_at(Cursor& cursor, const Names& names);

} // namespace assent::policy
