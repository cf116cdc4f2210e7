#pragma once
// A scenario with dated lines, as it was read: who did what at which moment, and what must be so then. Names
// are resolved against the program, so that a wrong word is a mistake at its place and not a surprise in
// play. It says nothing of what comes of a step: playing it does.
//
//   2026-11-24 10:05  requesting provider submits admission, without plan of care
//     expect  in review at first level
//
// The forms of steps and expectations stand in read_timeline.hpp.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "casework/case.hpp"
#include "casework/command.hpp"
#include "policy/program.hpp"

namespace assent::timelines {

using casework::RequestNo;
using policy::Piece;

// Who acts: somebody of a party, or of a role that is no party ("supervisor"); the same name is the same
// person all through a timeline, and without a name it is the party's own usual person.
struct Who {
    std::uint16_t party = policy::any_object;
    std::optional<casework::Role> role; // of one that is no party; "time" is Timer
    std::string name;
};

// `person "Dr. Lee" is physician, without hospital privileges, board certification until 2026-11-30`.
struct Person {
    std::string name;
    Who is;
    std::string scope; // "therapist of physical therapy"
    std::string as;    // "as parent of a minor member": which of several credentials makes them that party
    struct Change {
        std::string credential;
        bool without = false;
        casework::Validity valid;
    };
    std::vector<Change> changes;
    std::vector<Who> conflicts; // towards these
    bool conflict_with_member = false;
    Piece place;
};

// A value of a fact as it is told: "line.units 24", of line 1 unless another is named ("line 2 units 12").
// A list has one for each of its items, and a single one with the value "none" when it is known to be empty.
struct Telling {
    std::uint16_t fact = 0;
    int line = -1; // of a fact of the lines: its line, from 0
    Piece value;   // policy::value_of reads it
};

// One line of a decision as it was written; what is not said is what was asked.
struct Grant {
    std::optional<std::uint16_t> line; // from 1; none: all lines
    policy::LevelAct act = policy::LevelAct::Approve;
    std::optional<std::int64_t> units, frequency;
    std::optional<calendar::Date> from, through;
};

// What was done, as the text says it; which command it becomes is settled in play, where the case is known.
struct Deed {
    enum class Kind : std::uint8_t {
        Submits,
        Claims,
        Assigns, // `other` gets it
        Releases,
        Pends,
        Supplies,
        Files,
        Reports,
        Refers,
        Decides, // approves, denies, partially denies, upholds, modifies, reverses, answers yes or no
        TechnicallyDenies,
        Returns,
        Withdraws,
        Contacts,
        Asks, // a question, a message, a complaint, an inquiry
        Answers,
        Flags,
        Directs,
        Expedites, // also "asks to expedite"
        RefusesToExpedite,
        Extends,
        Corrects,
        Names,
        Voids,
        Reduces,
        Sends,
        Serves,
        GetsBack, // "notice of denial to recipient comes back"
        TimePasses,
        Closes,
    };
    Kind kind = Kind::TimePasses;
    std::optional<RequestNo>
        request; // from 0; none: the latest it can be about; of Submits: the one it is about
    std::uint16_t object = policy::any_object; // type, level, party, notice, term
    std::optional<policy::Channel> channel;
    std::vector<std::string> items;   // papers that come, or what is pended for; none: all that is awaited
    std::vector<std::string> without; // papers that do not come with it; "criteria", "rationale"
    std::vector<Telling> tellings;
    std::vector<Grant> grants;
    std::string words;             // a reason, a rationale, a text
    std::string criteria, version; // by which was decided; "" for the usual ones
    std::optional<Who> other;      // who is given it or named; whose notice it is
    std::optional<calendar::LocalMoment> arrived;
    std::optional<calendar::LocalMoment> until; // of Extends: the new due moment, the end of its day
    policy::Happening thread = policy::Happening::QuestionAsked;
    casework::Direction direction = casework::Direction::Continue;
    bool reached = false, hidden = false;
};

// What must be so after a step.
struct Expectation {
    enum class Kind : std::uint8_t {
        Refused,   // `words`: what the refusal says
        Is,        // the request is in `state`, decided with `outcome`, or ended `as`
        AtLevel,   // `object`
        Due,       // a running instance of one of `terms` is due `through`
        TermIs,    // term `object` is in `term_state`
        NoTerm,    // no running instance of term `object`, or of any duty
        Window,    // request type (`of_type`) or right `object` is open from `from` to `through`
        Notice,    // `object`, `to`, `channel`: composed since the last step
        NoNotice,  // of `object`, or none at all
        NoticeDue, // `object`, `to` is due `through`
        Line,      // of the line in `granted`: granted so, `denied`, or `undecided`
        FirstDay,  // no day before that of `from` is approved, or could be
        LastDay,   // the last day certified is that of `through`
        Reviewer,  // is called `words`; "": nobody
        Flagged,
        Alerted, // a duty's effect alerted `words`
        May,     // `who` may do `act`; to submit, perhaps the type `object`
        MayNot,
        Number, // the authorization's number is `words`
        Held,
        Left, // `amount` in the ledger `object`, in that `year`
        Open, // the latest `thread` is open, or answered
        Answered,
        Events, // the step recorded these kinds of `events`, in this order
    };
    Kind kind = Kind::Is;
    bool not_so = false;              // "not ..."
    std::optional<RequestNo> request; // none: the one the step was about
    std::uint16_t object = policy::any_object;
    bool of_type = false;
    std::vector<std::uint16_t> terms;
    std::optional<casework::State> state;
    bool asked = false; // received, and something was asked of somebody
    std::optional<casework::Overall> outcome;
    std::optional<casework::EndedAs> ended;
    bool voided = false;
    std::optional<std::string> term_state; // in casework's words: "done late"
    std::optional<std::uint16_t> to;
    std::optional<policy::Channel> channel;
    std::optional<calendar::LocalMoment> from, through; // a day alone is its end, or for `from` its start
    std::optional<Grant> granted;
    bool denied = false, undecided = false;
    policy::Happening thread = policy::Happening::QuestionAsked;
    Who who;
    std::string act; // in the words of the authority table, or of the acts of levels
    std::string words;
    std::int64_t amount = 0;
    std::optional<std::int32_t> year; // none: that of the base
    std::vector<std::string> events;  // "Pended", "Composed"
    Piece place;                      // the whole expectation
};

// `left in visits 10`: of an account of the member, when the timeline begins.
struct Balance {
    std::uint16_t ledger = 0;
    std::int64_t left = 0;
};

struct Step {
    calendar::LocalMoment at{};
    std::optional<std::string> clock; // "EST": which of two, when the clock shows the time twice
    Who who;
    Deed deed;
    std::vector<Expectation> expects;
    Piece place;
};

struct Timeline {
    std::string name;             // without ids
    std::vector<std::string> ids; // of the requirements it covers
    std::string file;
    std::string program;        // that it names; "" for one that lies in its program's folder
    std::vector<Telling> facts; // of the complete request that `submits` hands in
    std::vector<Balance> balances;
    std::vector<Person> people;
    bool outbox_by_hand = false;
    std::vector<Step> steps;
    Piece place;
};

} // namespace assent::timelines
