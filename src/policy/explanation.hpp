#pragma once
// Why a decision is what it is: the outcome with its reasons, what is asked, what is warned of, on
// which assumptions it rests, and one tree of every condition with what was seen of it. The same
// tree is told in sentences and printed as JSON; nobody works it out twice.

#include <optional>
#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "policy/decide.hpp"
#include "policy/questions.hpp"

namespace assent::policy {

struct Seen {
    std::string name;  // "member.birth_date", or what was worked out: "age from ... on ..."
    std::string value; // "1975-06-30"; "unknown"
    std::string from;  // who told it, or can; empty for what was worked out
};

struct Trace {
    std::string name; // of a criterion; otherwise empty
    std::string text; // as the policy has it
    Truth truth = Truth::Unknown;
    std::string quote; // the phrase it implements
    std::vector<std::string> assumptions;
    std::vector<Seen> seen;
    std::vector<Trace> conditions;
};

struct Explanation {
    std::string decision;             // "approve", "offer", "ask", "refer", ...
    std::string object;               // refer to what, end as what
    std::vector<std::string> because; // names of criteria
    std::vector<Question> ask;
    std::optional<std::int64_t> offer;
    std::optional<std::string> from,
        through; // dates of an approval; through is missing when nothing bounds it
    std::vector<std::string> warnings;
    std::vector<std::string> assumptions; // the rules consulted rest on these
    std::vector<Trace> trace;             // one for each criterion
};

Explanation explain(const Program&, const Facts&, const Verdict&);

// A value as people write it: "2026-11-28", "M54.50", "yes", "unknown".
std::string shown(const Program&, const Type&, Interval);

// In plain sentences, ended by a line end.
std::string to_sentences(const Program&, const Explanation&);

// The object `assent decide --json` prints.
void write_json(const Program&, const Explanation&, base::JsonWriter&);

} // namespace assent::policy
