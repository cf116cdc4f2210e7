#pragma once
// The people of a timeline, as the desk would know them. The usual person of a party meets every one of its
// lines, so that a timeline only says in what somebody differs; a name is the same person all through, and
// everybody who asks acts for an office of their own. It decides nothing: what a person lacks is for the
// engine to find.

#include <map>
#include <string>
#include <vector>

#include "casework/actor.hpp"
#include "casework/rule_book.hpp"
#include "timelines/timeline.hpp"

namespace assent::timelines {

// What kind of account somebody of the party has, by how the program uses it. In this order: whoever reviews
// at a level is a reviewer; who manages the users of an office is its administrator; a party called as a role
// is that role; one who is the member, a parent, a guardian or a representative is of the member's side; a
// party that is another party has the role of that one; everybody else is a provider.
casework::Role role_of(const policy::Program&, std::uint16_t party);

class Cast {
public:
    // Looks at both for as long as it lives.
    Cast(const casework::RuleBook& book, const Timeline& timeline, casework::MemberId member);

    // Requires: `who` is not "the requester", whom only the case knows.
    casework::Actor actor(const Who& who) const;
    // Whom the case names: the usual person of each party without lines that is no role of an account.
    std::vector<casework::Participant> participants() const;

    // The changes that change nothing: `without` something that the usual person of that party has not
    // either.
    std::vector<std::string> idle_changes(const Person& person) const;

private:
    std::string id_of(const Who& who) const;
    void meet(std::uint16_t party, const Person* person, casework::Actor& actor, int depth) const;
    void hold(const policy::Standing& standing, const Person* person, casework::Actor& actor) const;
    void change(const Person& person, casework::Actor& actor) const;
    const Person* described(const std::string& name) const;
    void learn_scope(const Telling& telling);

    const casework::RuleBook& book_;
    const Timeline& timeline_;
    casework::MemberId member_;
    std::map<std::uint16_t, std::vector<std::string>> scopes_; // what is told of a fact, in words
};

} // namespace assent::timelines
