#include "style/style.hpp"

#include <algorithm>

#include "style/bans.hpp"
#include "style/documents.hpp"
#include "style/layers.hpp"
#include "style/layout.hpp"
#include "style/sizes.hpp"

namespace assent::style {
namespace {

using base::Diagnostics;

// A file that the checks rest on; an error when it is missing.
const File* required(const Files& files, const std::string& path, Diagnostics& found) {
    const auto file = std::find_if(files.begin(), files.end(), [&](const File& f) { return f.path == path; });
    if (file != files.end()) return &*file;
    found.error({.file = path, .line = 0, .column = 0, .pointer = {}}, "is missing",
                "the style is read out of it; write it again");
    return nullptr;
}

Layers layers_of(const Files& files, Diagnostics& found) {
    const File* architecture = required(files, "ARCHITECTURE.md", found);
    if (architecture == nullptr) return {};
    base::Result<Layers> layers = read_layers(*architecture);
    if (!layers) found.append(std::move(layers.error()));
    return layers.value_or(Layers{});
}

} // namespace

Diagnostics check(const Files& files) {
    Diagnostics found;
    const Layers layers = layers_of(files, found);
    const File* bootstrap = required(files, "script/bootstrap", found);
    const File* manifest = required(files, "package.json", found);
    const File* dependencies = required(files, "docs/dependencies.md", found);
    if (bootstrap != nullptr && manifest != nullptr && dependencies != nullptr)
        check_packages({*bootstrap, *manifest}, *dependencies, found);
    const std::set<std::string> places = places_in(files);
    for (const File& file : files) {
        if (!layers.empty()) check_layers(file, layers, found);
        check_bans(file, layers, found);
        check_program_names(file, found);
        check_header_opening(file, found);
        check_sizes(file, found);
        check_lines(file, found);
        check_name(file, found);
        check_markdown(file, places, found);
    }
    found.sort();
    return found;
}

} // namespace assent::style
