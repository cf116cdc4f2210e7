// bench_decide: decisions a second of the engine, of the rules written by hand and of the tuned ones, from
// facts in memory and from JSON text, in one run; what an explanation and the reading of the program cost;
// and at the end how near the engine comes to the limit. Takes the arguments of Google Benchmark.

#include <benchmark/benchmark.h>
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "base/json_document.hpp"
#include "bench/engine.hpp"
#include "bench/hand_tuned.hpp"
#include "policy/explanation.hpp"

namespace assent::bench {
namespace {

// Made once: the program, the requests, and the facts of each in the form of each that decides, codes
// as their lists have them. Form after form, so that the facts of one lie together.
struct Material {
    policy::Program program = read_program();
    std::vector<Request> requests = generate_requests(usual_seed, usual_count);
    std::vector<TunedFacts> tuned;
    std::vector<policy::Facts> engine;

    Material() {
        for (const Request& request : requests) tuned.push_back(packed_facts(request));
        for (const Request& request : requests) engine.push_back(engine_facts(program, request));
        const std::size_t padding = std::max(HandReader::json_padding, TunedReader::json_padding);
        for (Request& request : requests) request.json.reserve(request.json.size() + padding);
    }
};

const Material& material() {
    static const Material made;
    return made;
}

// Runs `decide_one` over all requests in turn, as long as the benchmark goes on.
template <typename DecideOne>
void over_all(benchmark::State& state, DecideOne decide_one) {
    const std::size_t count = material().requests.size();
    for (auto _ : state) {
        for (std::size_t i = 0; i < count; ++i) decide_one(i);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}

void hand_written_facts(benchmark::State& state) {
    over_all(state, [&all = material().requests](std::size_t i) {
        benchmark::DoNotOptimize(decide_by_hand(all[i]));
    });
}

void tuned_facts(benchmark::State& state) {
    over_all(state,
             [&all = material().tuned](std::size_t i) { benchmark::DoNotOptimize(decide_tuned(all[i])); });
}

// The verdict and the names of its criteria, as the rules by hand return them.
void decide_by_policy(const policy::Program& program, const policy::Facts& facts) {
    const policy::Verdict verdict = policy::decide(program, facts);
    benchmark::DoNotOptimize(verdict);
    benchmark::DoNotOptimize(criterion_names(program, verdict.because()));
}

void policy_facts(benchmark::State& state) {
    over_all(state, [&all = material()](std::size_t i) { decide_by_policy(all.program, all.engine[i]); });
}

void hand_written_json(benchmark::State& state) {
    HandReader reader;
    Request facts;
    over_all(state, [&, &all = material().requests](std::size_t i) {
        if (!reader.read(all[i].json, facts)) state.SkipWithError("a request was not read");
        benchmark::DoNotOptimize(decide_by_hand(facts));
    });
}

void tuned_json(benchmark::State& state) {
    TunedReader reader;
    TunedFacts facts;
    over_all(state, [&, &all = material().requests](std::size_t i) {
        if (!reader.read(all[i].json, facts)) state.SkipWithError("a request was not read");
        benchmark::DoNotOptimize(decide_tuned(facts));
    });
}

void policy_json(benchmark::State& state) {
    const policy::Program& program = material().program;
    base::JsonDocument document;
    policy::Facts facts(program);
    policy::RequestReader reader(program);
    over_all(state, [&, &all = material().requests](std::size_t i) {
        base::Diagnostics diagnostics;
        if (!document.read(all[i].json, diagnostics) || !reader.read(document, facts, diagnostics))
            state.SkipWithError("a request was not read");
        decide_by_policy(program, facts);
    });
}

void explain(benchmark::State& state) {
    const policy::Program& program = material().program;
    std::string text;
    over_all(state, [&, &all = material().engine](std::size_t i) {
        const policy::Explanation why = policy::explain(program, all[i], policy::decide(program, all[i]));
        text.clear();
        base::JsonWriter writer(text, base::JsonLayout::Compact);
        policy::write_json(program, why, writer);
        benchmark::DoNotOptimize(text.data());
    });
}

void load_program(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(read_program());
    state.SetItemsProcessed(state.iterations());
}

// As the console prints it, and the medians kept.
class Medians : public benchmark::ConsoleReporter {
public:
    Medians() : ConsoleReporter(isatty(STDOUT_FILENO) != 0 ? OO_Color : OO_None) {}

    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.aggregate_name != "median") continue;
            const auto rate = run.counters.find("items_per_second");
            if (rate != run.counters.end()) rates_[run.run_name.function_name] = rate->second;
        }
        ConsoleReporter::ReportRuns(runs);
    }

    void print_ratios() const {
        against_limit("facts in memory", "hand_written_facts", "policy_facts", 3.0);
        against_limit("JSON text", "hand_written_json", "policy_json", 0.9);
        against_tuned("facts in memory", "tuned_facts", "policy_facts");
        against_tuned("JSON text", "tuned_json", "policy_json");
    }

private:
    std::optional<double> rate(const char* benchmark) const {
        const auto found = rates_.find(benchmark);
        if (found == rates_.end()) return std::nullopt; // it was not asked for
        return found->second / 1e6;
    }

    void against_limit(const char* from, const char* limit, const char* engine, double wanted) const {
        const auto hand = rate(limit);
        const auto policy = rate(engine);
        if (!hand || !policy) return;
        const double share = *policy / *hand;
        fmt::print(
            "{:16} by hand {:.2f} M/s ({}at least {:.1f}), engine {:.2f} M/s: {:.2f} of it ({}at least "
            "0.50)\n",
            from, *hand, *hand >= wanted ? "" : "NOT ", wanted, *policy, share, share >= 0.5 ? "" : "NOT ");
    }

    void against_tuned(const char* from, const char* tuned, const char* engine) const {
        const auto most = rate(tuned);
        const auto policy = rate(engine);
        if (!most || !policy) return;
        fmt::print("{:16} tuned   {:.2f} M/s, engine {:.2f} M/s: {:.2f} of it (for information)\n", from,
                   *most, *policy, *policy / *most);
    }

    std::map<std::string, double> rates_;
};

void add_benchmarks() {
    const auto add = [](const char* name, void (*function)(benchmark::State&)) {
        return benchmark::RegisterBenchmark(name, function)->Unit(benchmark::kMillisecond);
    };
    add("hand_written_facts", hand_written_facts);
    add("tuned_facts", tuned_facts);
    add("policy_facts", policy_facts);
    add("hand_written_json", hand_written_json);
    add("tuned_json", tuned_json);
    add("policy_json", policy_json);
    add("explain", explain);
    add("load_program", load_program);
}

int run(std::vector<std::string> arguments) {
    // Interleaved, so that what slows the machine down for a while slows all of them down alike. What
    // the caller says comes later and wins.
    const std::vector<std::string> usual{"--benchmark_enable_random_interleaving=true",
                                         "--benchmark_repetitions=9", "--benchmark_min_time=0.2",
                                         "--benchmark_report_aggregates_only=true"};
    arguments.insert(arguments.begin() + 1, usual.begin(), usual.end());
    std::vector<char*> raw;
    for (std::string& argument : arguments) raw.push_back(argument.data());
    int count = static_cast<int>(raw.size());
    benchmark::Initialize(&count, raw.data());
    if (benchmark::ReportUnrecognizedArguments(count, raw.data())) return 2;
    add_benchmarks();
    Medians medians;
    benchmark::RunSpecifiedBenchmarks(&medians);
    medians.print_ratios();
    return 0;
}

} // namespace
} // namespace assent::bench

int main(int argc, char** argv) { return assent::bench::run({argv, argv + argc}); }
