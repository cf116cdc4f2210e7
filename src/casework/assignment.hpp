#pragma once
// Who gets which open work: the most works decided in time, those due earliest first, and then an even
// load. It is a proposal of plain values, and the same for the same values in whatever order they come;
// each choice can be explained. It knows no rule: who is excluded and why is told by whoever asks. Works
// count alike: weighed by minutes, the best would be out of reach for any quick way, and hard to explain.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calendar/zone.hpp"

namespace assent::casework {

struct Work {
    std::string id;
    calendar::Instant due;   // in time at this very second
    std::string holder = {}; // the candidate who has it and keeps it unless excluded; empty for nobody
};

struct Candidate {
    std::string id;
    std::int32_t carried = 0; // works beside those asked about, for the evenness of the load alone
    // When this candidate will have decided one more work, and another: as many as there is room for, those
    // held among the works asked about included. Six a day are six closings of that day. In any order.
    std::vector<calendar::Instant> openings = {};
};

// Why the candidate may not have the work, in the words of the rule; nothing when they may.
using Exclusion = std::function<std::optional<std::string>(const Work&, const Candidate&)>;

// Requires: no two works and no two candidates share an id, none is empty, and `excluded` answers alike each
// time. What is referred to must outlive the call only.
struct OpenWork {
    std::span<const Work> works;
    std::span<const Candidate> candidates;
    Exclusion excluded;
};

struct Placement {
    std::string candidate;                       // empty: nobody, everyone is excluded or has no opening left
    std::optional<calendar::Instant> decided_by; // the opening; nothing when its holder has none left for it
    bool in_time = false;

    friend bool operator==(const Placement&, const Placement&) = default;
};

struct Load {
    std::string candidate;
    std::int64_t total = 0;         // carried and placed
    std::vector<std::string> works; // the ids of those placed, in the order in which to decide them

    friend bool operator==(const Load&, const Load&) = default;
};

struct Assignment {
    std::vector<Placement> placements; // one for each work, in the order given
    std::vector<Load> loads;           // one for each candidate, in the order given

    friend bool operator==(const Assignment&, const Assignment&) = default;
};

// The best assignment. A work is in time whenever it can be together with all those due earlier that are
// (equally due: the lower id first); a work that cannot be is given late, by the same order, to an opening
// that is left. Then the highest load is as low as it can be, and the sum of the squares of all loads.
// `excluded` is asked once for each work and candidate.
Assignment assign(const OpenWork& open);

// How a candidate stands to a work once all is assigned.
enum class Fit : std::uint8_t {
    Chosen,
    Excluded, // `reason` says why
    Full,     // no opening is left; `holds` says with what it is filled
    TooLate,  // with `holds` in time as well, the work or one of them would be late
    Able,     // could have it too: another was chosen for the even load, or holds it
};

struct Fitness {
    std::string candidate;
    Fit fit = Fit::Excluded;
    std::string reason = {};
    std::vector<std::string> holds = {};
};

// Why each candidate has or does not have the work at place `work` of `open`, in the order of the candidates.
// Nobody is Able to have a work that was given to nobody, nor one that is late without being held.
// Requires: `assignment` is assign(open).
std::vector<Fitness> explain(const OpenWork& open, const Assignment& assignment, std::size_t work);

} // namespace assent::casework
