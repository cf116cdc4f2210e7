#include "app/playbill.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "catalog/included_programs.hpp"
#include "catalog/program_folder.hpp"
#include "policy/block.hpp"
#include "policy/dated_line.hpp"
#include "policy/read_program.hpp"
#include "timelines/read_timeline.hpp"

namespace assent::app {
namespace {

using base::Diagnostics;
using policy::ScenarioText;

// The timelines among the scenarios, under that version; none, and the mistakes, when they do not read.
void add(catalog::Version version, const std::vector<ScenarioText>& scenarios, std::vector<Playbill>& all,
         Diagnostics& diagnostics) {
    auto read = timelines::read_timelines(version.program, scenarios);
    if (!read) return diagnostics.append(std::move(read.error()));
    if (!read->empty()) all.push_back({std::move(version), std::move(*read)});
}

std::vector<Playbill> of_folder(const catalog::Path& folder, Diagnostics& diagnostics) {
    std::vector<Playbill> all;
    auto found = catalog::read_programs(folder, catalog::Scenarios::Read);
    diagnostics.append(std::move(found.diagnostics));
    for (catalog::ProgramVersions& program : found.programs) {
        for (catalog::Version& version : program.versions) {
            const auto scenarios = version.program.scenarios;
            add(std::move(version), scenarios, all, diagnostics);
        }
    }
    return all;
}

// The version's folder that the file lies in.
std::optional<catalog::Path> version_around(const catalog::Path& file) {
    for (catalog::Path folder = catalog::complete(file).parent_path(); folder.has_relative_path();
         folder = folder.parent_path()) {
        if (catalog::is_file(folder / catalog::policy_file)) return folder;
    }
    return std::nullopt;
}

std::vector<ScenarioText> dated_scenarios(const catalog::Path& file, Diagnostics& diagnostics) {
    const std::string name = catalog::shown(file);
    std::vector<ScenarioText> all;
    for (policy::Block& block : policy::read_blocks(catalog::file_text(file), name, diagnostics).blocks) {
        if (block.construct == policy::Construct::Scenario) all.push_back({name, std::move(block)});
    }
    return all;
}

std::vector<Playbill> of_program_file(const catalog::Path& file, const catalog::Path& folder,
                                      Diagnostics& diagnostics) {
    std::vector<Playbill> all;
    auto version = catalog::read_version(folder, catalog::Scenarios::Read, diagnostics);
    if (!version) {
        diagnostics.append(std::move(version.error()));
        return all;
    }
    const auto scenarios = version->program.scenarios;
    add(std::move(*version), scenarios, all, diagnostics);
    const std::string name = catalog::shown(file);
    for (Playbill& bill : all)
        std::erase_if(bill.timelines, [&](const timelines::Timeline& one) { return one.file != name; });
    return all;
}

// The program that a file's timelines name, and the day of their first step.
struct Named {
    std::string id;
    calendar::Date on{};
    policy::Piece place;
};
std::optional<Named> named_in(const std::vector<ScenarioText>& scenarios) {
    for (const ScenarioText& scenario : scenarios) {
        if (!policy::is_dated(scenario.block)) continue;
        const policy::Line* program = scenario.block.first("program");
        if (!program) continue;
        const auto step = std::find_if(scenario.block.lines.begin(), scenario.block.lines.end(),
                                       [](const policy::Line& line) { return policy::is_dated(line); });
        const auto date = calendar::parse_date(policy::moment_of_step(step->rest.text).date);
        return Named{program->rest.text, date.value_or(calendar::Date{}), program->rest};
    }
    return std::nullopt;
}

std::optional<catalog::Path> programs_root(const catalog::Path& file, const std::string& said) {
    if (!said.empty()) return catalog::Path(said);
    if (auto around = catalog::programs_around(catalog::complete(file).parent_path())) return around;
    for (const catalog::Path& from : {catalog::complete(file).parent_path(), catalog::complete(".")}) {
        if (const auto beside = catalog::nearest(from, "programs")) return beside;
    }
    return std::nullopt;
}

std::vector<Playbill> of_lone_file(const catalog::Path& file, const std::string& programs,
                                   Diagnostics& diagnostics) {
    std::vector<Playbill> all;
    const auto scenarios = dated_scenarios(file, diagnostics);
    const auto named = named_in(scenarios);
    const auto root = programs_root(file, programs);
    const auto refuse = [&](const policy::Piece& at, std::string message, std::string hint) {
        diagnostics.error({catalog::shown(file), at.line, at.column, {}}, std::move(message),
                          std::move(hint));
        return all;
    };
    if (!named) return refuse({}, "no timeline here names its program", "write `program ID` in a scenario");
    const catalog::Path folder = root.value_or("programs") / named->id;
    if (!root || !catalog::is_folder(folder))
        return refuse(named->place, fmt::format("there is no program `{}`", named->id),
                      "name the folder of programs with --programs");
    auto found = catalog::read_one_program(folder, catalog::Scenarios::Read, diagnostics);
    if (!found) {
        diagnostics.append(std::move(found.error()));
        return all;
    }
    const catalog::Version* version = found->governing({std::nullopt, named->on});
    if (!version)
        return refuse(named->place, fmt::format("no version is in force on {}", calendar::to_text(named->on)),
                      "versions are in force " + found->in_force());
    add(*version, scenarios, all, diagnostics);
    return all;
}

} // namespace

std::vector<Playbill> playbills(const std::string& path, const std::string& programs,
                                Diagnostics& diagnostics) {
    if (catalog::is_folder(path)) return of_folder(path, diagnostics);
    if (!catalog::is_file(path)) {
        diagnostics.error({path, 0, 0, {}}, "there is no such file or folder",
                          "name a file of timelines, or a folder of programs");
        return {};
    }
    const auto folder = version_around(path);
    return folder ? of_program_file(path, *folder, diagnostics) : of_lone_file(path, programs, diagnostics);
}

} // namespace assent::app
