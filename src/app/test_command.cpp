#include <fmt/format.h>

#include <algorithm>

#include "app/commands.hpp"
#include "app/stage.hpp"
#include "base/text.hpp"
#include "catalog/program_folder.hpp"
#include "policy/coverage.hpp"
#include "policy/mutation.hpp"
#include "timelines/read_timeline.hpp"

namespace assent::app {
namespace {

using policy::Example;
using policy::Program;

// One version of a program with its examples; `passed` when every one of them does.
struct Tried {
    Program program;
    std::vector<Example> examples;
    bool passed = true;
};

class Tester {
public:
    Tester(const TestOptions& options, Console& console) : options_(options), console_(console) {}

    ExitCode run() {
        for (const std::string& folder : options_.folders) read(folder);
        for (Tried& tried : tried_) run_examples(tried);
        console_.say(fmt::format("{} passed, {} failed\n", passed_, failed_));
        fine_ &= failed_ == 0;
        for (const Tried& tried : tried_) {
            if (options_.coverage) show_coverage(tried);
        }
        if (options_.mutate) show_mutants();
        return fine_ ? ExitCode::Fine : ExitCode::WrongInput;
    }

private:
    void refuse(const base::Diagnostics& diagnostics) {
        console_.list(diagnostics);
        fine_ &= !diagnostics.has_errors();
    }

    void read(const std::string& folder) {
        auto found = catalog::read_programs(folder, catalog::Scenarios::Read);
        refuse(found.diagnostics);
        for (auto& program : found.programs) {
            for (auto& version : program.versions) {
                play_timelines(version);
                auto examples = policy::read_examples(version.program);
                if (examples) {
                    tried_.push_back({std::move(version.program), std::move(*examples)});
                } else {
                    refuse(examples.error());
                }
            }
        }
    }

    void play_timelines(const catalog::Version& version) {
        const auto timelines = timelines::read_timelines(version.program, version.program.scenarios);
        if (!timelines) return refuse(timelines.error());
        if (timelines->empty()) return;
        const auto stage = Stage::of(version);
        if (!stage) return refuse(stage.error());
        for (const timelines::Timeline& one : *timelines) {
            const timelines::Play played = stage->play(one);
            ++(played.as_expected() ? passed_ : failed_);
            console_.say(timelines::unmet_text(played));
        }
    }

    void run_examples(Tried& tried) {
        for (const Example& example : tried.examples) {
            const std::vector<std::string> differences = policy::differences(tried.program, example);
            ++(differences.empty() ? passed_ : failed_);
            if (differences.empty()) continue;
            tried.passed = false;
            console_.say(fmt::format("{}:{}: {}\n", example.file, example.line, example.scenario));
            for (const std::string& one : differences) console_.say(fmt::format("    {}\n", one));
        }
    }

    void show_coverage(const Tried& tried) {
        const policy::Coverage coverage = policy::coverage(tried.program, tried.examples);
        std::size_t width = 9;
        for (const auto& one : coverage.criteria) width = std::max(width, one.criterion.size());
        console_.say(fmt::format("\n{}, effective {}\n", tried.program.header.id.text,
                                 calendar::to_text(tried.program.header.effective)));
        console_.say(
            fmt::format("  {:{}}  {:3}  {:7}  {:7}\n", "criterion", width, "met", "not met", "unknown"));
        const auto mark = [](bool tried_alone) { return tried_alone ? "yes" : "no"; };
        for (const auto& one : coverage.criteria) {
            console_.say(fmt::format("  {:{}}  {:3}  {:7}  {}\n", one.criterion, width, mark(one.met),
                                     mark(one.not_met), mark(one.unknown)));
        }
        console_.say(fmt::format("  {} named: {}\n", counted(coverage.ids.size(), "requirement"),
                                 base::listed(coverage.ids)));
        for (const std::string& gap : coverage.gaps) console_.say(fmt::format("  gap: {}\n", gap));
        fine_ &= coverage.gaps.empty();
    }

    void show_mutants() {
        std::size_t all = 0, survived = 0;
        for (const Tried& tried : tried_) {
            if (!tried.passed) {
                console_.say(fmt::format("\n{} is not changed while an example fails\n",
                                         tried.program.header.id.text));
                continue;
            }
            for (const policy::Mutant& mutant : policy::mutate(tried.program, tried.examples)) {
                ++all;
                if (mutant.caught) continue;
                ++survived;
                console_.say(fmt::format("{}:{}:{}: no example notices when {}\n", mutant.place.file,
                                         mutant.place.line, mutant.place.column, mutant.change));
            }
        }
        console_.say(fmt::format("{} mutants, {} caught, {} survived\n", all, all - survived, survived));
        fine_ &= survived == 0;
    }

    const TestOptions& options_;
    Console& console_;
    std::vector<Tried> tried_;
    std::size_t passed_ = 0, failed_ = 0;
    bool fine_ = true;
};

} // namespace

ExitCode run(const TestOptions& options, Console& console) { return Tester(options, console).run(); }

} // namespace assent::app
