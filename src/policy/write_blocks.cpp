#include <algorithm>

#include "base/text.hpp"
#include "policy/block.hpp"
#include "policy/dated_line.hpp"

namespace assent::policy {
namespace {

constexpr std::size_t keyword_width = 10; // so that what follows begins in column 14

void write_comments(const std::vector<std::string>& comments, std::size_t indent, std::string& out) {
    for (const std::string& comment : comments) {
        if (!comment.empty()) out += std::string(indent, ' ') + comment;
        if (!comment.empty() || indent == 0) out += "\n"; // air between blocks, none within
    }
}

void write_line(const Line& line, std::size_t indent, std::string& out) {
    write_comments(line.comments, indent, out);
    std::string text = line.keyword;
    if (!line.keyword.empty() && !line.rest.text.empty()) {
        text.resize(std::max(keyword_width, text.size()), ' ');
        text += ' ';
    }
    out += std::string(indent, ' ') + text + single_spaced(line.rest.text) + "\n";
    for (const Line& grouped : line.group) write_line(grouped, indent + 2, out);
}

// "2026-03-02 09:00  WHO DEED", and below it what is expected then.
void write_step(const Line& step, std::string& out) {
    const StepMoment moment = moment_of_step(step.rest.text);
    write_comments(step.comments, 2, out);
    std::string at(moment.date);
    for (const std::string_view more : {moment.time, moment.clock}) {
        if (!more.empty()) at += " " + std::string(more);
    }
    if (!at.empty() && !moment.deed.empty()) at += "  ";
    out += "  " + at + single_spaced(moment.deed) + "\n";
    for (const Line& below : step.group) {
        if (below.keyword != "expect" || !below.group.empty()) {
            write_line(below, 4, out);
            continue;
        }
        write_comments(below.comments, 4, out);
        const std::string space = below.rest.text.empty() ? "" : "  ";
        out += "    expect" + space + single_spaced(below.rest.text) + "\n";
    }
}

std::size_t characters(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

void write_table(const std::vector<Row>& table, std::string& out) {
    std::vector<std::size_t> widths;
    for (const Row& row : table) {
        widths.resize(std::max(widths.size(), row.cells.size()));
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            widths[i] = std::max(widths[i], characters(single_spaced(row.cells[i].text)));
        }
    }
    for (const Row& row : table) {
        write_comments(row.comments, 2, out);
        out += "  |";
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const std::string cell = single_spaced(row.cells[i].text);
            out += " " + cell + std::string(widths[i] - characters(cell), ' ') + " |";
        }
        out += "\n";
    }
}

// Blocks of one line stand together when they are of one kind; all others have air above them.
bool stands_with(const Block& block, const Block& before) {
    const auto alone = [](const Block& b) { return b.lines.empty() && b.table.empty(); };
    return block.construct == before.construct && alone(block) && alone(before) && block.comments.empty();
}

} // namespace

std::string write_blocks(const PolicyText& text) {
    std::string out;
    for (std::size_t i = 0; i < text.blocks.size(); ++i) {
        const Block& block = text.blocks[i];
        if (i > 0 && !stands_with(block, text.blocks[i - 1])) out += "\n";
        write_comments(block.comments, 0, out);
        out += std::string(to_text(block.construct)) + (block.name.text.empty() ? "" : " ") +
               single_spaced(block.name.text) + "\n";
        for (const Line& line : block.lines) {
            if (block.construct == Construct::Scenario && is_dated(line))
                write_step(line, out);
            else
                write_line(line, 2, out);
        }
        write_table(block.table, out);
    }
    if (!text.last_comments.empty() && !out.empty()) out += "\n";
    write_comments(text.last_comments, 0, out);
    return out;
}

} // namespace assent::policy
