#include "casework/assignment.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "base/expects.hpp"

namespace assent::casework {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

// The places in `all`, by `before`.
template <typename T, typename Before>
std::vector<std::size_t> ordered(std::span<const T> all, Before before) {
    std::vector<std::size_t> places(all.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::stable_sort(places.begin(), places.end(),
                     [&](std::size_t a, std::size_t b) { return before(all[a], all[b]); });
    return places;
}

struct Opening {
    calendar::Instant at;
    std::size_t candidate = none;
    std::size_t work = none;    // who sits there
    std::size_t reached = none; // the work through which the last search came here
};

// Works against openings. Works are counted by due and id, candidates by id, so that the order in which they
// were given plays no part.
//
// The sets of works that fit into openings together are the independent sets of a transversal matroid, so
// taking the works by due, and each that a chain of moves (an augmenting path) can still fit in beside those
// taken before, is never regretted: the set is the largest there is and the earliest by due. The loads such a
// set can lead to are the bases of an integral polymatroid, in which a load has the least maximum and the
// least sum of squares once no chain takes a work from anybody to somebody who has two or more fewer.
class Board {
public:
    explicit Board(const OpenWork& open);

    void place_all();
    void even_out();
    Assignment result() const;

private:
    void take_row(std::size_t work);
    bool place(std::size_t work);
    bool relieve(std::size_t candidate);
    std::size_t search(std::vector<std::size_t> queue, std::int64_t below);
    std::size_t visit(std::size_t work, std::size_t candidate, std::vector<std::size_t>& queue);
    void move_along(std::size_t opening);
    std::vector<std::vector<std::size_t>> by_candidate() const;

    std::int32_t& suits(std::size_t work, std::size_t candidate) {
        return suits_[work * candidates_.size() + candidate];
    }
    std::int32_t openings_of(std::size_t candidate) const {
        return static_cast<std::int32_t>(first_[candidate + 1] - first_[candidate]);
    }

    const OpenWork& open_;
    std::vector<std::size_t> works_;      // places in open_.works
    std::vector<std::size_t> candidates_; // places in open_.candidates
    std::vector<Opening> openings_;       // by candidate, then by time
    std::vector<std::size_t> first_;      // of the openings of each candidate, and the end of them all
    std::vector<std::int32_t> suits_;   // how many of a candidate's first openings suit a work; -1: excluded
    std::vector<std::size_t> taken_;    // the opening of each work
    std::vector<std::size_t> keeper_;   // the candidate who holds a work and keeps it
    std::vector<bool> late_;            // the works that could not be in time
    std::vector<std::int64_t> load_;    // of each candidate
    std::vector<std::int32_t> reached_; // how many of the first openings of each candidate a search has seen
    std::vector<std::int32_t> closed_;  // as reached_: from those no chain leads to a free opening any more
};

Board::Board(const OpenWork& open) : open_(open) {
    works_ = ordered(open.works, [](const Work& a, const Work& b) {
        return a.due != b.due ? a.due < b.due : a.id < b.id;
    });
    candidates_ =
        ordered(open.candidates, [](const Candidate& a, const Candidate& b) { return a.id < b.id; });
    for (std::size_t c = 0; c < candidates_.size(); ++c) {
        const Candidate& candidate = open.candidates[candidates_[c]];
        std::vector<calendar::Instant> times = candidate.openings;
        std::sort(times.begin(), times.end());
        first_.push_back(openings_.size());
        for (const calendar::Instant at : times) openings_.push_back({at, c});
        load_.push_back(candidate.carried);
    }
    first_.push_back(openings_.size());
    suits_.resize(works_.size() * candidates_.size());
    taken_.resize(works_.size(), none);
    keeper_.resize(works_.size(), none);
    late_.resize(works_.size());
    closed_.resize(candidates_.size());
    for (std::size_t w = 0; w < works_.size(); ++w) take_row(w);
}

// Asks who may have the work, and when they would have decided it in time.
void Board::take_row(std::size_t work) {
    const Work& asked = open_.works[works_[work]];
    const auto later = [](calendar::Instant due, const Opening& o) { return due < o.at; };
    for (std::size_t c = 0; c < candidates_.size(); ++c) {
        const Candidate& candidate = open_.candidates[candidates_[c]];
        suits(work, c) = -1;
        if (open_.excluded(asked, candidate)) continue;
        const auto from = openings_.begin() + static_cast<std::ptrdiff_t>(first_[c]);
        const auto end = openings_.begin() + static_cast<std::ptrdiff_t>(first_[c + 1]);
        suits(work, c) = static_cast<std::int32_t>(std::upper_bound(from, end, asked.due, later) - from);
        if (!asked.holder.empty() && candidate.id == asked.holder) keeper_[work] = c;
    }
    if (keeper_[work] == none) return;
    for (std::size_t c = 0; c < candidates_.size(); ++c) {
        if (c != keeper_[work]) suits(work, c) = -1;
    }
}

void Board::place_all() {
    for (std::size_t w = 0; w < works_.size(); ++w) late_[w] = !place(w);
    for (std::size_t w = 0; w < works_.size(); ++w) {
        if (!late_[w]) continue;
        for (std::size_t c = 0; c < candidates_.size(); ++c) {
            if (suits(w, c) >= 0) suits(w, c) = openings_of(c);
        }
        if (!place(w) && keeper_[w] != none) ++load_[keeper_[w]];
    }
}

bool Board::place(std::size_t work) {
    reached_ = closed_;
    const std::size_t end = search({work}, std::numeric_limits<std::int64_t>::max());
    if (end != none)
        move_along(end);
    else
        closed_ = reached_; // whoever sits there reaches nothing but each other's openings, now and later
    return end != none;
}

// Each chain lowers the sum of the squares, so this comes to an end.
void Board::even_out() {
    std::vector<std::size_t> order(candidates_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (bool moved = true; moved;) {
        moved = false;
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return load_[a] > load_[b]; });
        for (const std::size_t c : order) {
            while (relieve(c)) moved = true;
        }
    }
}

// Takes one work from the candidate, by a chain to somebody who has two or more fewer.
bool Board::relieve(std::size_t candidate) {
    std::vector<std::size_t> queue;
    for (std::size_t i = first_[candidate]; i < first_[candidate + 1]; ++i) {
        openings_[i].reached = none;
        if (openings_[i].work != none) queue.push_back(openings_[i].work);
    }
    reached_ = closed_;
    reached_[candidate] = openings_of(candidate);
    const std::size_t end = search(std::move(queue), load_[candidate] - 1);
    if (end != none) move_along(end);
    return end != none;
}

// The free opening nearest to the works in `queue`, by chains of moves, of a candidate whose load is less
// than `below`; among those equally near through one work, of the lowest load.
std::size_t Board::search(std::vector<std::size_t> queue, std::int64_t below) {
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const std::size_t work = queue[i];
        std::size_t best = none;
        for (std::size_t c = 0; c < candidates_.size(); ++c) {
            if (suits(work, c) <= reached_[c]) continue;
            const std::size_t free = visit(work, c, queue);
            if (free == none || load_[c] >= below) continue;
            if (best == none || load_[c] < load_[openings_[best].candidate]) best = free;
        }
        if (best != none) return best;
    }
    return none;
}

// Reaches the openings of the candidate that suit the work: who sits there may have to move on. Gives the
// first that is free.
std::size_t Board::visit(std::size_t work, std::size_t candidate, std::vector<std::size_t>& queue) {
    std::size_t free = none;
    for (; reached_[candidate] < suits(work, candidate); ++reached_[candidate]) {
        const std::size_t at = first_[candidate] + static_cast<std::size_t>(reached_[candidate]);
        openings_[at].reached = work;
        if (openings_[at].work != none)
            queue.push_back(openings_[at].work);
        else if (free == none)
            free = at;
    }
    return free;
}

// Moves each work of the chain that ends at `opening` one place along it.
void Board::move_along(std::size_t opening) {
    ++load_[openings_[opening].candidate];
    while (opening != none && openings_[opening].reached != none) {
        const std::size_t work = openings_[opening].reached;
        openings_[opening].work = work;
        opening = std::exchange(taken_[work], opening);
    }
    if (opening == none) return; // the chain began with a work that had no opening
    openings_[opening].work = none;
    --load_[openings_[opening].candidate];
}

// The works of each candidate in the order in which to decide them: those in time by due, then those late
// (what is merely kept comes last by itself: once one found no opening of its holder, none due later does).
// In that order each takes the next opening and stays in time: with the first i works by due there were i
// openings that suited the last of them.
std::vector<std::vector<std::size_t>> Board::by_candidate() const {
    std::vector<std::vector<std::size_t>> all(candidates_.size());
    std::vector<std::size_t> works(works_.size());
    std::iota(works.begin(), works.end(), std::size_t{0});
    std::stable_partition(works.begin(), works.end(), [&](std::size_t w) { return !late_[w]; });
    for (const std::size_t w : works) {
        const std::size_t c = taken_[w] != none ? openings_[taken_[w]].candidate : keeper_[w];
        if (c != none) all[c].push_back(w);
    }
    return all;
}

Assignment Board::result() const {
    Assignment made;
    made.placements.resize(works_.size());
    made.loads.resize(candidates_.size());
    const auto works = by_candidate();
    for (std::size_t c = 0; c < candidates_.size(); ++c) {
        Load& load = made.loads[candidates_[c]];
        load.candidate = open_.candidates[candidates_[c]].id;
        load.total = load_[c];
        for (const std::size_t w : works[c]) {
            Placement& placement = made.placements[works_[w]];
            placement.candidate = load.candidate;
            placement.in_time = !late_[w];
            const std::size_t opening = first_[c] + load.works.size();
            if (opening < first_[c + 1]) placement.decided_by = openings_[opening].at;
            load.works.push_back(open_.works[works_[w]].id);
        }
    }
    return made;
}

// Whether the candidate at place `c`, who has an opening left, could have `work` in time with all they have
// in time. A work that comes late moves nothing, so it need not be asked about.
bool keeps_in_time(const OpenWork& open, const Assignment& assignment, const Work& work, std::size_t c) {
    std::vector<calendar::Instant> dues{work.due};
    for (std::size_t w = 0; w < open.works.size(); ++w) {
        const Placement& placed = assignment.placements[w];
        if (placed.in_time && placed.candidate == open.candidates[c].id) dues.push_back(open.works[w].due);
    }
    std::vector<calendar::Instant> openings = open.candidates[c].openings;
    std::sort(dues.begin(), dues.end());
    std::sort(openings.begin(), openings.end());
    return dues.size() <= openings.size() &&
           std::equal(dues.begin(), dues.end(), openings.begin(), std::greater_equal<>());
}

} // namespace

Assignment assign(const OpenWork& open) {
    base::expects(open.excluded != nullptr);
    Board board(open);
    board.place_all();
    board.even_out();
    return board.result();
}

std::vector<Fitness> explain(const OpenWork& open, const Assignment& assignment, std::size_t work) {
    base::expects(open.excluded != nullptr);
    base::expects(work < open.works.size() && assignment.placements.size() == open.works.size());
    base::expects(assignment.loads.size() == open.candidates.size());
    std::vector<Fitness> all;
    const Work& asked = open.works[work];
    for (std::size_t c = 0; c < open.candidates.size(); ++c) {
        const Candidate& candidate = open.candidates[c];
        const std::vector<std::string>& holds = assignment.loads[c].works;
        if (candidate.id == assignment.placements[work].candidate)
            all.push_back({candidate.id, Fit::Chosen});
        else if (auto reason = open.excluded(asked, candidate))
            all.push_back({candidate.id, Fit::Excluded, std::move(*reason)});
        else if (holds.size() >= candidate.openings.size())
            all.push_back({candidate.id, Fit::Full, {}, holds});
        else if (!keeps_in_time(open, assignment, asked, c))
            all.push_back({candidate.id, Fit::TooLate, {}, holds});
        else
            all.push_back({candidate.id, Fit::Able});
    }
    return all;
}

} // namespace assent::casework
