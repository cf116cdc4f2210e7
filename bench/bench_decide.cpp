// bench_decide: decisions a second of the engine and of the rules written by hand, from facts in memory
// and from JSON text, in one run; what an explanation and the reading of the program cost; and at the
// end how near the engine comes to the limit. Takes the arguments of Google Benchmark.

#include <benchmark/benchmark.h>
#include <fmt/core.h>
#include <unistd.h>

#include <map>
#include <string>

#include "base/json_document.hpp"
#include "bench/engine.hpp"
#include "policy/explanation.hpp"

namespace assent::bench {
namespace {

// Made once: the program, the requests, and the facts of each in both forms.
struct Material {
    policy::Program program = read_program();
    std::vector<Request> requests = generate_requests(usual_seed, usual_count);
    std::vector<HandFacts> by_hand;
    std::vector<policy::Facts> engine;

    Material() {
        for (Request& request : requests) {
            by_hand.push_back(hand_facts(request));
            engine.push_back(engine_facts(program, request));
            request.json.reserve(request.json.size() + HandReader::json_padding);
        }
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

// From the request as a program holds it when it is written by hand, its codes being texts.
void hand_written_facts(benchmark::State& state) {
    over_all(state, [&all = material().requests](std::size_t i) {
        benchmark::DoNotOptimize(decide_by_hand(hand_facts(all[i])));
    });
}

// From a form made for this one program, every code a number beforehand: how far down it could go.
void hand_written_packed(benchmark::State& state) {
    over_all(state, [&all = material().by_hand](std::size_t i) {
        benchmark::DoNotOptimize(decide_by_hand(all[i]));
    });
}

void policy_facts(benchmark::State& state) {
    over_all(state, [&all = material()](std::size_t i) {
        const policy::Verdict verdict = policy::decide(all.program, all.engine[i]);
        benchmark::DoNotOptimize(verdict.because());
        benchmark::DoNotOptimize(verdict);
    });
}

void hand_written_json(benchmark::State& state) {
    HandReader reader;
    HandFacts facts;
    over_all(state, [&, &all = material().requests](std::size_t i) {
        if (!reader.read(all[i].json, facts)) state.SkipWithError("a request was not read");
        benchmark::DoNotOptimize(decide_by_hand(facts));
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
        const policy::Verdict verdict = policy::decide(program, facts);
        benchmark::DoNotOptimize(verdict.because());
        benchmark::DoNotOptimize(verdict);
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
        ratio("facts in memory", "hand_written_facts", "policy_facts", 3.0);
        ratio("JSON text", "hand_written_json", "policy_json", 0.9);
    }

private:
    void ratio(const char* from, const char* limit, const char* engine, double wanted) const {
        const auto hand = rates_.find(limit);
        const auto policy = rates_.find(engine);
        if (hand == rates_.end() || policy == rates_.end()) return;
        const double share = policy->second / hand->second;
        fmt::print(
            "{:16} by hand {:.2f} M/s ({}at least {:.1f}), engine {:.2f} M/s: {:.2f} of it ({}at least "
            "0.50)\n",
            from, hand->second / 1e6, hand->second >= wanted * 1e6 ? "" : "NOT ", wanted,
            policy->second / 1e6, share, share >= 0.5 ? "" : "NOT ");
    }

    std::map<std::string, double> rates_;
};

void add_benchmarks() {
    const auto add = [](const char* name, void (*function)(benchmark::State&)) {
        return benchmark::RegisterBenchmark(name, function)->Unit(benchmark::kMillisecond);
    };
    add("hand_written_facts", hand_written_facts);
    add("hand_written_packed", hand_written_packed);
    add("policy_facts", policy_facts);
    add("hand_written_json", hand_written_json);
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
