#pragma once
// One version of one program, checked and ready to decide: its facts, lists, criteria, decisions,
// limits and ledgers by number, each with its sources and with the place it was written at. A value:
// it is read once, shared by whoever decides under it, and changed only by making another.

#include <optional>
#include <string>
#include <vector>

#include "calendar/date.hpp"
#include "policy/definitions.hpp"
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
