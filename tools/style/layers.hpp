#pragma once
// Which folder may include which, read from the table in ARCHITECTURE.md, so that the page a
// newcomer reads and the rule that is enforced are one. A row names its folders in backquotes; what
// it may include is `-`, `all above`, `all`, or folders in backquotes. The row without a folder
// closes the pure folders: everything above it does without the world.

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "style/file.hpp"

namespace assent::style {

struct Layer {
    std::set<std::string> may_include; // itself always among them
    bool pure = false;
};

using Layers = std::map<std::string, Layer>;

// The table, or what is wrong with it: no table, a cell that cannot be read.
base::Result<Layers> read_layers(const File& architecture);

// Every folder is in the table, every include obeys it, every file opens its folder's namespace.
void check_layers(const File& file, const Layers& layers, base::Diagnostics& found);

// Whether the file lies in a folder that does without clock, disk, threads and `throw`.
bool is_pure(const File& file, const Layers& layers);

} // namespace assent::style
