#pragma once
// One version of one program, checked and ready to decide: its facts, lists, criteria, decisions,
// limits and ledgers by number, each with its sources and with the place it was written at. A value:
// it is read once, shared by whoever decides under it, and changed only by making another.

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "calendar/date.hpp"
#include "calendar/deadline.hpp"
#include "policy/definitions.hpp"
#include "policy/terms.hpp"
#include "policy/words.hpp"

namespace assent::policy {

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
    std::string zone; // by its IANA name; "" when the program keeps no hours
    calendar::OfficeHours hours;
    calendar::LateStart late_arrival = calendar::LateStart::AsReceived;
    bool asking = false;         // outcomes are somebody else's, and only reported
    std::vector<Piece> includes; // programs whose rules are added, by their ids
    Sources sources;
};

// Whose rules a definition is of: the program's own, or a program's that it includes. An included rule
// binds requests received while its own program holds, and counts on its own calendar.
struct Origin {
    std::string id, title, calendar, file;
    calendar::Date effective{};
    std::optional<calendar::Date> through;
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
    std::vector<PartyDef> parties;
    std::vector<DocumentDef> documents;
    std::vector<RequestDef> requests;
    std::vector<LevelDef> levels;
    std::vector<TermDef> terms; // duties and rights, in the order of the text; then those of other blocks
    std::vector<NoticeDef> notices;
    Moments moments;
    std::vector<Origin> origins; // the first is the program itself
    Words words;                 // of facts and of lists
    std::vector<Literal> literals;
    Rules rules;
    std::uint16_t request_slots = 0, line_slots = 0, list_slots = 0;

    const FactDef* fact(std::string_view name) const; // null when there is none
    const AssumptionDef* assumption(std::string_view name) const;
    // The file a piece was read from, and its place there: an included program's in its own.
    const std::string& file_of(const Piece& piece) const {
        return piece.origin < origins.size() ? origins[piece.origin].file : file;
    }
    base::Place place(const Piece& piece) const { return {file_of(piece), piece.line, piece.column, {}}; }
    bool has_casework() const { return !requests.empty() || !levels.empty() || !terms.empty(); }
};

// What each block rests on, in the order of the constructs; an included program's blocks as well.
std::vector<const Sources*> all_sources(const Program&);

// The criteria that the software's own decisions look at, a bit each; in a program without casework all. The
// others are for people, and for what they do at their levels.
std::uint64_t decided_criteria(const Program&);
// Those that a condition looks at by name or altogether.
std::uint64_t criteria_in(const Program&, NodeId condition);

// The list's rows as the evaluator reads them. Requires: its rows were read and their words are interned.
ListTable table_of(const Program&, const ListDef&);

// The most criteria one program can have: their truths travel as bits of one word.
constexpr std::size_t most_criteria = 64;

} // namespace assent::policy
