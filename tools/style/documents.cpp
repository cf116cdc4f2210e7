#include "style/documents.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "base/text.hpp"

namespace assent::style {
namespace {

using base::Diagnostics;

// The lines of a page; those in fences are empty, and code in backquotes is blanked.
std::vector<std::string> prose(std::string_view text) {
    std::vector<std::string> lines;
    bool fenced = false;
    for (const std::string_view line : base::split_lines(text)) {
        const bool fence = base::trim(line).starts_with("```");
        if (fence) fenced = !fenced;
        lines.emplace_back(fence || fenced ? std::string_view{} : line);
        bool quoted = false;
        for (char& c : lines.back()) {
            if (c == '`')
                quoted = !quoted;
            else if (quoted)
                c = ' ';
        }
    }
    return lines;
}

// The targets of `[words](target)` and `[word]: target` in a line.
std::vector<std::string> links_in(std::string_view line) {
    std::vector<std::string> targets;
    for (std::size_t open = line.find("]("); open != none; open = line.find("](", open + 2)) {
        const std::size_t close = line.find(')', open);
        if (close != none) targets.emplace_back(base::trim(line.substr(open + 2, close - open - 2)));
    }
    const std::size_t definition = line.starts_with("[") ? line.find("]: ") : none;
    if (definition != none) targets.emplace_back(base::trim(line.substr(definition + 3)));
    return targets;
}

bool is_relative(std::string_view target) {
    return !target.empty() && target[0] != '#' && target.find("://") == none &&
           !target.starts_with("mailto:");
}

// "docs/decisions/README.md" and "../glossary.md#unit" make "docs/glossary.md".
std::string resolved(std::string_view page, std::string_view target) {
    target = target.substr(0, target.find_first_of("# "));
    const std::filesystem::path folder = std::filesystem::path(page).parent_path();
    std::string path = (folder / target).lexically_normal().generic_string();
    if (path.ends_with('/')) path.pop_back();
    return path;
}

using Packages = std::map<std::string, base::Place>; // by name, and where it stands

// The words of a line of `x_packages=( a b ) # why`.
void take_packages(std::string_view line, const base::Place& place, Packages& packages) {
    line = line.substr(0, line.find('#'));
    for (const std::string_view word : base::split(line, ' ')) {
        if (!base::trim(word).empty()) packages.emplace(base::trim(word), place);
    }
}

void take_installed(const File& bootstrap, Packages& packages) {
    std::size_t number = 0;
    bool inside = false;
    for (std::string_view line : base::split_lines(bootstrap.text)) {
        ++number;
        const std::size_t open = line.find("_packages=(");
        if (!inside && open == none) continue;
        if (!inside) line = line.substr(open + 11);
        inside = line.find(')') == none;
        take_packages(line.substr(0, line.find(')')), at(bootstrap, number), packages);
    }
}

// The names in `"dependencies": {` and `"devDependencies": {`, one a line.
void take_pinned(const File& manifest, Packages& packages) {
    std::size_t number = 0;
    bool inside = false;
    for (const std::string_view line : base::split_lines(manifest.text)) {
        ++number;
        const bool opens = base::to_lower(line).find("dependencies\": {") != none;
        const std::vector<std::string_view> pieces = base::split(line, '"');
        inside = opens || (inside && pieces.size() > 1);
        if (inside && !opens) packages.emplace(pieces[1], at(manifest, number));
    }
}

Packages explained(const File& dependencies) {
    Packages packages;
    std::size_t number = 0;
    for (const std::string_view line : base::split_lines(dependencies.text)) {
        ++number;
        if (!line.starts_with("|")) continue;
        const std::vector<std::string_view> pieces = base::split(base::split(line, '|')[1], '`');
        for (std::size_t i = 1; i < pieces.size(); i += 2)
            packages.emplace(pieces[i], at(dependencies, number));
    }
    return packages;
}

} // namespace

std::set<std::string> places_in(const Files& files) {
    std::set<std::string> places{"."};
    for (const File& file : files) {
        for (std::filesystem::path path = file.path; !path.empty(); path = path.parent_path())
            places.insert(path.generic_string());
    }
    return places;
}

void check_markdown(const File& file, const std::set<std::string>& places, Diagnostics& found) {
    if (!is_markdown(file.path)) return;
    const std::vector<std::string> lines = prose(file.text);
    std::size_t titles = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].starts_with("# ")) ++titles;
        for (const std::string& target : links_in(lines[i])) {
            if (!is_relative(target) || places.contains(resolved(file.path, target))) continue;
            found.error(at(file, i + 1), fmt::format("links to `{}`, which is not there", target),
                        "write the path from this page's own folder, or delete the link");
        }
    }
    if (titles != 1 && file.path.find("notices/") == std::string::npos)
        found.error(at(file, 0), fmt::format("has {} titles", titles),
                    "give it one line that begins with `# `");
}

void check_packages(const PackageLists& lists, const File& dependencies, Diagnostics& found) {
    Packages here;
    take_installed(lists.bootstrap, here);
    if (here.empty())
        found.error(at(lists.bootstrap, 0), "installs no package that can be read",
                    "list them in arrays whose names end in `_packages`");
    take_pinned(lists.manifest, here);
    const Packages there = explained(dependencies);
    for (const auto& [package, place] : here) {
        if (!there.contains(package))
            found.error(
                place, fmt::format("installs `{}`, which is not explained", package),
                fmt::format("give it a row in {}: what it is used for, and why this one", dependencies.path));
    }
    for (const auto& [package, place] : there) {
        if (!here.contains(package))
            found.error(place, fmt::format("explains `{}`, which is not installed", package),
                        fmt::format("add it to {} or {}, or delete the row", lists.bootstrap.path,
                                    lists.manifest.path));
    }
}

} // namespace assent::style
