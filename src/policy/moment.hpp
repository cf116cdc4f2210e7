#pragma once
// The grammar of moments and spans: when a duty is due, a right opens and ends. A moment is a small tree
// over events of the history; it says nothing of how it is worked out, and the same words give the same
// tree everywhere. The units are of the program's calendar; hours and minutes run on absolute time.
//
//   moment = "at once" | span , ( "after" | "before" | "of" ) , moment | event
//          | ( "the earlier of" | "the later of" ) , moment , "and" , moment
//          | ( "end" | "start" ) , "of the day of" , moment | "close of business of the day of" , moment
//          | "noon of the day" , ( "of" | "after" | "before" ) , moment
//          | "the next business day" , ( "after" | "on or after" ) , moment
//          | "the time to" , duty ;
//   span   = number , [ "business" | "working" | "calendar" ] , ( "minutes" | "hours" | "days" | "months" ) ;
//   window = "within" span [ ( "of" | "after" ) moment ] | "by" moment | "before" moment | "from" moment
//          | "from" n "to" n [ kind ] unit "before" moment | "from" moment "to" moment | "at any time" ;
//
// `of` counts forward. Days of no kind are calendar days. The day of the start is day 0; a span of days or
// months ends with its last day, local time; "before" a date ends at the last second before that day.

#include <cstdint>
#include <string_view>
#include <vector>

#include "policy/happening.hpp"

namespace assent::policy {

using MomentId = std::uint16_t;
constexpr MomentId no_moment = 0xFFFF;

enum class MomentOp : std::uint8_t {
    Start,  // the event by which the duty or right began
    Event,  // the latest `event` of the request
    After,  // count units after `first`
    Before, // count units before `first`
    Earlier,
    Later, // of `first` and `second`
    StartOfDay,
    EndOfDay,
    CloseOfBusiness,
    Noon,          // of the day that lies `count` days after that of `first`
    NextOpenAfter, // the first working day after the day of `first`
    NextOpenOnOrAfter,
    Due,              // of the duty `term`
    LastSecondBefore, // the last second before the day of `first`
};

enum class MomentUnit : std::uint8_t { Minutes, Hours, CalendarDays, WorkingDays, Months };

struct MomentNode {
    MomentOp op = MomentOp::Start;
    MomentUnit unit = MomentUnit::CalendarDays;
    std::int32_t count = 0;
    EventRef event;
    std::uint16_t term = any_object;
    MomentId first = no_moment;
    MomentId second = no_moment;
    Piece source; // the words it was read from
};

// The moments of one program, by number.
using Moments = std::vector<MomentNode>;

std::string_view to_text(MomentUnit); // "business days", "hours"

// What a moment counts from: its events, each once, and whether the start of its duty or right is one.
struct CountedFrom {
    std::vector<EventRef> events;
    bool start = false;
    std::vector<std::uint16_t> duties; // by whose time it goes
};
CountedFrom counted_from(const Moments&, MomentId);

// Where that moment counts from the event by which its duty or right began, it counts from the start: each
// instance from its own. An event that is itself the moment stays one.
void begin_with(Moments&, MomentId, const EventRef&);

} // namespace assent::policy
