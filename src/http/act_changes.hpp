#pragma once
// What acts changed: each value of a case as it stood before an act and after it, by the clocks and under the
// version of the rules of its program. It compares the case as it is shown to whoever asks before and after,
// so that a value that is new in it is told without a line here. For those who may see all of the case.

#include <string>
#include <vector>

#include "desk/case_file.hpp"
#include "http/case_json.hpp"

namespace assent::http {

struct ActChange {
    std::string what;          // "request 1, state"
    std::string before, after; // "" where there was, or is, none
};

struct ToldAct {
    std::string time;             // "Mon 30 Nov 2026 10:00 EST", by the clocks of the program
    std::string program, version; // its id, and the version that governs the case, as a hash
    std::string effective;        // the day from which that version holds
    std::string words;            // of whoever did it: a reason, a note, what was said
    std::vector<ActChange> changes;
};

// One for each act, in their order. Of a case that was removed after retention only the acts themselves are
// known: what is told of them is empty but for the time, which is then by the clocks of the house.
std::vector<ToldAct> told_acts(store::Store& store, const desk::RuleShelf& shelf, const Viewer& viewer,
                               const std::vector<store::Act>& acts);

// "request 1, state: in review" for each; of one side of the changes, those that are not empty, in a line.
std::string one_side(const ToldAct& act, std::string ActChange::* side);

} // namespace assent::http
