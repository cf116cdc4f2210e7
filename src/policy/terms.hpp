#pragma once
// What parties ask, owe and may: requests, duties and rights, notices. The time in a request's `submit`
// line and in a notice's `to` line is a right or a duty like any other, so that there is one list of terms
// and one way to work them out. Values without behaviour, read by TermReader and PeopleReader.

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/effect.hpp"
#include "policy/moment.hpp"
#include "policy/people.hpp"

namespace assent::policy {

enum class TermKind : std::uint8_t { Duty, Right };

// What a party owes or may do. Each is done by the event of its command.
enum class Deed : std::uint8_t {
    Submit,        // object: request
    Supply,        // "supply information"
    Decide,        // object: request, or level with `at_level`; any_object: whatever rests with us
    Send,          // object: notice; also `deliver`
    Report,        // object: fact
    Contact,       // object: party
    Answer,        // "answer question", "answer message", "answer complaint", "answer inquiry"
    Extend,        // object: duty
    AskToExpedite, // "ask to expedite"
    Expedite,      // "expedite or refuse to"
    Direct,        // "direct the review"
    Ask,           // "ask a question", "complain", "inquire": opens a thread
    Enter,         // "ask for NAME": something beyond this program, named by words
};

struct PartyAct {
    Deed deed = Deed::Decide;
    std::uint16_t object = any_object;
    bool at_level = false; // `decide at LEVEL`: a referral away from the level does it too
    Happening thread = Happening::QuestionAsked; // of Answer and Ask
    MomentId extended = no_moment;               // of Extend: the new due, counted from the old
    std::string words;                           // of Enter: what is asked for
};

// While this holds, a clock stands still: from the one event to the other.
struct Pause {
    EventRef from, to;
};

struct TermDef {
    Piece name;
    TermKind kind = TermKind::Duty;
    std::vector<std::uint16_t> parties; // any of them does it
    PartyAct act;
    std::vector<EventRef> when; // each occurrence of any of these begins an instance
    NodeId condition = no_node; // `if`: it runs only where this is met
    NodeId unless = no_node;
    MomentId opens = no_moment, goal = no_moment, due = no_moment; // without due: no end
    std::vector<Pause> pauses;
    std::vector<EventRef> until;        // what ends an instance undone
    Effects effects;                    // missed, or lapsed
    Effects then;                       // of a right, when it is used
    Effects early;                      // of a submission before `opens`
    std::uint16_t request = any_object; // whose submit line it is
    std::uint16_t notice = any_object;  // whose line it is
    std::vector<std::uint16_t> to;      // of a notice's line: one of these parties gets it
    ChannelSet channels;                // of a notice's line: any of them; none: by that of the request
    std::string form;                   // of a notice's line: its template, "" for the notice's
    std::uint16_t origin = 0;           // 0: this program's own; else an included one
    Sources sources;
};

// What a request can be about: an earlier one's determination, or the request itself.
enum class Subject : std::uint8_t {
    Authorization, // something was approved
    Denial,
    PartialDenial,
    TechnicalDenial,
    CountedDenial, // a clock that counts as a denial
    EndedService,
    Stay,
};
constexpr std::size_t subjects = 7;
using SubjectSet = std::bitset<subjects>;

// `by PARTY or PARTY by CHANNEL, CHANNEL or CHANNEL`; without channels, by any.
struct AskedBy {
    std::vector<std::uint16_t> parties;
    ChannelSet channels;
    Piece source;
};

struct RequestDef {
    Piece name;
    bool opens_case = false;
    SubjectSet about;                       // none: it stands alone
    std::vector<std::uint16_t> about_types; // requests, by their numbers
    SubjectSet not_about;
    std::vector<std::uint16_t> not_about_types;
    std::vector<AskedBy> by;
    bool asks_lines = true;              // false: it asks an answer, yes or no, or nothing
    std::vector<std::uint16_t> with;     // documents that must come with it
    std::vector<std::uint16_t> may_with; // `with NAME if any`
    NodeId condition = no_node;          // `if`: all must be met for it to be taken
    std::uint16_t submit = any_object;   // its term
    std::uint16_t level = any_object;    // where it goes
    bool last = false;                   // `then no further request about it`
    Sources sources;
};

struct NoticeDef {
    Piece name;
    std::vector<EventRef> when;
    NodeId condition = no_node, unless = no_node;
    std::vector<std::uint16_t> lines; // its terms: one for each party and channel
    std::vector<std::string> says;    // elements of its template that must be there
    std::string form;                 // its template, "" for that of its own name
    struct ServedBy {
        Channel channel;
        Piece words; // what date counts
    };
    std::vector<ServedBy> served;
    std::string copy, returned;
    std::uint16_t origin = 0;
    Sources sources;
};

} // namespace assent::policy
