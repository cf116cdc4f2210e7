#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "policy/block.hpp"
#include "policy/dated_line.hpp"

namespace assent::policy {
namespace {

using base::trim;

constexpr std::size_t longest_line = 2'000;
constexpr std::size_t deepest_group = 20; // spaces of indentation

// Reads one line after the other into the block that is open.
class BlockReader {
public:
    BlockReader(std::string file, base::Diagnostics& diagnostics) : diagnostics_(diagnostics) {
        text_.file = std::move(file);
    }

    void take(std::string_view raw) {
        ++line_;
        if (raw.size() > longest_line) {
            return complain(longest_line, fmt::format("a line of more than {} bytes", longest_line),
                            "put long enumerations of codes or words into a list");
        }
        if (raw.find('\t') != std::string_view::npos) {
            complain(raw.find('\t'), "a tab; its width differs from reader to reader",
                     "write spaces instead");
        }
        const std::string_view trimmed = trim(raw);
        if (trimmed.empty()) return end_paragraph();
        indent_ = static_cast<std::size_t>(trimmed.data() - raw.data());
        if (trimmed.front() == '#') {
            comments_.emplace_back(trimmed);
        } else if (indent_ == 0) {
            take_header(trimmed);
        } else if (trimmed.front() == '|') {
            take_row(trimmed);
        } else {
            take_line(trimmed);
        }
    }

    PolicyText finish() {
        if (!comments_.empty() && comments_.back().empty()) comments_.pop_back();
        text_.last_comments = std::move(comments_);
        return std::move(text_);
    }

private:
    base::Place place(std::size_t column) const {
        return {text_.file, line_, static_cast<std::uint32_t>(column + 1), {}};
    }

    void complain(std::size_t column, std::string message, std::string hint) {
        diagnostics_.error(place(column), std::move(message), std::move(hint));
    }

    // A comment with air below it speaks of more than the one block that follows.
    void end_paragraph() {
        if (!comments_.empty() && !comments_.back().empty()) comments_.emplace_back();
    }

    std::vector<std::string> taken_comments() { return std::exchange(comments_, {}); }

    Piece piece(std::string_view whole, std::size_t offset) const {
        const std::string_view rest = trim(whole.substr(offset));
        const std::size_t column =
            rest.empty() ? offset : static_cast<std::size_t>(rest.data() - whole.data());
        return {std::string(rest), line_, static_cast<std::uint32_t>(indent_ + column + 1)};
    }

    void take_header(std::string_view trimmed) {
        const std::size_t end = std::min(trimmed.find(' '), trimmed.size());
        const std::string_view word = trimmed.substr(0, end);
        const std::optional<Construct> construct = construct_of(word);
        skipping_ = !construct;
        if (!construct) {
            std::string hint = base::did_you_mean(word, construct_words());
            if (hint.empty()) hint = "a block begins with one of " + base::listed(construct_words(), "or");
            return complain(0, fmt::format("`{}` is not a word that begins a block", word), std::move(hint));
        }
        Block block;
        block.comments = taken_comments();
        block.construct = *construct;
        block.name = piece(trimmed, end);
        block.name.text = single_spaced(block.name.text);
        text_.blocks.push_back(std::move(block));
    }

    Block* open_block(std::string_view what) {
        if (skipping_) return nullptr;
        if (!text_.blocks.empty()) return &text_.blocks.back();
        complain(indent_, fmt::format("{} before the first block", what),
                 "begin with a block in the first column, for instance `program NAME`");
        skipping_ = true;
        return nullptr;
    }

    void take_row(std::string_view trimmed) {
        Block* block = open_block("a table row");
        if (!block) return;
        if (trimmed.size() < 2 || trimmed.back() != '|') {
            return complain(indent_ + trimmed.size(), "a table row that does not end with a bar",
                            "close the last cell with `|`");
        }
        Row row;
        row.comments = taken_comments();
        std::size_t start = 1;
        for (std::size_t bar = trimmed.find('|', start); bar != std::string_view::npos;
             bar = trimmed.find('|', start)) {
            Piece cell = piece(trimmed.substr(0, bar), start);
            row.cells.push_back(std::move(cell));
            start = bar + 1;
        }
        if (!block->table.empty() && row.cells.size() != block->table.front().cells.size()) {
            return complain(
                indent_,
                fmt::format("a row of {} cells under a header of {}", row.cells.size(),
                            block->table.front().cells.size()),
                "give every column of the header a cell; an empty one is two bars with a space between");
        }
        block->table.push_back(std::move(row));
    }

    void take_line(std::string_view trimmed) {
        Block* block = open_block("a line");
        if (!block) return;
        Line line;
        line.comments = taken_comments();
        const bool deeper = indent_ >= 4 && !block->lines.empty();
        if (indent_ % 2 != 0) {
            complain(indent_, fmt::format("a line indented by {} spaces", indent_),
                     "indent the lines of a block by two spaces, and a group's by two more");
        }
        const Keyword keyword = keyword_at(block->construct, trimmed);
        const bool after_step =
            !block->lines.empty() && block->construct == Construct::Scenario && is_dated(block->lines.back());
        if (after_step && keyword.name == "expect") {
            // It belongs to the step above it, however it is indented.
            line.keyword = keyword.name;
            line.rest = piece(trimmed, keyword.length);
            block->lines.back().group.push_back(std::move(line));
            return;
        }
        if (deeper) return take_grouped(*block, std::move(line), trimmed);
        line.keyword = keyword.name;
        line.rest = piece(trimmed, keyword.length);
        if (keyword.name.empty() && !may_hold_sentences(block->construct))
            return unknown_keyword(*block, trimmed);
        block->lines.push_back(std::move(line));
    }

    void take_grouped(Block& block, Line line, std::string_view trimmed) {
        if (indent_ > deepest_group) {
            return complain(indent_, "a group inside too many groups",
                            "give the inner conditions a derived fact of their own");
        }
        line.rest = piece(trimmed, 0);
        std::vector<Line>* lines = &block.lines.back().group;
        for (std::size_t depth = 6; depth <= indent_ && !lines->empty(); depth += 2)
            lines = &lines->back().group;
        lines->push_back(std::move(line));
    }

    void unknown_keyword(const Block& block, std::string_view trimmed) {
        const std::string_view word = trimmed.substr(0, std::min(trimmed.find(' '), trimmed.size()));
        std::string hint = base::did_you_mean(word, keywords_of(block.construct));
        if (hint.empty()) {
            hint = fmt::format("a {}'s lines begin with {}", to_text(block.construct),
                               base::listed(keywords_of(block.construct), "or"));
        }
        complain(indent_,
                 fmt::format("a {} has no line that begins with `{}`", to_text(block.construct), word),
                 std::move(hint));
    }

    base::Diagnostics& diagnostics_;
    PolicyText text_;
    std::vector<std::string> comments_;
    std::uint32_t line_ = 0;
    std::size_t indent_ = 0;
    bool skipping_ = false; // the block's own word was not understood
};

} // namespace

std::string single_spaced(std::string_view text) {
    std::string result;
    bool quoted = false;
    for (const char c : text) {
        quoted ^= c == '"';
        if (c == ' ' && !quoted && (result.empty() || result.back() == ' ')) continue;
        result += c;
    }
    return result;
}

std::vector<const Line*> Block::all(std::string_view keyword) const {
    std::vector<const Line*> found;
    for (const Line& line : lines) {
        if (line.keyword == keyword) found.push_back(&line);
    }
    return found;
}

const Line* Block::first(std::string_view keyword) const {
    for (const Line& line : lines) {
        if (line.keyword == keyword) return &line;
    }
    return nullptr;
}

PolicyText read_blocks(std::string_view text, std::string file, base::Diagnostics& diagnostics) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3); // a byte order mark says nothing here
    if (const auto invalid = base::first_invalid_utf8(text)) {
        diagnostics.error(
            {file,
             static_cast<std::uint32_t>(
                 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*invalid), '\n')),
             0,
             {}},
            "bytes that are not UTF-8", "save the file as UTF-8");
        PolicyText nothing;
        nothing.file = std::move(file);
        return nothing;
    }
    BlockReader reader(std::move(file), diagnostics);
    for (const std::string_view line : base::split_lines(text)) reader.take(line);
    return reader.finish();
}

} // namespace assent::policy
