#include "catalog/file_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include "base/failure.hpp"

namespace assent::catalog {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = std::size_t{64} << 20;

[[noreturn]] void fail(std::string_view what, const Path& path, const std::error_code& why) {
    throw base::Failure(fmt::format("cannot {} {}: {}", what, shown(path), why.message()));
}

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

} // namespace

std::string file_text(const Path& path) {
    const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
    if (!file) fail("read", path, {errno, std::generic_category()});
    std::string text;
    char chunk[16384];
    for (std::size_t got = 0; (got = std::fread(chunk, 1, sizeof chunk, file.get())) > 0;) {
        text.append(chunk, got);
        if (text.size() > most_bytes) fail("read", path, std::make_error_code(std::errc::file_too_large));
    }
    if (std::ferror(file.get())) fail("read", path, {errno, std::generic_category()});
    return text;
}

std::vector<Path> entries_of(const Path& folder) {
    std::vector<Path> found;
    std::error_code why;
    for (fs::directory_iterator at(folder, why); !why && at != fs::directory_iterator(); at.increment(why)) {
        if (!at->path().filename().native().starts_with('.')) found.push_back(at->path());
    }
    if (why) fail("list", folder, why);
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<Path> files_in(const Path& folder, std::string_view extension) {
    if (!is_folder(folder)) return {};
    std::vector<Path> found = entries_of(folder);
    std::erase_if(found, [&](const Path& path) { return path.extension() != extension; });
    return found;
}

bool is_folder(const Path& path) {
    std::error_code why;
    return fs::is_directory(path, why);
}

bool is_file(const Path& path) {
    std::error_code why;
    return fs::is_regular_file(path, why);
}

Path complete(const Path& path) {
    std::error_code why;
    const Path whole = fs::absolute(path, why).lexically_normal();
    if (why) fail("find", path, why);
    return whole.has_filename() || !whole.has_relative_path() ? whole : whole.parent_path();
}

std::optional<Path> nearest(const Path& folder, const Path& entry) {
    std::error_code why;
    Path around = complete(folder);
    while (true) {
        if (fs::exists(around / entry, why)) return around / entry;
        if (!around.has_relative_path()) return std::nullopt;
        around = around.parent_path();
    }
}

std::string shown(const Path& path) {
    std::error_code why;
    const Path here = fs::current_path(why);
    const Path from_here = path.is_absolute() && !why ? path.lexically_relative(here) : Path();
    const bool inside = !from_here.empty() && *from_here.begin() != "..";
    return (inside ? from_here : path).lexically_normal().generic_string();
}

} // namespace assent::catalog
