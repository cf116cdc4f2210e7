#include "app/house_commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/clock.hpp"
#include "app/data_folder.hpp"
#include "app/opened_store.hpp"
#include "base/failure.hpp"
#include "catalog/program_folder.hpp"
#include "desk/rebuild.hpp"
#include "desk/second_step.hpp"
#include "letters/check_templates.hpp"

namespace assent::app {
namespace {

// Whoever has the folder's keys in their hands acts as its administrator.
const casework::PersonId administrator{"administrator"};

// What keeps a version from being published, beside what its text already said.
base::Diagnostics unfit(const catalog::Version& version) {
    const auto rules = desk::Rules::of(version, [](const std::string& id) { return id; });
    if (!rules) return rules.error();
    if (!version.program.has_casework()) return {};
    const auto templates = desk::templates_of(version);
    return letters::check_templates(version.program, *templates);
}

catalog::FoundPrograms read_all(const std::vector<std::string>& folders) {
    catalog::FoundPrograms all;
    for (const std::string& folder : folders) {
        auto found = catalog::read_programs(folder, catalog::Scenarios::Leave);
        std::move(found.programs.begin(), found.programs.end(), std::back_inserter(all.programs));
        all.diagnostics.append(std::move(found.diagnostics));
    }
    return all;
}

bool is_included_only(const policy::Program& program) { return program.header.calendar.empty(); }

} // namespace

ExitCode run(const InitOptions& options, Console& console) {
    const DataFolder folder(options.data);
    std::filesystem::create_directories(options.data);
    if (options.training) folder.make_training();
    folder.make();
    const store::SqliteStore made(folder.new_store_settings());
    console.say(
        fmt::format("{0} is ready: its store, its documents, and its keys in {0}/keys.\n"
                    "Keep a copy of the keys elsewhere: no backup holds them, and without them no document "
                    "can be read.\nNext: assent publish programs --data {0}\n",
                    options.data));
    return ExitCode::Fine;
}

ExitCode run(const PublishOptions& options, Console& console) {
    catalog::FoundPrograms found = read_all(options.folders);
    for (const catalog::ProgramVersions& program : found.programs) {
        for (const catalog::Version& version : program.versions) {
            if (!is_included_only(version.program)) found.diagnostics.append(unfit(version));
        }
    }
    console.list(found.diagnostics);
    if (found.diagnostics.has_errors()) {
        console.complain("nothing was published\n");
        return ExitCode::WrongInput;
    }
    store::SqliteStore store(options.server.folder().store_settings());
    for (const catalog::ProgramVersions& program : found.programs) {
        for (const catalog::Version& version : program.versions) {
            if (is_included_only(version.program)) continue;
            const bool fresh = desk::publish(store, version, administrator, now());
            console.say(fmt::format("{} {}, effective {}, {}\n",
                                    fresh ? "published" : "there already:", version.program.header.id.text,
                                    calendar::to_text(version.program.header.effective),
                                    version.program.hash.substr(0, 12)));
        }
    }
    return ExitCode::Fine;
}

ExitCode run(const RebuildOptions& options, Console& console) {
    const DataFolder folder = options.server.folder();
    const store::DiskFile reserved = folder.reserve();
    const OpenedStore opened(folder);
    const auto cases = desk::rebuild(opened.store(), opened.shelf());
    console.say(fmt::format("rebuilt {}\n", counted(static_cast<std::size_t>(cases), "case")));
    return ExitCode::Fine;
}

ExitCode run(const RotateOptions& options, Console& console) {
    const DataFolder folder = options.server.folder();
    store::SqliteStore store(folder.store_settings());
    store::Documents documents = folder.open_documents();
    const std::size_t sealed = desk::seal_second_steps_anew(store, documents.keys(), {now(), administrator});
    const store::Rotation done = documents.rotate([](std::size_t, std::size_t) {});
    for (const store::FaultyDocument& one : done.left)
        console.say(fmt::format("document {} {}\n", base::hex_text(one.digest), to_text(one.fault)));
    console.say(fmt::format("{} encrypted anew, {} left as they were\n", counted(done.rotated, "document"),
                            done.left.size()));
    console.say(fmt::format("{} sealed anew\n", counted(sealed, "second step")));
    return done.left.empty() ? ExitCode::Fine : ExitCode::WrongInput;
}

} // namespace assent::app
