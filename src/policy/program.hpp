#pragma once
// One version of one program, checked and ready to decide: its facts, lists, criteria, decisions,
// limits and ledgers by number, each with its sources and with the place it was written at. A value:
// it is read once, shared by whoever decides under it, and changed only by making another.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "calendar/date.hpp"
#include "codes/dated_list.hpp"
#include "policy/block.hpp"
#include "policy/list_table.hpp"
#include "policy/rules.hpp"
#include "policy/type.hpp"
#include "policy/words.hpp"

namespace assent::policy {

// What a rule rests on: phrases of the program's document, sections of law, named assumptions.
struct Sources {
    std::vector<Piece> quotes; // without their quotation marks
    std::vector<Piece> cites;
    std::vector<Piece> assumes;
};

struct FactDef {
    Piece name;
    Type type;
    std::string from;     // the party or system that can tell
    std::string question; // what it is asked
    bool per_line = false;
    std::uint16_t slot = 0;   // among the facts of the request, of a line, or the lists
    bool is_derived = false;  // the engine works it out, and nobody is asked
    NodeId derived = no_node; // how
    bool judged = false;      // a person answers; the software never does
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
    NodeId root = no_node;
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

enum class Bounded : std::uint8_t { From, Through };
enum class BoundForm : std::uint8_t { Value, Span, DayOf, LastDayInList };

// `through at most 12 months from FACT`, `through at most last day of FACT in LIST from FACT` ...
struct Bound {
    Bounded what = Bounded::Through; // `from at least`, `through at most`: a limit only ever narrows
    BoundForm form = BoundForm::Value;
    NodeId date = no_node;  // the value, or the day counted from
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

struct LedgerDef {
    Piece name;
    std::int64_t holds = 0;
    std::optional<std::int64_t> warn_at; // units used from which a member is near the limit
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

// The document a program implements, as its `source` line names it.
struct SourceDocument {
    std::string title, publisher, date, sha256;
    Piece place;
};

enum class VersionBy : std::uint8_t { Receipt, StartOfService, Opening };

struct Header {
    Piece id;
    std::string title;
    std::optional<SourceDocument> source;
    calendar::Date effective{};
    std::optional<calendar::Date> through; // none: onward
    VersionBy version = VersionBy::Receipt;
    std::string calendar;
    Sources sources;
};

// A number as it stands in a rule, to be looked for in the rule's phrases.
struct Literal {
    std::string text;
    Piece place;
    Construct construct;
    std::uint16_t owner = 0; // index among the definitions of that construct
};

// A scenario as it was written; it is read when it is run.
struct ScenarioText {
    std::string file;
    Block block;
};

struct Program {
    std::string file; // that its rules were read from
    Header header;
    std::string hash; // over rules, lists, calendars and includes; set by whoever read them
    std::vector<FactDef> facts;
    std::vector<ListDef> lists;
    std::vector<CriterionDef> criteria;
    std::vector<DecisionDef> decisions;
    std::vector<LimitDef> limits;
    std::vector<LedgerDef> ledgers;
    std::vector<AssumptionDef> assumptions;
    std::vector<ScenarioText> scenarios;
    std::vector<Block> others; // parties, documents, requests, levels, duties, rights, notices
    Words words;               // of facts and of lists
    std::vector<Literal> literals;
    Rules rules;
    std::uint16_t request_slots = 0, line_slots = 0, list_slots = 0;

    const FactDef* fact(std::string_view name) const; // null when there is none
    const AssumptionDef* assumption(std::string_view name) const;
};

// The list's rows as the evaluator reads them. Requires: its rows were read and their words are interned.
ListTable table_of(const Program&, const ListDef&);

// The most criteria one program can have: their truths travel as bits of one word.
constexpr std::size_t most_criteria = 64;

} // namespace assent::policy
