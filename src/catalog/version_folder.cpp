#include "catalog/version_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "calendar/calendar_text.hpp"
#include "catalog/version_texts.hpp"
#include "catalog/zones.hpp"
#include "policy/read_program.hpp"

namespace assent::catalog {
namespace {

using policy::NamedText;

// What a version's hash is over: names with their contents. Each is preceded by its length, so that
// nothing can be moved from one into the next unnoticed.
std::string hash_of(const std::map<std::string, std::string>& parts) {
    std::string all = "program 1\n";
    for (const auto& [name, content] : parts) {
        all += fmt::format("{} {}\n{}\n", name.size(), content.size(), name);
        all += content;
    }
    return base::sha256_text(all);
}

std::string with_plain_line_ends(std::string_view content) {
    std::string lines;
    for (const std::string_view line : base::split_lines(content)) lines.append(line).append("\n");
    return lines;
}

base::Place place_of_header(const policy::Program& program) {
    return {program.file, program.header.id.line, program.header.id.column, {}};
}

class VersionReader {
public:
    VersionReader(const VersionTexts& texts, base::Diagnostics& diagnostics)
        : texts_(texts), diagnostics_(diagnostics) {}

    std::optional<Version> read() {
        const policy::ProgramText text = text_of_program();
        auto program = policy::read_program(text, diagnostics_);
        if (!program) {
            diagnostics_.append(std::move(program.error()));
            return std::nullopt;
        }
        Version version{texts_.folder, std::move(*program)};
        check_lists(version.program, text);
        for (std::size_t i = 0; i < version.program.origins.size(); ++i)
            version.calendars.push_back(read_calendar(version.program, i));
        read_zone(version);
        for (const auto& [name, notice] : texts_.below("notices/", ".md")) {
            std::string spaced = name; // "saying log in" is said by notices/log-in.md
            std::replace(spaced.begin(), spaced.end(), '-', ' ');
            version.notices[spaced] = used("notices/" + name + ".md", *notice);
        }
        version.program.hash = hash_of(parts_);
        version.parts = std::move(parts_);
        return version;
    }

private:
    const NamedText& used(std::string part, const NamedText& text) {
        parts_.try_emplace(std::move(part), with_plain_line_ends(text.text));
        return text;
    }

    policy::ProgramText text_of_program() {
        policy::ProgramText text;
        text.policy = used(policy_file, texts_.parts.at(policy_file));
        for (const auto& [name, rows] : texts_.below("codes/", ".csv"))
            text.lists[name] = used("codes/" + name + ".csv", *rows);
        for (const auto& [id, included] : texts_.below("includes/", ""))
            text.included[id] = used("includes/" + id, *included);
        text.programs = texts_.programs;
        text.scenarios = texts_.scenarios;
        return text;
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

    // One that several rules count on is read once.
    std::optional<calendar::BusinessCalendar> read_calendar(const policy::Program& program,
                                                            std::size_t origin) {
        const std::string& name = program.origins[origin].calendar;
        if (name.empty()) return std::nullopt;
        const auto known = calendars_.find(name);
        if (known != calendars_.end()) return known->second;
        const auto found = texts_.parts.find("calendars/" + name + ".calendar");
        if (found == texts_.parts.end()) {
            no_calendar(program, origin);
            return std::nullopt;
        }
        const NamedText& text = used(found->first, found->second);
        auto calendar = calendar::parse_calendar(text.text, text.file);
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

    void no_calendar(const policy::Program& program, std::size_t origin) {
        const std::string& name = program.origins[origin].calendar;
        std::vector<std::string> known;
        for (const auto& [calendar, text] : texts_.below("calendars/", ".calendar"))
            known.push_back(calendar);
        std::string hint = base::did_you_mean(name, known);
        if (hint.empty()) {
            hint = texts_.calendars
                       ? fmt::format("write it in {}/{}.calendar", shown(*texts_.calendars), name)
                       : "calendars lie in a folder `calendars` beside the programs";
        }
        const base::Place place =
            origin == 0 ? place_of_header(program) : program.place(program.header.includes[origin - 1]);
        diagnostics_.error(place, fmt::format("there is no calendar `{}`", name), std::move(hint));
    }

    const VersionTexts& texts_;
    base::Diagnostics& diagnostics_;
    std::map<std::string, std::string> parts_;                    // what was used of the texts, by name
    std::map<std::string, calendar::BusinessCalendar> calendars_; // by name
};

void check_folder(const Path& folder, const policy::Program& program, base::Diagnostics& diagnostics) {
    const Path whole = complete(folder);
    const std::string effective = calendar::to_text(program.header.effective);
    if (whole.filename() != effective) {
        diagnostics.error(place_of_header(program),
                          fmt::format("the program holds from {}, and its folder is called `{}`", effective,
                                      whole.filename().string()),
                          fmt::format("name the folder `{}`, or correct `effective`", effective));
    }
    std::string below;
    for (const Path& part : whole.parent_path()) {
        below = part == "programs" ? "/" : below.empty() ? "" : (Path(below) / part).generic_string();
    }
    if (below.empty() || below == "/" + program.header.id.text) return;
    diagnostics.warning(place_of_header(program),
                        fmt::format("the program is called `{}`, and its folder says `{}`",
                                    program.header.id.text, below.substr(1)),
                        "give both the same name, so that one is found by the other");
}

} // namespace

base::Result<Version> read_version(const VersionTexts& texts, base::Diagnostics& warnings) {
    base::Diagnostics diagnostics;
    auto version = VersionReader(texts, diagnostics).read();
    if (version && !texts.folder.empty()) check_folder(texts.folder, version->program, diagnostics);
    diagnostics.sort();
    if (diagnostics.has_errors()) return base::refused(std::move(diagnostics));
    warnings.append(std::move(diagnostics));
    return std::move(*version);
}

base::Result<Version> read_version(const Path& folder, Scenarios scenarios, base::Diagnostics& warnings) {
    return read_version(texts_in(folder, scenarios), warnings);
}

} // namespace assent::catalog
