#include "catalog/version_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "calendar/calendar_text.hpp"
#include "catalog/included_programs.hpp"
#include "catalog/zones.hpp"
#include "policy/read_program.hpp"

namespace assent::catalog {
namespace {

using policy::NamedText;

// What a version's hash is over: names with their contents. Each is preceded by its length, so that
// nothing can be moved from one into the next unnoticed.
class HashedParts {
public:
    void add(std::string name, std::string_view content) {
        std::string& lines = parts_[std::move(name)];
        for (const std::string_view line : base::split_lines(content)) lines.append(line).append("\n");
    }

    std::string hash() const {
        std::string all = "program 1\n";
        for (const auto& [name, content] : parts_) {
            all += fmt::format("{} {}\n{}\n", name.size(), content.size(), name);
            all += content;
        }
        return base::sha256_text(all);
    }

private:
    std::map<std::string, std::string> parts_;
};

class VersionReader {
public:
    VersionReader(const Path& folder, base::Diagnostics& diagnostics)
        : folder_(folder), diagnostics_(diagnostics) {}

    std::optional<Version> read(Scenarios scenarios) {
        const policy::ProgramText text = read_texts(scenarios);
        auto program = policy::read_program(text, diagnostics_);
        if (!program) {
            diagnostics_.append(std::move(program.error()));
            return std::nullopt;
        }
        Version version{folder_, std::move(*program)};
        check_folder(version.program);
        check_lists(version.program, text);
        for (std::size_t i = 0; i < version.program.origins.size(); ++i)
            version.calendars.push_back(read_calendar(version.program, i));
        read_zone(version);
        read_notices(version);
        version.program.hash = parts_.hash();
        return version;
    }

private:
    static NamedText named(const Path& file) { return {shown(file), file_text(file)}; }

    policy::ProgramText read_texts(Scenarios scenarios) {
        policy::ProgramText text;
        text.policy = named(folder_ / policy_file);
        parts_.add(policy_file, text.policy.text);
        for (const Path& file : files_in(folder_ / "codes", ".csv")) {
            const NamedText& rows = text.lists[file.stem().string()] = named(file);
            parts_.add("codes/" + file.filename().string(), rows.text);
        }
        read_included(text);
        if (scenarios == Scenarios::Leave) return text;
        for (const Path& file : files_in(folder_ / "scenarios", ".policy"))
            text.scenarios.push_back(named(file));
        return text;
    }

    // What is missing is told by the reader of the program, which knows the line.
    void read_included(policy::ProgramText& text) {
        const std::vector<policy::Piece> ids = policy::included_by(text.policy.text);
        const auto programs = ids.empty() ? std::nullopt : programs_around(folder_);
        if (!programs) return;
        for (const policy::Piece& id : ids) {
            const auto version = newest_version(*programs, id.text);
            if (!version) {
                text.programs = program_ids(*programs);
                continue;
            }
            const NamedText policy = named(*version / policy_file);
            if (!text.included.try_emplace(id.text, policy).second) continue;
            parts_.add("includes/" + id.text, policy.text);
        }
    }

    static base::Place place_of_header(const policy::Program& program) {
        return {program.file, program.header.id.line, program.header.id.column, {}};
    }

    void check_folder(const policy::Program& program) {
        const Path whole = complete(folder_);
        const std::string effective = calendar::to_text(program.header.effective);
        if (whole.filename() != effective) {
            diagnostics_.error(place_of_header(program),
                               fmt::format("the program holds from {}, and its folder is called `{}`",
                                           effective, whole.filename().string()),
                               fmt::format("name the folder `{}`, or correct `effective`", effective));
        }
        std::string below;
        for (const Path& part : whole.parent_path()) {
            below = part == "programs" ? "/" : below.empty() ? "" : (Path(below) / part).generic_string();
        }
        if (below.empty() || below == "/" + program.header.id.text) return;
        diagnostics_.warning(place_of_header(program),
                             fmt::format("the program is called `{}`, and its folder says `{}`",
                                         program.header.id.text, below.substr(1)),
                             "give both the same name, so that one is found by the other");
    }

    void check_lists(const policy::Program& program, const policy::ProgramText& text) {
        std::vector<std::string> lists;
        for (const policy::ListDef& list : program.lists) lists.push_back(list.name.text);
        for (const auto& [name, rows] : text.lists) {
            if (std::find(lists.begin(), lists.end(), name) != lists.end()) continue;
            std::string hint = base::did_you_mean(name, lists);
            if (hint.empty()) hint = fmt::format("declare `list {}`, or take the file out", name);
            diagnostics_.warning({rows.file, 0, 0, {}}, "no list of the program has these rows",
                                 std::move(hint));
        }
    }

    // Calendars lie beside the programs, for all of them; one that several name is read once.
    std::optional<calendar::BusinessCalendar> read_calendar(const policy::Program& program,
                                                            std::size_t origin) {
        const std::string& name = program.origins[origin].calendar;
        if (name.empty()) return std::nullopt;
        const auto known = calendars_.find(name);
        if (known != calendars_.end()) return known->second;
        const auto calendars = nearest(folder_, "calendars");
        const Path file = calendars.value_or("calendars") / (name + ".calendar");
        if (!calendars || name.find('/') != std::string::npos || !is_file(file)) {
            no_calendar(program, origin, calendars);
            return std::nullopt;
        }
        const std::string text = file_text(file);
        parts_.add("calendars/" + name + ".calendar", text);
        auto calendar = calendar::parse_calendar(text, shown(file));
        if (calendar) return calendars_.emplace(name, std::move(*calendar)).first->second;
        diagnostics_.append(std::move(calendar.error()));
        return std::nullopt;
    }

    void read_zone(Version& version) {
        const std::string& name = version.program.header.zone;
        if (name.empty()) return;
        auto zone = load_zone(name);
        if (zone) {
            version.zone = std::move(*zone);
            return;
        }
        for (const base::Diagnostic& mistake : zone.error())
            diagnostics_.error(place_of_header(version.program), mistake.message, mistake.hint);
    }

    // "saying log in" is said by notices/log-in.md.
    void read_notices(Version& version) {
        for (const Path& file : files_in(folder_ / "notices", ".md")) {
            std::string name = file.stem().string();
            std::replace(name.begin(), name.end(), '-', ' ');
            const NamedText& text = version.notices[name] = named(file);
            parts_.add("notices/" + file.filename().string(), text.text);
        }
    }

    void no_calendar(const policy::Program& program, std::size_t origin,
                     const std::optional<Path>& calendars) {
        const std::string& name = program.origins[origin].calendar;
        std::vector<std::string> known;
        if (calendars) {
            for (const Path& file : files_in(*calendars, ".calendar")) known.push_back(file.stem().string());
        }
        std::string hint = base::did_you_mean(name, known);
        if (hint.empty()) {
            hint = calendars ? fmt::format("write it in {}/{}.calendar", shown(*calendars), name)
                             : "calendars lie in a folder `calendars` beside the programs";
        }
        const base::Place place =
            origin == 0 ? place_of_header(program) : program.place(program.header.includes[origin - 1]);
        diagnostics_.error(place, fmt::format("there is no calendar `{}`", name), std::move(hint));
    }

    const Path& folder_;
    base::Diagnostics& diagnostics_;
    HashedParts parts_;
    std::map<std::string, calendar::BusinessCalendar> calendars_; // by name
};

} // namespace

base::Result<Version> read_version(const Path& folder, Scenarios scenarios, base::Diagnostics& warnings) {
    base::Diagnostics diagnostics;
    auto version = VersionReader(folder, diagnostics).read(scenarios);
    diagnostics.sort();
    if (diagnostics.has_errors()) return base::refused(std::move(diagnostics));
    warnings.append(std::move(diagnostics));
    return std::move(*version);
}

} // namespace assent::catalog
