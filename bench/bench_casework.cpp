// bench_casework: what it takes to decide a command and apply its events, under a program with all its
// notices and an included one, and to build a case of 200 events again. A life of a request is a dozen
// commands: it is submitted without a paper, claimed, pended, supplied, approved, sent and numbered. Wanted:
// 300,000 commands a second, and 100 microseconds. Takes the arguments of Google Benchmark.

#include <benchmark/benchmark.h>
#include <fmt/core.h>

#include <chrono>
#include <string_view>
#include <vector>

#include "base/expects.hpp"
#include "casework/decide.hpp"
#include "catalog/program_folder.hpp"
#include "codes/packed_code.hpp"
#include "policy/day.hpp"

namespace assent::bench {
namespace {

using namespace casework;
using std::chrono::hours;
using std::chrono::minutes;

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

const RuleBook& book() {
    static const RuleBook made = [] {
        std::vector<calendar::BusinessCalendar> calendars;
        for (std::size_t i = 0; i < version().program.origins.size(); ++i)
            calendars.push_back(*version().calendar_of(i));
        return RuleBook(version().program, std::move(calendars), *version().zone);
    }();
    return made;
}

std::uint16_t fact(std::string_view name) {
    const policy::FactDef* found = book().program().fact(name);
    base::expects(found != nullptr, "a fact of the program");
    return static_cast<std::uint16_t>(found - book().program().facts.data());
}

// Approvals compose nothing when they are decided.
class NoWords final : public NoticeComposer {
public:
    Composition compose(const NoticeDemand&) const override { return {}; }
};

struct Commanded {
    Command command;
    Actor actor;
};

Actor actor(Role role, std::string person, std::vector<Credential> credentials = {}) {
    Actor made;
    made.role = role;
    made.person.text = std::move(person);
    if (role == Role::Provider) made.organization.text = "clinic";
    made.credentials = std::move(credentials);
    return made;
}

constexpr Instant morning = calendar::Date{std::chrono::year{2026} / 11 / 20} + hours{15};

Submit submission() {
    Submit made;
    made.lines = 1;
    const auto tell = [&](std::string_view name, std::int64_t value, std::int16_t line = -1) {
        made.facts.push_back({fact(name), line, value, {}, false});
    };
    tell("member.eligible", 1);
    tell("request.discipline", *book().program().words.find("physical therapy"));
    tell("request.start", policy::days_of(book().day_of(morning)) + 10);
    tell("line.code", *codes::packed_procedure("97110"), 0);
    for (const std::string_view what : {"units", "ordered_units"}) tell(fmt::format("line.{}", what), 72, 0);
    for (const std::string_view what : {"frequency", "ordered_frequency"})
        tell(fmt::format("line.{}", what), 3, 0);
    for (const std::string_view what : {"duration", "ordered_duration"})
        tell(fmt::format("line.{}", what), 168, 0);
    made.papers = {{"order", {}, morning, policy::Channel::Upload, 1}};
    return made;
}

std::vector<Commanded> life() {
    const Actor clerk = actor(Role::Provider, "clerk", {{"therapy provider", "physical therapy", {}, {}}});
    const Actor therapist =
        actor(Role::Reviewer, "therapist", {{"licensed therapist", "physical therapy", {}, {}}});
    const Actor system = actor(Role::System, "system"), agent = actor(Role::FiscalAgent, "agent");
    Supply supply;
    supply.papers = {{"plan of care", {}, morning, policy::Channel::Upload, 4}};
    const LineDecision line{0, policy::LevelAct::ApproveAsRequested, {}, "criteria are satisfied"};
    std::vector<Commanded> all = {{submission(), clerk},
                                  {Claim{0}, therapist},
                                  {Pend{0, {"plan of care"}, "it is missing"}, therapist},
                                  {Pass{}, actor(Role::Timer, "timer")},
                                  {supply, clerk},
                                  {Decide{0, {line}, {"therapy criteria", "2026.1"}}, therapist}};
    for (std::uint32_t notice = 1; notice <= 4; ++notice) all.push_back({Send{notice}, system});
    Known number{fact("number.received"), -1, morning.time_since_epoch().count(), "PA-1", false};
    all.push_back({Report{0, {number}}, agent});
    all.push_back({Message{policy::Happening::QuestionAsked, 0, policy::Channel::Portal, {}, "?"}, clerk});
    return all;
}

Case lived(const std::vector<Commanded>& commands, Events* kept = nullptr) {
    static const NoWords composer;
    Case now;
    Instant at = morning;
    for (const Commanded& one : commands) {
        at += minutes{1};
        auto events = decide(now, one.command, {at, one.actor, book(), composer, {}});
        base::expects(events.has_value(), "every command of the life is allowed");
        for (const Event& event : *events) now = evolve(std::move(now), event);
        if (kept) kept->insert(kept->end(), events->begin(), events->end());
    }
    return now;
}

void decide_and_apply(benchmark::State& state) {
    const std::vector<Commanded> commands = life();
    for (auto _ : state) benchmark::DoNotOptimize(lived(commands).events);
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(commands.size()));
}
BENCHMARK(decide_and_apply);

void build_again(benchmark::State& state) {
    std::vector<Commanded> commands = life();
    const Commanded last = commands.back();
    Events events;
    while (events.size() < 200) {
        events.clear();
        commands.push_back(last);
        lived(commands, &events);
    }
    for (auto _ : state) benchmark::DoNotOptimize(replay({}, {}, events).events);
    state.counters["events"] = static_cast<double>(events.size());
}
BENCHMARK(build_again)->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace assent::bench

BENCHMARK_MAIN();
