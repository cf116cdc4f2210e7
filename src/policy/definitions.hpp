#pragma once
// What a program declares, one kind after the other: facts, lists, criteria, decisions, limits, ledgers,
// assumptions. Values without behaviour; conditions stand in the program's rules and are named here by
// their nodes. Every piece knows the line it was written on.

#include <bitset>
#include <optional>
#include <string>
#include <vector>

#include "codes/dated_list.hpp"
#include "policy/block.hpp"
#include "policy/list_table.hpp"
#include "policy/rules.hpp"
#include "policy/type.hpp"

namespace assent::policy {

// What a rule rests on: phrases of the program's document, sections of law, named assumptions.
struct Sources {
    std::vector<Piece> quotes; // without their quotation marks
    std::vector<Piece> cites;
    std::vector<Piece> assumes;
};

// Of which day the member's record tells a fact.
struct DayOfRecord {
    std::optional<std::uint16_t> date; // a fact that somebody tells; none: today
    bool or_today = false;             // today as long as nobody has told it
};

struct FactDef {
    Piece name;
    Type type;
    std::string from;     // the party or system that can tell
    std::string question; // what it is asked
    bool per_line = false;
    std::uint16_t slot = 0;                      // among the facts of the request, of a line, or the lists
    bool is_derived = false;                     // the engine works it out, and nobody is asked
    NodeId derived = no_node;                    // how
    bool judged = false;                         // a person answers; the software never does
    bool of_case = false;                        // the engine fills it in, and nobody is asked
    std::vector<std::uint16_t> hidden_from = {}; // parties who are never shown it
    std::optional<DayOfRecord> as_of = {};       // the member's record tells it
    Sources sources;
};

struct Column {
    std::string name;
    bool numeric = false; // every cell is a whole number
};

struct ListDef {
    Piece name;
    std::vector<Column> columns;
    Sources sources;
    std::optional<codes::DatedList> rows; // none when its file could not be read
    ListTable table;
};

struct CriterionDef {
    Piece name;
    NodeId root = no_node; // none for one that is judged
    bool judged = false;
    Sources sources;
};

enum class Act : std::uint8_t {
    Approve,
    Offer,
    Refer,
    Ask,
    SayNotRequired,
    Correct,
    Cancel,
    Return,
    End,
    Convert,
    Expedite,
    Combine,
    Route,
    Hold,
    Warn,
    Flag,
    Advise, // notes: they are said, and the decision goes on
};

std::string_view to_text(Act);
constexpr bool is_note(Act act) { return act >= Act::Warn; }

enum class SpanUnit : std::uint8_t { Days, Months };

struct TimeSpan {
    std::int64_t count = 0;
    SpanUnit unit = SpanUnit::Days;
};

// `when CONDITION then ACT`; without a condition it is the `otherwise` line.
struct DecisionLine {
    NodeId when = no_node;
    Act act = Act::Refer;
    std::string object;    // refer to what, end as what, warn of what
    NodeId from = no_node; // the first day of an approval
    std::optional<TimeSpan> length;
    std::uint16_t ledger = 0; // of an offer
    Piece source;
};

struct DecisionDef {
    Piece name;
    std::vector<DecisionLine> lines;
    Sources sources;
};

// What of an approval a limit bounds: its days, or what a service line of it may have.
enum class Bounded : std::uint8_t { From, Through, Units, Frequency, Duration, Line };
enum class BoundForm : std::uint8_t { Value, Span, DayOf, LastDayInList, AsRequested };

// The days of an approval are the software's own; the amounts of a line are for whoever approves lines.
constexpr bool bounds_days(Bounded what) { return what <= Bounded::Through; }

// `through at most 12 months from FACT`, `through at most last day of FACT in LIST from FACT`, `units at
// most FACT`, `exactly as requested` (of the whole line) ...
struct Bound {
    Bounded what = Bounded::Through; // `from at least`, `through at most`: a limit only ever narrows
    BoundForm form = BoundForm::Value;
    NodeId date = no_node;  // the value, a day or a number, or the day counted from
    TimeSpan span;          // of Span; the number of the day in DayOf
    std::uint16_t list = 0; // of LastDayInList
    NodeId key = no_node;   // of LastDayInList; a list fact has its slot in `many`
    std::optional<std::uint16_t> many;
    std::uint16_t fact = 0; // of LastDayInList: whose codes
    Piece source;
};

struct LimitDef {
    Piece name;
    NodeId when = no_node;   // binds only then
    NodeId unless = no_node; // and not then
    std::vector<Bound> bounds;
    Sources sources;
};

// What gives back what an approval set aside on a ledger.
enum class Release : std::uint8_t { Void, Expiry, Reduction };

struct LedgerDef {
    Piece name;
    std::int64_t holds = 0;              // in a calendar year
    std::optional<std::int64_t> warn_at; // units used from which a member is near the limit
    NodeId counts = no_node;             // what a service line takes from it
    NodeId by = no_node;                 // the date in whose year it is taken
    bool reserves = false;               // an approval sets aside what it takes
    std::bitset<3> releases;             // of Release
    std::string question;
    std::uint16_t slot = 0; // of the units used, among the facts of the request
    Piece holds_source, warn_source;
    Sources sources;
};

struct AssumptionDef {
    Piece name;
    std::string reading;
    Sources sources;
};

} // namespace assent::policy
