#pragma once
// What a reviewer has before them while they write a decision: everything that it promises, kept or not yet,
// and the notice that it would owe as its reader will see it. Looking grants nothing and changes nothing:
// decide() looks at all of it again.

#include <optional>
#include <string>
#include <vector>

#include "casework/decide.hpp"

namespace assent::casework {

struct Promise {
    std::string words;  // "the criteria and their version are named"; of a condition, the program's own
    std::string source; // the phrase of the program that it rests on; "" when it holds for every program
    bool kept = false;
    std::string question = {}; // of a condition: what its fact is asked by
    bool settled = false;      // it was told otherwise, and nothing that is still to come will change that
    std::string unkept =
        {}; // of a condition that does not hold: "this must be met, and is not: within order"
};

// The conditions that a level sets an act, with those of levels without a name, which hold at every one.
std::vector<Promise> conditions_of(policy::LevelAct act, std::uint16_t level, RequestNo request, const Case&,
                                   const RuleBook&);

// What the decision promises; each once. Requires: its request is one of the case, and in review at a level.
std::vector<Promise> promises(const Decide&, const Case&, const Context&);

// The notice that the program owes with an adverse outcome of the request, composed with what is written so
// far: what is missing in it is blank. Nothing when nothing adverse is decided, or none is owed.
std::optional<ComposedNotice> adverse_notice(const Decide&, const Case&, const Context&);

} // namespace assent::casework
