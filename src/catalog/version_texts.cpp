#include "catalog/version_texts.hpp"

#include "catalog/included_programs.hpp"

namespace assent::catalog {
namespace {

using policy::NamedText;

NamedText named(const Path& file) { return {shown(file), file_text(file)}; }

void add_files(const Path& folder, std::string_view ending, VersionTexts& texts) {
    for (const Path& file : files_in(folder, ending))
        texts.parts[(folder.filename() / file.filename()).generic_string()] = named(file);
}

// What is missing is told by the reader of the program, which knows the line.
void add_included(VersionTexts& texts) {
    const auto ids = policy::included_by(texts.parts.at(policy_file).text);
    const auto programs = ids.empty() ? std::nullopt : programs_around(texts.folder);
    if (!programs) return;
    for (const policy::Piece& id : ids) {
        if (const auto version = newest_version(*programs, id.text)) {
            texts.parts["includes/" + id.text] = named(*version / policy_file);
        } else {
            texts.programs = program_ids(*programs);
        }
    }
}

} // namespace

std::map<std::string, const NamedText*> VersionTexts::below(std::string_view prefix,
                                                            std::string_view ending) const {
    std::map<std::string, const NamedText*> found;
    for (const auto& [name, text] : parts) {
        if (!name.starts_with(prefix) || !name.ends_with(ending)) continue;
        found[name.substr(prefix.size(), name.size() - prefix.size() - ending.size())] = &text;
    }
    return found;
}

VersionTexts texts_in(const Path& folder, Scenarios scenarios) {
    VersionTexts texts{folder, {{policy_file, named(folder / policy_file)}}};
    add_files(folder / "codes", ".csv", texts);
    add_files(folder / "notices", ".md", texts);
    texts.calendars = nearest(folder, "calendars");
    if (texts.calendars) add_files(*texts.calendars, ".calendar", texts);
    add_included(texts);
    if (scenarios == Scenarios::Leave) return texts;
    for (const Path& file : files_in(folder / "scenarios", ".policy")) texts.scenarios.push_back(named(file));
    return texts;
}

} // namespace assent::catalog
