#include "style/layers.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/text.hpp"
#include "style/code.hpp"

namespace assent::style {
namespace {

using base::Diagnostics;

// The words in backquotes: "`http`, `mail`" is http and mail.
std::vector<std::string> names_in(std::string_view cell) {
    const std::vector<std::string_view> pieces = base::split(cell, '`');
    std::vector<std::string> names;
    for (std::size_t i = 1; i < pieces.size(); i += 2) names.emplace_back(pieces[i]);
    return names;
}

struct Row {
    std::size_t line = 0;
    std::vector<std::string> folders;
    std::string may_include;
};

// The rows under the heading `| folder | ...`, as far as the table goes.
std::vector<Row> rows_of(const File& architecture) {
    std::vector<Row> rows;
    std::size_t number = 0;
    bool inside = false;
    for (const std::string_view line : base::split_lines(architecture.text)) {
        ++number;
        const std::vector<std::string_view> cells = base::split(line, '|');
        const bool heading = cells.size() == 5 && base::trim(cells[1]) == "folder";
        inside = heading || (inside && cells.size() == 5);
        if (!inside || heading || cells[1].starts_with("-") || cells[1].starts_with(" -")) continue;
        rows.push_back({number, names_in(cells[1]), std::string(base::trim(cells[3]))});
    }
    return rows;
}

// What a row's last cell allows; nothing when it cannot be read.
std::optional<std::set<std::string>> allowed(const Row& row, const std::set<std::string>& above,
                                             const std::set<std::string>& all) {
    if (row.may_include == "-") return std::set<std::string>{};
    if (row.may_include == "all above") return above;
    if (row.may_include == "all") return all;
    const std::vector<std::string> names = names_in(row.may_include);
    if (names.empty()) return std::nullopt;
    return std::set<std::string>(names.begin(), names.end());
}

std::set<std::string> folders_of(const std::vector<Row>& rows) {
    std::set<std::string> all;
    for (const Row& row : rows) all.insert(row.folders.begin(), row.folders.end());
    return all;
}

// Each folder of the row may include what the row says, and itself.
void add(const Row& row, const Layer& layer, Layers& layers) {
    for (const std::string& folder : row.folders) {
        layers[folder] = layer;
        layers[folder].may_include.insert(folder);
    }
}

void check_namespace(const File& file, const std::string& folder, Diagnostics& found) {
    const std::string wanted = "namespace assent::" + folder;
    if (is_test(file.path) || file.path.ends_with("/main.cpp") || holds_word(code_only(file.text), wanted))
        return;
    found.error(at(file, 1), fmt::format("does not open `{}`", wanted),
                "a folder is a namespace: put everything in it there");
}

void check_include(const base::Place& place, std::string_view path, const Layers& layers,
                   const std::string& own, Diagnostics& found) {
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) {
        found.error(place, fmt::format("`#include \"{}\"` has no folder", path),
                    fmt::format("name the file from src/: \"{}/{}\"", own, path));
        return;
    }
    const std::string folder(path.substr(0, slash));
    if (layers.at(own).may_include.contains(folder)) return;
    const std::vector<std::string> may(layers.at(own).may_include.begin(), layers.at(own).may_include.end());
    found.error(
        place, fmt::format("`{}` may not include `{}`", own, folder),
        fmt::format("it may include {} (the table in ARCHITECTURE.md); hand the value in from above, or "
                    "move the shared thing down",
                    base::listed(may)));
}

} // namespace

base::Result<Layers> read_layers(const File& architecture) {
    const std::vector<Row> rows = rows_of(architecture);
    const std::set<std::string> all = folders_of(rows);
    Diagnostics wrong;
    Layers layers;
    std::set<std::string> above;
    for (const Row& row : rows) {
        if (row.folders.empty()) {
            for (auto& [name, layer] : layers) layer.pure = true;
            continue;
        }
        const std::optional<std::set<std::string>> may = allowed(row, above, all);
        if (!may)
            wrong.error(at(architecture, row.line), fmt::format("`{}` is not a rule", row.may_include),
                        "write `-`, `all above`, `all`, or folders in backquotes");
        add(row, {may.value_or(std::set<std::string>{}), false}, layers);
        above.insert(row.folders.begin(), row.folders.end());
    }
    if (layers.empty())
        wrong.error(at(architecture, 0), "has no table of layers",
                    "write a table of three columns, the first headed `folder`");
    if (wrong.has_errors()) return base::refused(std::move(wrong));
    return layers;
}

void check_layers(const File& file, const Layers& layers, Diagnostics& found) {
    const std::string folder = folder_of(file.path);
    if (!is_cpp(file.path) || folder.empty()) return;
    if (!layers.contains(folder)) {
        found.error(at(file, 0), fmt::format("`{}` is not in the table of layers", folder),
                    "add its row to ARCHITECTURE.md, below all that it includes");
        return;
    }
    check_namespace(file, folder, found);
    const std::string code = code_only(file.text);
    const std::vector<std::string_view> lines = base::split_lines(code);
    const std::vector<std::string_view> raw = base::split_lines(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!base::trim(lines[i]).starts_with("#include \"")) continue;
        check_include(at(file, i + 1), base::split(raw[i], '"')[1], layers, folder, found);
    }
}

bool is_pure(const File& file, const Layers& layers) {
    const auto layer = layers.find(folder_of(file.path));
    return layer != layers.end() && layer->second.pure;
}

} // namespace assent::style
