#include "app/named_blocks.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "catalog/version_folder.hpp"

namespace assent::app {
namespace {

using policy::Block;
using policy::Construct;

std::string name_of(const policy::Program& program, const Block& block) {
    if (block.construct != Construct::Fact) return block.name.text;
    const auto fact = std::find_if(program.facts.begin(), program.facts.end(),
                                   [&](const policy::FactDef& f) { return f.name.line == block.name.line; });
    return fact == program.facts.end() ? block.name.text : fact->name.text;
}

// From its first line up to the next that begins in the first column.
std::string written(const std::vector<std::string_view>& lines, const Block& block) {
    const std::size_t first = block.name.line - 1;
    std::size_t end = first + 1;
    while (end < lines.size() && (lines[end].empty() || lines[end].front() == ' ')) ++end;
    while (base::trim(lines[end - 1]).empty()) --end;
    std::string text;
    for (std::size_t i = first; i < end; ++i) text.append(lines[i]).append("\n");
    return text;
}

void drop_comments(std::vector<policy::Line>& lines) {
    for (policy::Line& line : lines) {
        line.comments.clear();
        drop_comments(line.group);
    }
}

std::string compared(const catalog::Version& version, Block block) {
    block.comments.clear();
    drop_comments(block.lines);
    for (policy::Row& row : block.table) row.comments.clear();
    const catalog::Path rows = version.folder / "codes" / (block.name.text + ".csv");
    const bool has_rows = block.construct == Construct::List && catalog::is_file(rows);
    policy::PolicyText alone;
    alone.blocks.push_back(std::move(block));
    return policy::write_blocks(alone) + (has_rows ? catalog::file_text(rows) : "");
}

template <typename Definition>
const policy::Sources* at_line(const std::vector<Definition>& definitions, std::uint32_t line) {
    for (const Definition& one : definitions) {
        if (one.name.line == line) return &one.sources;
    }
    return nullptr;
}

const policy::Sources* declared_sources(const policy::Program& program, const Block& block) {
    const std::uint32_t line = block.name.line;
    switch (block.construct) {
        case Construct::Fact: return at_line(program.facts, line);
        case Construct::List: return at_line(program.lists, line);
        case Construct::Criterion: return at_line(program.criteria, line);
        case Construct::Decision: return at_line(program.decisions, line);
        case Construct::Limit: return at_line(program.limits, line);
        case Construct::Ledger: return at_line(program.ledgers, line);
        case Construct::Assumption: return at_line(program.assumptions, line);
        default: return nullptr;
    }
}

} // namespace

std::vector<NamedBlock> named_blocks(const catalog::Version& version) {
    const std::string text = catalog::file_text(version.folder / catalog::policy_file);
    const auto lines = base::split_lines(text);
    base::Diagnostics told_before;
    std::vector<NamedBlock> named;
    for (Block& block : policy::read_blocks(text, version.program.file, told_before).blocks) {
        if (block.construct == Construct::Program || block.construct == Construct::Scenario) continue;
        if (block.name.line == 0 || block.name.line > lines.size()) continue;
        NamedBlock one{{}, name_of(version.program, block), written(lines, block), compared(version, block)};
        one.block = std::move(block);
        named.push_back(std::move(one));
    }
    return named;
}

policy::Sources sources_of(const policy::Program& program, const Block& block) {
    if (const policy::Sources* declared = declared_sources(program, block)) return *declared;
    policy::Sources sources;
    for (const policy::Line& line : block.lines) {
        if (line.keyword == "cite") sources.cites.push_back(line.rest);
        if (line.keyword == "quote") {
            sources.quotes.push_back(line.rest);
            std::erase(sources.quotes.back().text, '"');
        }
        if (line.keyword != "assume") continue;
        for (const std::string_view name : base::split(line.rest.text, ',')) {
            sources.assumes.push_back({std::string(base::trim(name)), line.rest.line, line.rest.column});
        }
    }
    return sources;
}

} // namespace assent::app
