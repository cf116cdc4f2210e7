#pragma once
// Markdown: a relative link points at a file of the repository, and a page has one title. Letter
// templates (in a folder `notices`) have no title of a page and are spared that. Code in backquotes
// or fences is not read. And the packages: what script/bootstrap installs and package.json pins is
// what docs/dependencies.md explains.

#include <set>
#include <string>

#include "base/diagnostics.hpp"
#include "style/file.hpp"

namespace assent::style {

// Every file and every folder above one, by its path from the root.
std::set<std::string> places_in(const Files& files);

void check_markdown(const File& file, const std::set<std::string>& places, base::Diagnostics& found);

// Where packages are named: `bootstrap` holds arrays `NAME_packages=( ... )`, and `manifest` is npm's,
// with a dependency a line.
struct PackageLists {
    const File& bootstrap;
    const File& manifest;
};

// `dependencies` holds a table whose first column names packages in backquotes. A package in a list and
// not in the table, or the other way round, is an error.
void check_packages(const PackageLists& lists, const File& dependencies, base::Diagnostics& found);

} // namespace assent::style
