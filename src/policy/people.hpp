#pragma once
// Who takes part in a program, what papers there are, and where a request rests with people: parties,
// documents and levels. Names of other definitions stand here by their numbers in the program; any_object
// and the numbers of nobody in particular are below. Values without behaviour, read by PeopleReader.

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/definitions.hpp"
#include "policy/effect.hpp"
#include "policy/happening.hpp"

namespace assent::policy {

// Parties that every program has without declaring them.
constexpr std::uint16_t us = 0xFFFE;        // "we": who holds the program's seat
constexpr std::uint16_t anyone = 0xFFFD;    // "anyone"
constexpr std::uint16_t requester = 0xFFFC; // "the requester": who asked this request

// How something reaches somebody.
enum class Channel : std::uint8_t {
    Portal,
    Upload,
    Email,
    Fax,
    Phone,
    Mail,
    CertifiedMail,
    InPerson,
    Transmission,
};
constexpr std::size_t channels = 9;
using ChannelSet = std::bitset<channels>;

std::string_view to_text(Channel); // "portal", "certified mail", "in person"
std::optional<Channel> channel_of(std::string_view words);

// One thing a person or an organization can be or hold on a day: a party of this program, or a credential
// by its words ("licensed therapist"), for what a fact of the request says ("of request.discipline").
struct Standing {
    std::string credential; // "" when a party is meant
    std::uint16_t party = any_object;
    std::uint16_t of_fact = any_object; // the credential's scope is the value of this fact
    Piece source;
};

// All lines must hold on the day of the act. A party without any line is who the case names as it.
struct PartyDef {
    Piece name;
    std::vector<std::vector<Standing>> all; // of each, one must hold
    std::vector<Standing> none;             // none may hold
    bool without_conflict = false;          // `not in conflict`: towards nobody in the case
    bool without_earlier_part = false;      // `not involved in the request it is about`
    bool one_per_case = false;
    bool manages_own_users = false;
    Sources sources;
};

// Whether whoever is this party speaks for the member: one of its words is the member.
inline bool speaks_for_member(const PartyDef& party) {
    return std::any_of(party.all.begin(), party.all.end(), [](const auto& line) {
        return std::any_of(line.begin(), line.end(),
                           [](const Standing& one) { return one.credential == "member"; });
    });
}

// `kinds COLUMN in LIST for FACT, FACT`: the rows of the list whose columns agree with these facts.
struct DocumentKinds {
    std::uint16_t list = 0;
    std::uint16_t column = 0; // that names the paper
    struct Match {
        std::uint16_t column, fact;
    };
    std::vector<Match> where;
};

struct DocumentDef {
    Piece name;
    std::optional<DocumentKinds> kinds;
    std::vector<std::string> has; // what must be on it, or words for its kinds
    ChannelSet comes;
    std::vector<std::uint16_t> cover; // documents that go with one that is faxed
    std::optional<std::int32_t> pages;
    std::vector<std::uint16_t> signed_by; // parties
    std::vector<std::string> barcode;     // what its bar code says
    bool used_once = false;
    EventRef available_from; // from when its bar code exists
    std::int32_t at_least = 0;
    Effects misused;
    Sources sources;
};

// What may be done where a request rests.
enum class LevelAct : std::uint8_t {
    Approve,            // up to what was asked
    ApproveAsRequested, // exactly what was asked
    Deny,
    PartiallyDeny,
    Uphold,
    Modify,
    Reverse,
    End,
    Reduce,
    TechnicallyDeny,
    Pend,
    Refer,
    Return,
    Answer, // a request that asks yes or no: yes; `Deny` is no
};
constexpr std::size_t level_acts = 14;
using LevelActs = std::bitset<level_acts>;

std::string_view to_text(LevelAct);                   // "approve as requested"
std::optional<LevelAct> level_act_at(Cursor& cursor); // moves past it

// `if ACT or ACT CONDITION`: with the condition unknown or not met these acts are refused.
struct Guard {
    LevelActs acts;
    NodeId condition = no_node;
    Piece source;
    std::string words = {}; // of the condition, as it is written
};

struct LevelDef {
    Piece name;                           // "" adds its guards to every level
    std::vector<std::uint16_t> reviewers; // parties
    LevelActs may;
    std::vector<std::uint16_t> refers_to; // levels
    std::vector<std::string> teams;       // other places it may refer to, by their words
    std::vector<Guard> before, after;     // `if`, `after`
    bool records_criteria = false;        // criteria and their version with every determination
    bool records_rationale = false;       // a written rationale for each line
    std::string sees;
    std::uint16_t origin = 0; // among the program's origins
    Sources sources;
};

} // namespace assent::policy
