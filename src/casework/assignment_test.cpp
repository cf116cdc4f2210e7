#include "casework/assignment.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

using namespace assent::casework;
using assent::calendar::Instant;

namespace {

Instant hour(int hours) { return Instant{std::chrono::hours{hours}}; }

std::vector<Instant> hours(const std::vector<int>& all) {
    std::vector<Instant> instants;
    for (const int each : all) instants.push_back(hour(each));
    return instants;
}

std::optional<std::string> nobody_is_excluded(const Work&, const Candidate&) { return std::nullopt; }

// Works, candidates, and the pairs that are excluded.
struct Sample {
    std::vector<Work> works;
    std::vector<Candidate> candidates;
    std::set<std::pair<std::string, std::string>> barred = {};

    OpenWork open() const {
        return {works, candidates, [this](const Work& w, const Candidate& c) { return reason(w, c); }};
    }
    std::optional<std::string> reason(const Work& w, const Candidate& c) const {
        if (!barred.contains({w.id, c.id})) return std::nullopt;
        return c.id + " may not have " + w.id;
    }
    std::map<std::string, Placement> placed() const {
        const Assignment made = assign(open());
        std::map<std::string, Placement> by_id;
        for (std::size_t i = 0; i < works.size(); ++i) by_id[works[i].id] = made.placements[i];
        return by_id;
    }
};

// 0 to `end` - 1, each as often from the first sample on.
int below(int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); }

Sample random_sample() {
    Sample sample;
    const int candidates = below(5);
    for (int c = 0; c < candidates; ++c) {
        Candidate candidate{"r" + std::to_string(c), below(3)};
        for (int room = below(4); room > 0; --room) candidate.openings.push_back(hour(1 + below(5)));
        sample.candidates.push_back(candidate);
    }
    const int works = below(6);
    for (int w = 0; w < works; ++w) {
        const std::string id = "w" + std::to_string(w);
        const int holder = below(12); // mostly nobody, or somebody who is not there
        sample.works.push_back({id, hour(below(6)), holder < 4 ? "r" + std::to_string(holder) : ""});
        for (const Candidate& candidate : sample.candidates) {
            if (below(3) == 0) sample.barred.insert({id, candidate.id});
        }
    }
    return sample;
}

struct Choice {
    enum class When { InTime, Late, Never };
    When when = When::Never;
    std::size_t candidate = 0;
};

using Loads = std::vector<std::int64_t>;

// What is to be made best, in this order: works in time by due, works placed at all by due. Then each measure
// of the loads that is to be least.
struct Score {
    std::vector<bool> in_time, placed;
    std::int64_t most = 0, squares = 0;
    Loads descending;

    void measure(Loads loads) {
        std::sort(loads.begin(), loads.end(), std::greater<>());
        most = loads.empty() ? 0 : loads.front();
        squares = std::inner_product(loads.begin(), loads.end(), loads.begin(), std::int64_t{0});
        descending = std::move(loads);
    }
};

// Every way to place works that are ordered by due, tried one after the other.
class Trial {
public:
    explicit Trial(const Sample& sample) : sample_(sample), choices_(sample.works.size()) { choose(0); }

    const Score& best() const { return best_; }
    std::size_t most_in_time() const { return most_in_time_; }

private:
    // The candidate who keeps the work, or the number of candidates.
    std::size_t keeper(const Work& work) const {
        std::size_t c = 0;
        while (c < sample_.candidates.size() && sample_.candidates[c].id != work.holder) ++c;
        const bool keeps = c < sample_.candidates.size() && !sample_.reason(work, sample_.candidates[c]);
        return keeps ? c : sample_.candidates.size();
    }

    void choose(std::size_t w) {
        if (w == choices_.size()) return judge();
        choices_[w] = {};
        choose(w + 1);
        const std::size_t keeps = keeper(sample_.works[w]);
        for (std::size_t c = 0; c < sample_.candidates.size(); ++c) {
            if (sample_.reason(sample_.works[w], sample_.candidates[c])) continue;
            if (keeps < sample_.candidates.size() && keeps != c) continue;
            for (const auto when : {Choice::When::InTime, Choice::When::Late}) {
                choices_[w] = {when, c};
                choose(w + 1);
            }
        }
    }

    bool fits(std::size_t c) const {
        std::vector<Instant> openings = sample_.candidates[c].openings;
        std::sort(openings.begin(), openings.end());
        std::size_t taken = 0, in_time = 0;
        for (std::size_t w = 0; w < choices_.size(); ++w) {
            if (choices_[w].when == Choice::When::Never || choices_[w].candidate != c) continue;
            if (++taken > openings.size()) return false;
            if (choices_[w].when == Choice::When::InTime && sample_.works[w].due < openings[in_time++])
                return false;
        }
        return true;
    }

    void judge() {
        for (std::size_t c = 0; c < sample_.candidates.size(); ++c) {
            if (!fits(c)) return;
        }
        Score score;
        Loads loads;
        for (const Candidate& candidate : sample_.candidates) loads.push_back(candidate.carried);
        for (std::size_t w = 0; w < choices_.size(); ++w) {
            const bool placed = choices_[w].when != Choice::When::Never;
            score.in_time.push_back(choices_[w].when == Choice::When::InTime);
            score.placed.push_back(placed);
            const std::size_t who = placed ? choices_[w].candidate : keeper(sample_.works[w]);
            if (who < loads.size()) ++loads[who];
        }
        score.measure(loads);
        compare(score);
    }

    void compare(const Score& score) {
        const auto count =
            static_cast<std::size_t>(std::count(score.in_time.begin(), score.in_time.end(), true));
        most_in_time_ = std::max(most_in_time_, count);
        const auto rank = [](const Score& s) { return std::tie(s.in_time, s.placed); };
        if (!any_ || rank(score) > rank(best_)) {
            best_ = score;
        } else if (rank(score) == rank(best_)) {
            best_.most = std::min(best_.most, score.most);
            best_.squares = std::min(best_.squares, score.squares);
            best_.descending = std::min(best_.descending, score.descending);
        }
        any_ = true;
    }

    const Sample& sample_;
    std::vector<Choice> choices_;
    Score best_;
    std::size_t most_in_time_ = 0;
    bool any_ = false;
};

template <typename T>
void shuffle(std::vector<T>& all) {
    for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[std::size_t(below(int(i)))]);
}

void by_due(std::vector<Work>& works) {
    std::sort(works.begin(), works.end(),
              [](const Work& a, const Work& b) { return std::tie(a.due, a.id) < std::tie(b.due, b.id); });
}

std::vector<Fit> fits(const Sample& sample, std::size_t work) {
    std::vector<Fit> all;
    for (const Fitness& each : explain(sample.open(), assign(sample.open()), work)) all.push_back(each.fit);
    return all;
}

} // namespace

TEST_CASE("no other assignment has more in time, places more, or is more even") {
    CHECK(rc::check("assign, brute force", [] {
        Sample sample = random_sample();
        by_due(sample.works);
        const Assignment made = assign(sample.open());
        Score score;
        Loads loads;
        for (const Placement& each : made.placements) score.in_time.push_back(each.in_time);
        for (const Placement& each : made.placements) score.placed.push_back(each.decided_by.has_value());
        for (const Load& each : made.loads) loads.push_back(each.total);
        score.measure(loads);
        const Trial trial(sample);
        RC_ASSERT(score.in_time == trial.best().in_time);
        RC_ASSERT(score.placed == trial.best().placed);
        RC_ASSERT(score.most == trial.best().most);
        RC_ASSERT(score.squares == trial.best().squares);
        RC_ASSERT(score.descending == trial.best().descending);
        RC_ASSERT(std::size_t(std::count(score.in_time.begin(), score.in_time.end(), true)) ==
                  trial.most_in_time());
    }));
}

TEST_CASE("nobody has what they may not have, and each opening is taken once, in time when it says so") {
    CHECK(rc::check("assign, sound", [] {
        const Sample sample = random_sample();
        const Assignment made = assign(sample.open());
        std::map<std::string, std::vector<Instant>> used;
        std::map<std::string, std::int64_t> count;
        for (std::size_t w = 0; w < sample.works.size(); ++w) {
            const Placement& placed = made.placements[w];
            if (placed.candidate.empty()) RC_ASSERT(!placed.decided_by && !placed.in_time);
            RC_ASSERT(!sample.barred.contains({sample.works[w].id, placed.candidate}));
            if (placed.decided_by) used[placed.candidate].push_back(*placed.decided_by);
            RC_ASSERT(placed.in_time == (placed.decided_by && *placed.decided_by <= sample.works[w].due));
            ++count[placed.candidate];
        }
        for (std::size_t c = 0; c < sample.candidates.size(); ++c) {
            const Candidate& candidate = sample.candidates[c];
            std::vector<Instant> openings = candidate.openings;
            std::sort(openings.begin(), openings.end());
            std::vector<Instant>& taken = used[candidate.id];
            std::sort(taken.begin(), taken.end());
            RC_ASSERT(std::includes(openings.begin(), openings.end(), taken.begin(), taken.end()));
            RC_ASSERT(made.loads[c].candidate == candidate.id);
            RC_ASSERT(made.loads[c].total == candidate.carried + count[candidate.id]);
            RC_ASSERT(std::int64_t(made.loads[c].works.size()) == count[candidate.id]);
        }
    }));
}

TEST_CASE("the order in which works and candidates are given plays no part") {
    CHECK(rc::check("assign, permuted", [] {
        const Sample sample = random_sample();
        Sample other = sample;
        shuffle(other.works);
        shuffle(other.candidates);
        for (Candidate& candidate : other.candidates) shuffle(candidate.openings);
        RC_ASSERT(sample.placed() == other.placed());
    }));
}

TEST_CASE("an assignment that was carried out stays as it is") {
    CHECK(rc::check("assign, again", [] {
        Sample sample = random_sample();
        const Assignment made = assign(sample.open());
        for (std::size_t w = 0; w < sample.works.size(); ++w)
            sample.works[w].holder = made.placements[w].candidate;
        RC_ASSERT(assign(sample.open()) == made);
    }));
}

TEST_CASE("whoever could have a work in time has a reason not to have it") {
    CHECK(rc::check("explain", [] {
        const Sample sample = random_sample();
        const Assignment made = assign(sample.open());
        for (std::size_t w = 0; w < sample.works.size(); ++w) {
            const Work& work = sample.works[w];
            const Placement& placed = made.placements[w];
            const std::vector<Fitness> all = explain(sample.open(), made, w);
            RC_ASSERT(all.size() == sample.candidates.size());
            for (std::size_t c = 0; c < all.size(); ++c) {
                const bool barred = sample.barred.contains({work.id, all[c].candidate});
                RC_ASSERT(all[c].candidate == sample.candidates[c].id);
                RC_ASSERT((all[c].fit == Fit::Chosen) == (placed.candidate == all[c].candidate));
                RC_ASSERT((all[c].fit == Fit::Excluded) == barred);
                RC_ASSERT(all[c].reason == (barred ? all[c].candidate + " may not have " + work.id : ""));
                if (all[c].fit == Fit::Full) RC_ASSERT(all[c].holds == made.loads[c].works);
                if (all[c].fit == Fit::Able) RC_ASSERT(placed.in_time || placed.candidate == work.holder);
                if (all[c].fit == Fit::Able) RC_ASSERT(!placed.candidate.empty());
            }
        }
    }));
}

TEST_CASE("a work moves on to another candidate, so that the next one finds somebody as well") {
    // by load and id the first work would go to a, who alone may have the second
    const Sample sample{{{"first", hour(5)}, {"second", hour(6)}},
                        {{"a", 0, hours({4})}, {"b", 3, hours({4})}},
                        {{"second", "b"}}};
    const auto placed = sample.placed();
    CHECK(placed.at("first") == Placement{"b", hour(4), true});
    CHECK(placed.at("second") == Placement{"a", hour(4), true});
}

TEST_CASE("what is due first is in time, even where two due later could be") {
    const Sample sample{{{"later", hour(3)}, {"earlier", hour(2)}}, {{"a", 0, hours({2})}}};
    const auto placed = sample.placed();
    CHECK(placed.at("earlier") == Placement{"a", hour(2), true});
    CHECK(placed.at("later") == Placement{});
    CHECK(fits(sample, 0) == std::vector{Fit::Full});
}

TEST_CASE("an opening at the due second is in time, and one a second later is late") {
    Sample sample{{{"w", hour(2)}}, {{"a", 0, hours({2})}}};
    CHECK(sample.placed().at("w") == Placement{"a", hour(2), true});
    const Instant after = hour(2) + std::chrono::seconds{1};
    sample.candidates[0].openings = {after};
    CHECK(sample.placed().at("w") == Placement{"a", after, false});
}

TEST_CASE("an overdue work is still given to somebody, after those that can be in time") {
    const Sample sample{{{"overdue", hour(0)}, {"today", hour(4)}}, {{"a", 0, hours({3, 6})}}};
    const Assignment made = assign(sample.open());
    CHECK(made.placements[0] == Placement{"a", hour(6), false});
    CHECK(made.placements[1] == Placement{"a", hour(3), true});
    CHECK(made.loads[0] == Load{"a", 2, {"today", "overdue"}});
}

TEST_CASE("a candidate without an opening gets nothing, and is said to be full") {
    const Sample sample{{{"w", hour(2)}}, {{"a", 0}}};
    CHECK(sample.placed().at("w") == Placement{});
    CHECK(fits(sample, 0) == std::vector{Fit::Full});
}

TEST_CASE("with nobody to choose from everything stays open") {
    const Sample sample{{{"w", hour(2)}, {"v", hour(3)}}, {}};
    CHECK(sample.placed().at("w") == Placement{});
    CHECK(sample.placed().at("v") == Placement{});
    CHECK(assign({{}, {}, nobody_is_excluded}) == Assignment{});
}

TEST_CASE("one reviewer alone decides by due until the openings are filled") {
    const Sample sample{{{"c", hour(9)}, {"a", hour(7)}, {"b", hour(8)}}, {{"r", 4, hours({2, 1})}}};
    const Assignment made = assign(sample.open());
    CHECK(made.loads[0] == Load{"r", 6, {"a", "b"}});
    CHECK(made.placements[0] == Placement{});
    const Fitness only = explain(sample.open(), made, 0)[0];
    CHECK(only.fit == Fit::Full);
    CHECK(only.holds == std::vector<std::string>{"a", "b"});
}

TEST_CASE("where everybody has a conflict, nobody is chosen and each conflict is named") {
    const std::vector<Work> works{{"w", hour(5)}};
    const std::vector<Candidate> candidates{{"a", 0, hours({1})}, {"b", 0, hours({1})}};
    const OpenWork open{works, candidates, [](const Work&, const Candidate& c) {
                            return std::optional<std::string>(c.id + " is a partner of the orderer");
                        }};
    const Assignment made = assign(open);
    CHECK(made.placements[0] == Placement{});
    const std::vector<Fitness> all = explain(open, made, 0);
    REQUIRE(all.size() == 2);
    CHECK(all[0].reason == "a is a partner of the orderer");
    CHECK(all[1].reason == "b is a partner of the orderer");
    CHECK(all[1].fit == Fit::Excluded);
}

TEST_CASE("a licence that ends before the due day excludes from the later work alone") {
    const std::vector<Work> works{{"early", hour(10)}, {"late", hour(90)}};
    const std::vector<Candidate> candidates{{"a", 0, hours({1, 2})}, {"b", 9, hours({1, 2})}};
    const Instant ends = hour(48);
    const OpenWork open{works, candidates, [&](const Work& w, const Candidate& c) {
                            const bool ended = c.id == "a" && w.due > ends;
                            return ended ? std::optional<std::string>("the licence ends before")
                                         : std::nullopt;
                        }};
    const Assignment made = assign(open);
    CHECK(made.placements[0].candidate == "a");
    CHECK(made.placements[1].candidate == "b");
    CHECK(explain(open, made, 1)[0].reason == "the licence ends before");
}

TEST_CASE("whoever holds a work keeps it, unless excluded or gone") {
    Sample sample{{{"w", hour(5), "b"}}, {{"a", 0, hours({1})}, {"b", 7, hours({1})}}};
    CHECK(sample.placed().at("w").candidate == "b");
    CHECK(fits(sample, 0) == std::vector{Fit::Able, Fit::Chosen});
    sample.barred.insert({"w", "b"});
    CHECK(sample.placed().at("w").candidate == "a");
    sample.candidates.pop_back();
    CHECK(sample.placed().at("w").candidate == "a");
}

TEST_CASE("a holder without an opening left keeps the work, which has nobody to decide it by then") {
    const Sample sample{{{"w", hour(5), "a"}}, {{"a", 0}, {"b", 0, hours({1})}}};
    CHECK(sample.placed().at("w") == Placement{"a", std::nullopt, false});
    CHECK(fits(sample, 0) == std::vector{Fit::Chosen, Fit::Able});
}

TEST_CASE("who has an opening only after the due moment is said to be too late") {
    const Sample sample{{{"w", hour(5)}}, {{"a", 0, hours({1})}, {"b", 0, hours({6})}}};
    CHECK(fits(sample, 0) == std::vector{Fit::Chosen, Fit::TooLate});
}

TEST_CASE("a late work that somebody has does not keep them from having another in time") {
    const Sample sample{{{"overdue", hour(0), "a"}, {"w", hour(5)}},
                        {{"a", 0, hours({1, 2, 3})}, {"b", 0, hours({1})}}};
    CHECK(fits(sample, 1) == std::vector{Fit::Able, Fit::Chosen});
    CHECK(assign(sample.open()).placements[0] == Placement{"a", hour(1), false});
}

TEST_CASE("the load is evened by chains, where nobody can hand a work over directly") {
    // by load and id a gets two, b one and c none; from a to c goes nothing, but to b, and from b to c
    const Sample sample{{{"v", hour(5)}, {"w", hour(5)}, {"x", hour(5)}},
                        {{"a", 0, hours({1, 2})}, {"b", 0, hours({1})}, {"c", 0, hours({1})}},
                        {{"v", "c"}, {"w", "c"}, {"x", "a"}, {"w", "b"}}};
    const Assignment made = assign(sample.open());
    CHECK(made.loads[0].total == 1);
    CHECK(made.loads[1].total == 1);
    CHECK(made.loads[2].total == 1);
}

TEST_CASE("each work and candidate is asked about once") {
    std::map<std::pair<std::string, std::string>, int> asked;
    const std::vector<Work> works{{"v", hour(5)}, {"w", hour(1)}};
    const std::vector<Candidate> candidates{{"a", 0, hours({1})}, {"b", 2, hours({2})}};
    assign({works, candidates, [&](const Work& w, const Candidate& c) {
                ++asked[{w.id, c.id}];
                return std::optional<std::string>{};
            }});
    CHECK(asked.size() == 4);
    for (const auto& [pair, times] : asked) CHECK(times == 1);
}
