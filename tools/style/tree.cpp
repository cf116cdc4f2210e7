#include "style/tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

#include "base/failure.hpp"
#include "base/text.hpp"

namespace assent::style {
namespace {

namespace fs = std::filesystem;

// What git lists in the current folder; nothing when there is no git or no repository.
std::vector<std::string> listed_by_git() {
    static constexpr const char* command = "git ls-files -z --cached --others --exclude-standard 2>/dev/null";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command, "r"), pclose);
    if (!pipe) return {};
    std::string output;
    std::array<char, 4096> chunk{};
    for (std::size_t n = 0; (n = std::fread(chunk.data(), 1, chunk.size(), pipe.get())) > 0;)
        output.append(chunk.data(), n);
    std::vector<std::string> paths;
    for (const std::string_view path : base::split(output, '\0')) {
        if (!path.empty()) paths.emplace_back(path);
    }
    return paths;
}

std::vector<std::string> listed_by_walking() {
    std::vector<std::string> paths;
    for (fs::recursive_directory_iterator entry("."), end; entry != end; ++entry) {
        const std::string name = entry->path().filename().string();
        const bool left_out =
            name == ".git" || name == "node_modules" || (entry.depth() == 0 && name.starts_with("build"));
        if (entry->is_directory() && left_out) entry.disable_recursion_pending();
        if (entry->is_regular_file()) paths.push_back(entry->path().lexically_normal().generic_string());
    }
    return paths;
}

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw base::Failure(fmt::format("cannot read {}", path));
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

} // namespace

Files read_tree(const fs::path& root) {
    fs::current_path(root);
    std::vector<std::string> paths = listed_by_git();
    if (paths.empty()) paths = listed_by_walking();
    std::sort(paths.begin(), paths.end());
    Files files;
    for (const std::string& path : paths) {
        if (path.starts_with("tests/corpus/") || !fs::is_regular_file(path))
            continue; // deleted, not yet committed
        std::string text = read(path);
        // Of what is no text, as a picture, it is only known that it is there.
        if (text.find('\0') != std::string::npos) text.clear();
        files.push_back({path, std::move(text)});
    }
    return files;
}

} // namespace assent::style
