#pragma once
// Whether somebody is a party of a program towards a request on a day: its lines against dated rows of
// credentials and conflicts, and against who took part before. Each word that fails is told as a sentence,
// so that a refusal can say what is missing. It shows no value of a fact and no date of a row.

#include <string>
#include <string_view>
#include <vector>

#include "casework/actor.hpp"
#include "casework/case.hpp"
#include "casework/rule_book.hpp"

namespace assent::casework {

// What becomes of a credential "of FACT" while nobody has told the fact: for a reviewer it fails, for
// somebody who only now begins to ask it is left open.
enum class Untold : std::uint8_t { Fails, IsLeftOpen };

// Whether an account is this party by its role, so that no case names it.
bool is_by_account(const policy::PartyDef& party);

class PartyMatch {
public:
    // Looks at these for as long as it lives; `today` is the local day of the act.
    PartyMatch(const RuleBook& book, const Case& of, const Actor& actor, calendar::Date today)
        : book_(book), case_(of), actor_(actor), today_(today) {}

    // A sentence for each line of the party that fails, none when the actor is that party: "physician needs
    // active practice, which is not on file". Without a request every scope is left open.
    std::vector<std::string> failures(std::uint16_t party, RequestNo request,
                                      Untold untold = Untold::Fails) const;

    // Whether a conflict of interest holds today towards the member, somebody the case names, or whoever
    // asked the request or what it is about.
    bool in_conflict(RequestNo request) const;

    // In what the request is about; and where that is a dispute itself, in what it disputes.
    bool took_part_before(RequestNo request) const;
    bool is_named(std::uint16_t party) const; // the case names the person or organization as it
    bool is_among_us() const;                 // an account of whoever decides
    bool asked(RequestNo request) const;      // the person, or the organization they act for
    // Whether they asked the request or what it is about, or the case names them; without a request, any of
    // it.
    bool has_a_part(RequestNo request) const;
    bool acts(
        RequestNo request) const;   // the same, but for who is only written to: they do nothing in the case
    bool stands_for_member() const; // the member, or somebody with a credential towards them

private:
    struct Towards {
        RequestNo request;
        Untold untold;
        int depth; // of parties that are parties
    };
    enum class Held : std::uint8_t { No, OtherScope, Lapsed, Yes };

    std::vector<std::string> failures(std::uint16_t party, const Towards& towards) const;
    std::vector<std::string> failures_of(const policy::PartyDef& party, const Towards& towards) const;
    std::vector<std::string> unmet(const policy::PartyDef& party, const std::vector<policy::Standing>& any,
                                   const Towards& towards) const;
    std::string why_none(const policy::Standing& standing, const Towards& towards) const;
    bool holds(const policy::Standing& standing, const Towards& towards) const;
    Held held(const policy::Standing& standing, const Towards& towards) const;
    Held held_of(std::string_view credential, const std::string* scope) const;
    bool is_nameless(const policy::PartyDef& party) const;
    bool asked_about(RequestNo request) const;
    std::vector<const Request*> chain(RequestNo request) const; // it, what it is about, and so on

    const RuleBook& book_;
    const Case& case_;
    const Actor& actor_;
    calendar::Date today_;
};

} // namespace assent::casework
