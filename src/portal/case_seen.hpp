#pragma once
// A case as one visitor sees it, for every page that shows any of it: read through the desk, which refuses
// what is not theirs; what of it may be shown is asked of authority.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/review.hpp"
#include "casework/situation.hpp"
#include "portal/html.hpp"
#include "portal/visit.hpp"

namespace assent::portal {

// The number of a case as somebody writes it: "C12"; or "m7/c12" of an address, or "C12-1" of a letter.
std::string case_number_in(std::string_view written);

class CaseSeen {
public:
    CaseSeen(desk::CaseFile file, casework::Actor actor, calendar::Instant now);

    const desk::CaseFile& file() const { return file_; }
    const casework::RuleBook& book() const { return file_.rules->book(); }
    const policy::Program& program() const { return file_.rules->program(); }
    const std::string& member() const { return file_.now.member.text; }
    std::string number() const;  // "C12"
    std::string address() const; // "/cases/M7/C12"

    casework::Situation situation(casework::RequestNo request) const;
    const std::string& type(casework::RequestNo request) const; // "continued stay"

    // Whether an act is permitted to whoever looks.
    bool may(casework::CaseAct act, casework::RequestNo request) const;
    // Whether it is on the desk of whoever looks, to be reviewed now. What was decided is on nobody's, though
    // a level may still reduce it; nor is what is on hold.
    bool may_review(casework::RequestNo request) const;
    bool may_at_level(policy::LevelAct act, casework::RequestNo request) const;
    // The first condition that the level sets that act and that does not hold; nothing when all hold.
    std::optional<casework::Promise> held_back(policy::LevelAct act, casework::RequestNo request) const;
    bool is_shown(std::uint16_t fact) const;
    bool is_shown(const casework::Thread& thread) const;
    bool is_shown(const casework::TermKey& term) const;
    // Whether whoever looks is the party of that name, towards the request that needs a reader first.
    bool is(std::string_view party) const;
    bool may_contact(std::uint16_t party, casework::RequestNo request) const;
    // By that channel; otherwise by the portal, or for others where the visitor writes down what they ask.
    bool may_ask(std::uint16_t type, casework::RequestNo about,
                 std::optional<policy::Channel> by = std::nullopt) const;

    calendar::Instant now() const { return now_; }

    // The request that needs a reader first: the latest that is open, or else the latest.
    casework::RequestNo first() const;

    // A value that somebody told, as a form has it, and as it is read; a list with commas.
    std::string told(casework::RequestNo request, std::uint16_t fact, int line = -1) const;
    std::string read(casework::RequestNo request, std::uint16_t fact, int line = -1) const;

    // All that was told of a line: "code 97110, units 72".
    std::string line_told(casework::RequestNo request, std::uint16_t line) const;

private:
    casework::Authority authority() const { return {book(), file_.now, actor_, now_}; }

    desk::CaseFile file_;
    casework::Actor actor_;
    calendar::Instant now_;
};

// Why a request ended without a decision: the words of whoever ended it, or the rules that are not met and
// what is wrong by them, as its notice says it; nothing when it did not.
Html why_ended(const CaseSeen& seen, casework::RequestNo request);

// What was told of a request, but for its lines; nothing when nothing was.
Html told_of(const CaseSeen& seen, casework::RequestNo request);

// A paper by its kind, with the way to its pages and its content when it has any.
Html named(const CaseSeen& seen, const casework::Paper& paper);

// The request that a place of the address numbers, from 1; nothing when there is none.
std::optional<casework::RequestNo> request_at(const CaseSeen& seen, const std::string& place);

// The case of the first two places of the address; nothing when there is none, or it is not theirs to see.
std::optional<CaseSeen> case_of(const Visit& visit, const Services& services);

} // namespace assent::portal
