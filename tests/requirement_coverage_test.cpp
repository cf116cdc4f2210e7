// Every requirement of a program that is behaviour is named by a scenario that runs: a table, or a timeline.
// The list stands beside the program in requirements.tsv; ids that nothing covers are printed.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "catalog/file_text.hpp"
#include "policy/read_program.hpp"

namespace {

namespace fs = std::filesystem;
using namespace assent;

struct Requirement {
    std::string id, kind, owner;
};

std::vector<Requirement> requirements_in(const fs::path& file) {
    const std::string text = catalog::file_text(file);
    std::vector<Requirement> all;
    for (const std::string_view line : base::split_lines(text)) {
        if (line.empty() || line.front() == '#') continue;
        const auto cells = base::split(line, '\t');
        REQUIRE_MESSAGE(cells.size() == 3, fmt::format("{}: `{}`", file.string(), line));
        all.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[2])});
    }
    return all;
}

// The words of a scenario's name that have the shape of a requirement's id: "THX-26".
void add_ids(std::string_view name, std::set<std::string>& ids) {
    for (std::string_view word : base::split(name, ' ')) {
        while (!word.empty() && word.back() == ',') word.remove_suffix(1);
        const std::size_t dash = word.find('-');
        if (dash == std::string_view::npos || dash == 0) continue;
        const auto number = base::to_number(word.substr(dash + 1));
        if (number) ids.insert(std::string(word));
    }
}

std::set<std::string> ids_covered_in(const fs::path& version) {
    std::set<std::string> ids;
    for (const auto& entry : fs::directory_iterator(version / "scenarios")) {
        base::Diagnostics diagnostics;
        const auto read =
            policy::read_blocks(catalog::file_text(entry.path()), entry.path().string(), diagnostics);
        for (const policy::Block& block : read.blocks) add_ids(block.name.text, ids);
    }
    return ids;
}

std::vector<fs::path> versions_with_requirements() {
    std::vector<fs::path> all;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(ASSENT_SOURCE_DIR) / "programs")) {
        if (entry.path().filename() == "requirements.tsv") all.push_back(entry.path().parent_path());
    }
    return all;
}

} // namespace

TEST_CASE("every requirement that is behaviour is covered by a scenario") {
    const std::vector<fs::path> versions = versions_with_requirements();
    REQUIRE(!versions.empty());
    for (const fs::path& version : versions) {
        const std::set<std::string> covered = ids_covered_in(version);
        for (const Requirement& one : requirements_in(version / "requirements.tsv")) {
            if (covered.contains(one.id)) continue;
            const std::string line = fmt::format("{} is covered by no scenario of {} ({}{}{})", one.id,
                                                 version.parent_path().filename().string(), one.kind,
                                                 one.owner == "-" ? "" : ": ", one.owner);
            MESSAGE(line);
            CHECK_MESSAGE(one.kind != "behaviour", line);
        }
    }
}

TEST_CASE("what is not behaviour names the part of the server that owns it") {
    for (const fs::path& version : versions_with_requirements()) {
        for (const Requirement& one : requirements_in(version / "requirements.tsv")) {
            const std::set<std::string> kinds = {"behaviour", "page", "letter", "wire", "report"};
            CHECK_MESSAGE(kinds.contains(one.kind), one.id);
            CHECK_MESSAGE((one.owner == "-") == (one.kind == "behaviour"), one.id);
        }
    }
}
