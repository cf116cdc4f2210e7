#pragma once
// What still has to be asked, and of whom: the fewest facts whose favourable answers would settle
// the decision the way its open line says. What cannot change the outcome is not asked.

#include <string>
#include <vector>

#include "policy/decide.hpp"

namespace assent::policy {

struct Question {
    std::string fact; // "member.birth_date", "left in therapy units"
    std::string question;
    std::string from;               // the party or system that can tell
    std::vector<std::size_t> lines; // service lines it is about, from 1; empty: the request, or all its lines

    friend bool operator==(const Question&, const Question&) = default;
};

// In the order in which the facts are declared. Empty unless the verdict asks.
std::vector<Question> questions(const Program&, const Facts&, const Verdict&);

// Every fact that is not known, and that something open rests on: a criterion, or a line of a decision. No
// other answer can change what the software concludes any more.
std::vector<Question> open_questions(const Program&, const Facts&);

// Everything behind those criteria, a bit each, that is not known and somebody could tell, whether or not an
// answer would change anything: what is blank on a form that goes back.
std::vector<Question> untold(const Program&, const Facts&, std::uint64_t criteria);

} // namespace assent::policy
