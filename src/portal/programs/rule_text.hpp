#pragma once
// The text of a program as its readers see it: rule by rule, each with the phrases, sections and assumptions
// that it rests on, and what became of them from one version to another. Texts alone: nothing here decides,
// and a text that was never checked is taken as far as it can be read.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace assent::portal {

struct RuleText {
    std::string kind;    // "duty"
    std::string name;    // "decide at first level"
    std::string comment; // what its writer says above it
    std::string lines;   // the rule itself, in the layout of the language, without what it rests on
    std::vector<std::string> quotes, cites, assumes;

    bool is_assumption() const { return kind == "assumption"; }
    std::string called() const { return name.empty() ? kind : kind + " " + name; }
};

std::vector<RuleText> rules_in(std::string_view policy);

enum class Became : std::uint8_t { Added, Removed, Changed };

struct RuleChange {
    Became what = Became::Changed;
    RuleText rule;                    // as it is now, or was last
    std::vector<std::string> out, in; // its lines that went and came, also those it rests on
};

// Rules by their kind and name. One that only moved is not told; one whose lines only moved has none of them.
std::vector<RuleChange> rule_changes(std::string_view before, std::string_view after);

// Of another text that belongs to a program: a list, a letter, a calendar.
struct TextChange {
    Became what = Became::Changed;
    std::string name; // "codes/therapy-codes.csv"
    std::vector<std::string> out, in;
};

using Parts = std::map<std::string, std::string>; // by name

std::vector<TextChange> text_changes(const Parts& before, const Parts& after);

// Whether a part is the text of rules: the program's own, or of one that it includes.
bool is_policy(std::string_view part);

} // namespace assent::portal
