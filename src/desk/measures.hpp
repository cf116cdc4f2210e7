#pragma once
// What is counted of a case, for whoever answers for the work of a house: each duty with how it stands, each
// open request with the day on which its decision is due, and what happened. Pure, so that what the store
// holds can be made again and compared. The words are those of the program, and none is of a member.

#include <string_view>
#include <vector>

#include "casework/term.hpp"
#include "desk/case_file.hpp"

namespace assent::desk {

// The words by which it is counted.
namespace counted {

// Duties, by what they are: `what` is the duty's name, `day` the one on which it is due.
inline constexpr std::string_view decision = "decision"; // of ours, to decide
inline constexpr std::string_view notice = "notice";     // of ours, to send one
inline constexpr std::string_view other = "ours";        // of ours, whatever else
inline constexpr std::string_view number = "number";     // of the fiscal agent, to report an authorization's
inline constexpr std::string_view theirs = "theirs";     // of somebody else, whatever else

// How a duty stands. One that fell away in time is not counted.
inline constexpr std::string_view open = "open", in_time = "in time", late = "late", overdue = "overdue",
                                  not_done = "not done"; // late, and then fell away

// An open request at a level: `what` is the level, `day` the one on which its first decision is due.
inline constexpr std::string_view work = "work";
inline constexpr std::string_view unassigned = "nobody has it", assigned = "a reviewer has it",
                                  waiting = "waits for an answer"; // or `overdue`

// What happened to a request, on the day it first did: `what` is the event and `outcome` the level, if any.
inline constexpr std::string_view happened = "happened";
// A request was decided: `what` is its type and `outcome` how. Or a reviewer was done with it: `what` is the
// level and `outcome` the reviewer.
inline constexpr std::string_view decided = "decided", finished = "finished";

// Something was said that no provider is told: `what` is a flag, the name of a fact that the program hides,
// or a direction, whose word is the `outcome`. It began when it was recorded.
inline constexpr std::string_view concern = "concern", flag = "flag", direction = "direction";

} // namespace counted

// `terms` are those of the case now.
std::vector<store::Measure> measures_of(const CaseFile& file, const std::vector<casework::Term>& terms);

} // namespace assent::desk
