#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/replace_file.hpp"
#include "catalog/file_text.hpp"
#include "policy/block.hpp"

namespace assent::app {
namespace {

void collect(const catalog::Path& folder, std::vector<catalog::Path>& files) {
    std::error_code why;
    for (const catalog::Path& entry : catalog::entries_of(folder)) {
        if (std::filesystem::is_symlink(entry, why)) continue;
        if (catalog::is_folder(entry)) collect(entry, files);
        if (catalog::is_file(entry) && entry.extension() == ".policy") files.push_back(entry);
    }
}

std::vector<catalog::Path> files_of(const FormatOptions& options, base::Diagnostics& mistakes) {
    std::vector<catalog::Path> files;
    std::error_code why;
    for (const std::string& path : options.paths) {
        if (catalog::is_folder(path)) {
            collect(path, files);
        } else if (std::filesystem::exists(path, why)) {
            files.emplace_back(path);
        } else {
            mistakes.error({path, 0, 0, {}}, "there is no such file",
                           "name a policy file, or a folder of them");
        }
    }
    return files;
}

class Formatter {
public:
    Formatter(const FormatOptions& options, Console& console) : options_(options), console_(console) {}

    ExitCode run() {
        for (const catalog::Path& file : files_of(options_, mistakes_)) format(file);
        console_.list(mistakes_);
        const bool differs = options_.check && differing_ > 0;
        return mistakes_.has_errors() || differs ? ExitCode::WrongInput : ExitCode::Fine;
    }

private:
    void format(const catalog::Path& file) {
        const std::string before = catalog::file_text(file);
        base::Diagnostics mistakes;
        const policy::PolicyText text = policy::read_blocks(before, catalog::shown(file), mistakes);
        const bool readable = !mistakes.has_errors();
        mistakes_.append(std::move(mistakes));
        if (!readable) return; // what was not understood would be lost
        const std::string after = policy::write_blocks(text);
        if (!options_.check && !options_.write) return console_.say(after);
        if (after == before) return;
        ++differing_;
        if (options_.write) replace_file(file, after);
        console_.say(fmt::format("{}{}\n", catalog::shown(file), options_.write ? " rewritten" : ""));
    }

    const FormatOptions& options_;
    Console& console_;
    base::Diagnostics mistakes_;
    std::size_t differing_ = 0;
};

} // namespace

ExitCode run(const FormatOptions& options, Console& console) { return Formatter(options, console).run(); }

} // namespace assent::app
