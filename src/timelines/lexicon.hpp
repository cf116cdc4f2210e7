#pragma once
// What the words of a timeline can mean in one program: its parties, levels, requests, notices, terms and
// facts by name, the papers and credentials it speaks of, the roles and systems that act beside its parties.
// Made once for all timelines of the program; it reads nothing and keeps no place.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/actor.hpp"
#include "policy/names.hpp"
#include "policy/program.hpp"
#include "timelines/timeline.hpp"

namespace assent::timelines {

class Lexicon {
public:
    // Looks at the program for as long as it lives.
    explicit Lexicon(const policy::Program& of);

    const policy::Program& program;
    policy::Names names;
    std::vector<std::string> papers;      // documents, and the kinds of papers in their lists
    std::vector<std::string> credentials; // that a party must, or must not, hold
    std::vector<std::string> systems;     // that facts come from, and that are no parties

    // The role that stands at the start of `text`, the longest; a system is the role of that name.
    struct FoundRole {
        casework::Role role;
        std::string name; // of a system
        std::size_t length;
    };
    std::optional<FoundRole> role_at(std::string_view text) const;
    std::vector<std::string> role_words() const;

    const policy::FactDef& fact(std::uint16_t number) const { return program.facts[number]; }

private:
    void add_papers();
    void add_credentials();
    void add_systems();
};

// The longest of `words` with which `text` begins; "" when there is none.
std::string_view longest_of(std::string_view text, const std::vector<std::string>& words);

// Who has been called by a name so far, in one timeline.
using People = std::map<std::string, Who, std::less<>>;

} // namespace assent::timelines
