#pragma once
// What still has to be asked, and of whom: the fewest facts whose favourable answers would settle
// the decision the way its open line says. What cannot change the outcome is not asked, and what is asked can
// be told under its name.

#include <string>
#include <vector>

#include "policy/decide.hpp"

namespace assent::policy {

struct Question {
    std::string fact;    // "member.birth_date", "left in therapy units"
    std::string told_as; // where a request says it: "member.birth_date", "ledger.therapy units.used"
    std::string question;
    std::string from;               // the party or system that can tell
    std::vector<std::size_t> lines; // service lines it is about, from 1; empty: the request, or all its lines

    friend bool operator==(const Question&, const Question&) = default;
};

// Of a request that is in no case: what a case would tell is asked as well. Where that is of the request
// itself, as its type is, it is asked first and alone, since it decides what else matters. In the order in
// which the facts are declared. Empty unless the verdict asks.
std::vector<Question> questions(const Program&, const Facts&, const Verdict&);

// Of a request in a case, whose own facts the engine fills in: nobody is asked for them here and below.
std::vector<Question> questions_in_case(const Program&, const Facts&, const Verdict&);

// Every fact that is not known, and that something open rests on: a criterion, or a line of a decision. No
// other answer can change what the software concludes any more.
std::vector<Question> open_questions(const Program&, const Facts&);

// Everything behind those criteria, a bit each, that is not known and somebody could tell, whether or not an
// answer would change anything: what is blank on a form that goes back.
std::vector<Question> untold(const Program&, const Facts&, std::uint64_t criteria);

// The service lines, from 1, for which one of those criteria is not met; none when it is not for a line's
// sake.
std::vector<std::size_t> lines_against(const Program&, const Facts&, std::uint64_t criteria);

} // namespace assent::policy
