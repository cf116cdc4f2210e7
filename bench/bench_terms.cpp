// bench_terms: what it takes to work out every duty and right of 100,000 open cases, under a program with all
// its conditions, notices and an included one; what the next alarms and one derivation cost, and a rule
// book. It ends with how near that comes to the limit of one second. Takes the arguments of Google Benchmark.

#include <benchmark/benchmark.h>
#include <fmt/core.h>

#include <chrono>
#include <cstdlib>
#include <string_view>

#include "base/expects.hpp"
#include "casework/case.hpp"
#include "casework/rule_book.hpp"
#include "casework/term.hpp"
#include "catalog/program_folder.hpp"

namespace assent::bench {
namespace {

using namespace casework;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::size_t cases_count = 100'000;
constexpr double limit_in_seconds = 1;

const catalog::Version& version() {
    static const catalog::ProgramVersions read = [] {
        base::Diagnostics warnings;
        auto programs = catalog::read_one_program(ASSENT_SOURCE_DIR "/programs/florida-medicaid",
                                                  catalog::Scenarios::Leave, warnings);
        if (!programs) fmt::print(stderr, "{}", base::to_text(programs.error()));
        base::expects(programs.has_value(), "the program is read without a mistake");
        return std::move(*programs);
    }();
    return read.versions.back();
}

RuleBook make_book() {
    std::vector<calendar::BusinessCalendar> calendars;
    for (std::size_t i = 0; i < version().program.origins.size(); ++i)
        calendars.push_back(*version().calendar_of(i));
    return {version().program, std::move(calendars), *version().zone};
}

const RuleBook& book() {
    static const RuleBook made = make_book();
    return made;
}

template <typename Definition>
std::uint16_t number(const std::vector<Definition>& all, std::string_view name) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].name.text == name) return static_cast<std::uint16_t>(i);
    }
    base::expects(false, "a definition of the program");
    return 0;
}

// One case in one of the places where open cases rest.
class Teller {
public:
    explicit Teller(std::size_t seed) : now_(calendar::Date{std::chrono::year{2026} / 11 / 2}) {
        now_ += hours{14 + static_cast<int>(seed % 500)};
        receive();
        if (seed % 4 > 0) refer("first level");
        if (seed % 4 > 1) pend();
        if (seed % 4 > 2) supply_and_refer();
    }

    Case made() { return std::move(case_); }
    Instant now() const { return now_; }

private:
    template <typename What>
    void add(What what) {
        now_ += minutes{1};
        case_ = evolve(std::move(case_), {now_, {}, Role::System, std::move(what)});
    }
    void receive() {
        const policy::Program& program = book().program();
        Begun begun;
        begun.type = number(program.requests, "admission");
        add(begun);
        Submitted submitted;
        submitted.lines = 1;
        const auto start = (now_.time_since_epoch() / hours{24}) + 10;
        const auto tell = [&](std::string_view fact, std::int64_t value, int line = -1) {
            Known known;
            known.fact = number(program.facts, fact);
            known.line = static_cast<std::int16_t>(line);
            known.value = value;
            submitted.facts.push_back(known);
        };
        tell("member.eligible", 1);
        tell("request.start", start);
        tell("line.units", 72, 0);
        tell("line.frequency", 3, 0);
        tell("line.duration", 168, 0);
        add(submitted);
        add(Received{0, now_, now_, false, false});
        add(Completed{0, now_, false});
    }
    void refer(std::string_view level) {
        Referred referred;
        referred.from = case_.requests[0].level;
        referred.to = number(book().program().levels, level);
        add(referred);
        Assigned assigned;
        assigned.level = referred.to;
        add(assigned);
    }
    void pend() {
        now_ += hours{20};
        add(Pended{0, number(book().program().levels, "first level"), {"plan of care"}, "missing"});
        compose("pended");
    }
    void supply_and_refer() {
        now_ += hours{16};
        add(Supplied{0, {}, now_});
        add(Completed{0, now_, false});
        refer("physician level");
        compose("referred");
    }
    void compose(std::string_view notice) {
        const std::uint16_t which = number(book().program().notices, notice);
        for (const std::uint16_t line : book().program().notices[which].lines) {
            const auto next = static_cast<std::uint32_t>(case_.notices.size() + 1);
            add(Composed{0, which, line, next, {}});
            add(Sent{next});
        }
    }

    Instant now_;
    Case case_;
};

struct Material {
    std::vector<Case> cases;
    Instant now{};
    std::size_t marks = 0;

    Material() {
        for (std::size_t i = 0; i < cases_count; ++i) {
            Teller teller(i);
            now = std::max(now, teller.now());
            cases.push_back(teller.made());
            marks += cases.back().marks.size();
        }
    }
};

const Material& material() {
    static const Material made;
    return made;
}

void all_terms(benchmark::State& state) {
    std::vector<Term> out;
    std::size_t found = 0;
    for (auto _ : state) {
        found = 0;
        for (const Case& one : material().cases) {
            terms(one, book(), material().now, out);
            found += out.size();
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(cases_count));
    state.counters["terms a case"] = static_cast<double>(found) / cases_count;
    state.counters["marks a case"] = static_cast<double>(material().marks) / cases_count;
}

void alarms(benchmark::State& state) {
    std::vector<Term> all;
    for (const Case& one : material().cases) {
        const auto its = terms(one, book(), material().now);
        all.insert(all.end(), its.begin(), its.end());
        if (all.size() > 1000) break;
    }
    for (auto _ : state) benchmark::DoNotOptimize(next_alarm(all, material().now));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(all.size()));
}

void one_derivation(benchmark::State& state) {
    const Case& one = material().cases[3];
    const auto all = terms(one, book(), material().now);
    for (auto _ : state) benchmark::DoNotOptimize(derivation(one, book(), all.back()));
}

void one_rule_book(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(make_book());
}

class Limit : public benchmark::ConsoleReporter {
public:
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.run_name.function_name == "all_terms" && run.aggregate_name == "median")
                took_ = run.GetAdjustedCPUTime() / 1e3;
        }
        ConsoleReporter::ReportRuns(runs);
    }
    void print() const {
        if (took_ == 0) return; // it was not asked for
        fmt::print("the terms of {} cases: {:.2f} s of one processor ({}under {:.0f} s)\n", cases_count,
                   took_, took_ < limit_in_seconds ? "" : "NOT ", limit_in_seconds);
    }

private:
    double took_ = 0;
};

} // namespace
} // namespace assent::bench

int main(int argc, char** argv) {
    using namespace assent::bench;
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RegisterBenchmark("all_terms", all_terms)
        ->Unit(benchmark::kMillisecond)
        ->Repetitions(5)
        ->ReportAggregatesOnly(true);
    benchmark::RegisterBenchmark("alarms", alarms);
    benchmark::RegisterBenchmark("one_derivation", one_derivation)->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark("one_rule_book", one_rule_book)->Unit(benchmark::kMillisecond);
    Limit limit;
    benchmark::RunSpecifiedBenchmarks(&limit);
    limit.print();
}
