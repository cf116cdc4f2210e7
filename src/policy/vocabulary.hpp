#pragma once
// The sixteen words a policy is made of, and the keywords that may begin a line under each. The
// list is closed: a line that begins with none of them is a sentence or a condition where the
// construct has such, and a mistake everywhere else.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assent::policy {

enum class Construct : std::uint8_t {
    Program,
    Party,
    Fact,
    List,
    Criterion,
    Document,
    Request,
    Decision,
    Level,
    Limit,
    Ledger,
    Duty,
    Right,
    Notice,
    Assumption,
    Scenario,
};
constexpr std::size_t constructs = 16;

std::string_view to_text(Construct); // "program", ...
std::optional<Construct> construct_of(std::string_view text);
std::span<const std::string> construct_words(); // in the order of the enumeration

std::span<const std::string> keywords_of(Construct); // in no particular order
bool may_hold_sentences(Construct);                  // party must act, a condition, an act with its moment

// The keyword with which a line begins, the longest one, and how much of the line it takes.
struct Keyword {
    std::string_view name; // "" when the line begins with none
    std::size_t length = 0;
};
Keyword keyword_at(Construct, std::string_view line);

} // namespace assent::policy
