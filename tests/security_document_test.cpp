// What docs/security.md says is tried, is tried: every test that it names stands in a source.

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "catalog/file_text.hpp"

namespace {

namespace fs = std::filesystem;
using namespace assent;

// What stands between backquotes in the last column of its tables.
std::vector<std::string> named_tests() {
    std::vector<std::string> all;
    const std::string text = catalog::file_text(ASSENT_SOURCE_DIR "/docs/security.md");
    for (const std::string_view line : base::split_lines(text)) {
        const auto cells = base::split(line, '|');
        if (cells.size() != 5) continue;
        const auto parts = base::split(cells[3], '`');
        for (std::size_t i = 1; i < parts.size(); i += 2) all.emplace_back(parts[i]);
    }
    return all;
}

// A name that is too long for a line stands in two literals.
std::string with_whole_literals(const std::string& source) {
    std::string text;
    for (const std::string_view line : base::split_lines(source)) {
        const std::string_view more = base::trim(line);
        const bool goes_on = text.ends_with('"') && more.starts_with('"');
        if (goes_on) text.pop_back();
        text += goes_on ? more.substr(1) : more;
    }
    return text;
}

std::string all_tests() {
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(ASSENT_SOURCE_DIR "/src")) {
        if (entry.path().string().ends_with("_test.cpp"))
            all += with_whole_literals(catalog::file_text(entry.path().string()));
    }
    return all;
}

} // namespace

TEST_CASE("Every test that the page on security names is there") {
    const std::string tests = all_tests();
    const auto named = named_tests();
    CHECK(named.size() > 40);
    for (const std::string& name : named) {
        CAPTURE(name);
        CHECK(tests.find("\"" + name + "\"") != std::string::npos);
    }
}
