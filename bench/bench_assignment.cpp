// bench_assignment: what it takes to assign a thousand works to a hundred candidates, in milliseconds: with
// room enough and with too little, with works that suit all and works that suit few. Takes the arguments of
// Google Benchmark.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "casework/assignment.hpp"

namespace assent::bench {
namespace {

using casework::Candidate;
using casework::Work;

constexpr std::size_t works_count = 1000;
constexpr std::size_t candidates_count = 100;

struct Shape {
    int openings = 0;  // of each candidate, one an hour from 8:00, ten a day
    int days = 0;      // over which the works are due
    int due_hour = 17; // of the day
    int excluded = 0;  // pairs in a hundred; 100: all but the two candidates that have a work's turn
};

struct Material {
    std::vector<Work> works;
    std::vector<Candidate> candidates;
    std::vector<bool> excluded; // by the number in the id of the work, then of the candidate

    explicit Material(Shape shape) {
        std::mt19937 random(19); // the same on every platform, unlike the distributions
        const auto below = [&](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
        for (std::size_t w = 0; w < works_count; ++w) {
            const std::chrono::hours due{24 * below(shape.days) + shape.due_hour};
            works.push_back({std::to_string(w), calendar::Instant{due}});
        }
        for (std::size_t c = 0; c < candidates_count; ++c) {
            const bool turns = shape.excluded == 100; // then the load has to travel from one end to the other
            Candidate candidate{std::to_string(c), turns ? static_cast<int>(candidates_count - c) : below(5)};
            for (int i = 0; i < shape.openings; ++i)
                candidate.openings.push_back(
                    calendar::Instant{std::chrono::hours{24 * (i / 10) + 8 + i % 10}});
            candidates.push_back(candidate);
        }
        for (std::size_t i = 0; i < works_count * candidates_count; ++i) {
            const std::size_t turn = i / candidates_count % candidates_count, c = i % candidates_count;
            const bool has_turn = c == turn || c == (turn + 1) % candidates_count;
            excluded.push_back(shape.excluded == 100 ? !has_turn : below(100) < shape.excluded);
        }
    }

    casework::OpenWork open() const {
        return {works, candidates, [this](const Work& w, const Candidate& c) -> std::optional<std::string> {
                    const std::size_t pair = static_cast<std::size_t>(&w - works.data()) * candidates_count +
                                             static_cast<std::size_t>(&c - candidates.data());
                    if (!excluded[pair]) return std::nullopt;
                    return "the reviewer took part in an earlier decision of this case";
                }};
    }
};

void assign(benchmark::State& state, Shape shape) {
    const Material material(shape);
    const casework::OpenWork open = material.open();
    std::int64_t in_time = 0;
    for (auto _ : state) {
        const casework::Assignment made = casework::assign(open);
        in_time = std::count_if(made.placements.begin(), made.placements.end(),
                                [](const casework::Placement& p) { return p.in_time; });
        benchmark::DoNotOptimize(in_time);
    }
    state.counters["in_time"] = static_cast<double>(in_time);
}

} // namespace

void shapes() {
    const auto add = [](const char* name, Shape shape) {
        benchmark::RegisterBenchmark(name, assign, shape)->Unit(benchmark::kMillisecond);
    };
    add("assign/room_enough", {20, 5, 17, 50});
    add("assign/all_suit", {20, 5, 17, 0});
    add("assign/just_enough", {10, 5, 17, 90});
    add("assign/too_little_room", {6, 5, 17, 50});
    add("assign/most_late", {20, 1, 10, 90});
    add("assign/few_suit", {20, 5, 17, 98});
    add("assign/long_chains", {20, 5, 17, 100});
}

} // namespace assent::bench

int main(int argc, char** argv) {
    assent::bench::shapes();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
