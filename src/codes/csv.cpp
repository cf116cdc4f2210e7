#include "codes/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "codes/shown.hpp"

namespace assent::codes {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view how_to_quote =
    "put the whole cell between quotes and write each quote inside it twice";

bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; }

class Reader {
public:
    Reader(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {
        if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
    }

    base::Result<Table> read();

private:
    // Where reading stands: a byte, its line, and the byte where that line starts.
    struct Position {
        std::size_t byte = 0;
        std::uint32_t line = 1;
        std::size_t line_start = 0;
    };

    bool at_end() const { return at_.byte >= text_.size(); }
    bool at_char(char c) const { return !at_end() && text_[at_.byte] == c; }
    bool at_line_end() const {
        if (at_end() || at_char('\n')) return true;
        const std::string_view two = text_.substr(at_.byte, 2);
        return two == "\r\n" || two == "\r"; // of the last line the line feed may be cut off
    }
    void advance_to(std::size_t byte);
    void skip_line_end();
    void skip_comments();
    base::Place place(const Position& at) const;

    void check_bytes();
    void check_header(Record& header);
    void check_row(const Record& row);
    void read_rows(Table& table);
    Record read_record();
    Cell read_cell();
    std::string read_plain();
    std::string read_quoted();
    std::optional<std::string> read_to_closing_quote();

    std::string_view text_;
    std::string file_;
    Position at_;
    bool cells_lost_ = false;          // an unclosed quote has hidden the commas behind it in this record
    std::optional<std::size_t> width_; // cells of the header, unless some of those are lost
    base::Diagnostics wrong_;
};

void Reader::advance_to(std::size_t byte) {
    for (; at_.byte < byte; ++at_.byte) {
        if (text_[at_.byte] != '\n') continue;
        ++at_.line;
        at_.line_start = at_.byte + 1;
    }
}

void Reader::skip_line_end() {
    if (at_char('\r')) advance_to(at_.byte + 1);
    if (at_char('\n')) advance_to(at_.byte + 1);
}

void Reader::skip_comments() {
    while (at_char('#')) advance_to(std::min(text_.find('\n', at_.byte), text_.size() - 1) + 1);
}

base::Place Reader::place(const Position& at) const {
    return {file_, at.line, static_cast<std::uint32_t>(at.byte - at.line_start + 1), {}};
}

// One mistake of each sort for a line; a file in another encoding has enough of them even so.
void Reader::check_bytes() {
    std::uint32_t line = 0;
    for (std::string_view bytes : base::split(text_, '\n')) {
        ++line;
        const auto column = [](auto offset) { return static_cast<std::uint32_t>(offset + 1); };
        if (const auto bad = base::first_invalid_utf8(bytes)) {
            wrong_.error({file_, line, column(*bad), {}}, "this byte is not UTF-8", "save the file as UTF-8");
        }
        if (bytes.ends_with('\r')) bytes.remove_suffix(1);
        const auto control = std::find_if(bytes.begin(), bytes.end(), is_control);
        if (control == bytes.end()) continue;
        wrong_.error({file_, line, column(control - bytes.begin()), {}}, "a control character stands here",
                     "delete it; a line ends with a line feed, before which a carriage return may stand");
    }
}

// To the next comma or line end. A quote may only begin a cell.
std::string Reader::read_plain() {
    const Position start = at_;
    std::optional<Position> stray;
    while (!at_line_end() && !at_char(',')) {
        if (at_char('"') && !stray) stray = at_;
        advance_to(at_.byte + 1);
    }
    if (stray) {
        wrong_.error(place(*stray), "a quote stands inside a cell that does not begin with one",
                     std::string(how_to_quote));
    }
    return std::string(text_.substr(start.byte, at_.byte - start.byte));
}

// The text up to the quote that closes it, behind which reading then stands; nothing when none does.
std::optional<std::string> Reader::read_to_closing_quote() {
    std::string cell;
    for (;;) {
        const std::size_t quote = text_.find('"', at_.byte);
        if (quote == std::string_view::npos) return std::nullopt;
        cell += text_.substr(at_.byte, quote - at_.byte);
        advance_to(quote + 1);
        if (!at_char('"')) return cell;
        cell += '"';
        advance_to(at_.byte + 1);
    }
}

std::string Reader::read_quoted() {
    const Position opening = at_;
    advance_to(at_.byte + 1);
    std::optional<std::string> cell = read_to_closing_quote();
    if (!cell) {
        // The rest of the file is still read for its own mistakes: as if the quote ended with its line.
        wrong_.error(place(opening), "this quote is never closed", "write the closing quote behind the cell");
        at_ = opening;
        cells_lost_ = true;
        advance_to(std::min(text_.find('\n', at_.byte), text_.size()));
        return std::string(text_.substr(opening.byte + 1, at_.byte - opening.byte - 1));
    }
    if (at_line_end() || at_char(',')) return *std::move(cell);
    wrong_.error(place(at_),
                 fmt::format("text follows the quote that closes the cell opened on line {}", opening.line),
                 std::string(how_to_quote));
    while (!at_line_end() && !at_char(',')) advance_to(at_.byte + 1);
    return *std::move(cell);
}

Cell Reader::read_cell() {
    const base::Place start = place(at_);
    return {at_char('"') ? read_quoted() : read_plain(), start.line, start.column};
}

Record Reader::read_record() {
    cells_lost_ = false;
    Record record{read_cell()};
    while (at_char(',')) {
        advance_to(at_.byte + 1);
        record.push_back(read_cell());
    }
    skip_line_end();
    return record;
}

void Reader::check_header(Record& header) {
    std::map<std::string, std::uint32_t> seen;
    for (Cell& cell : header) {
        cell.text = base::trim(cell.text);
        const base::Place at{file_, cell.line, cell.column, {}};
        if (cell.text.empty()) {
            wrong_.error(at, "a column has no name", "name it, or delete the comma");
        } else if (const auto [first, is_new] = seen.emplace(cell.text, cell.column); !is_new) {
            wrong_.error(at,
                         fmt::format("the column {} is named twice, first in column {}", shown(cell.text),
                                     first->second),
                         "give each column a name of its own");
        }
    }
}

void Reader::check_row(const Record& row) {
    if (!width_ || row.size() == *width_ || cells_lost_) return;
    wrong_.error({file_, row[0].line, 1, {}},
                 fmt::format("this row has {} cell{}; the header has {}", row.size(),
                             row.size() == 1 ? "" : "s", *width_),
                 row.size() > *width_ ? "put a cell that holds a comma between quotes"
                                      : "write a comma for every cell, also for an empty one");
}

void Reader::read_rows(Table& table) {
    while (!at_end()) {
        if (at_line_end()) {
            wrong_.error(place(at_), "an empty line stands here", "delete it");
            skip_line_end();
        } else if (at_char('#')) {
            wrong_.error(place(at_), "a comment stands behind the header",
                         "move it before the header; put a cell that begins with # between quotes");
            skip_comments();
        } else {
            table.rows.push_back(read_record());
            check_row(table.rows.back());
        }
    }
}

base::Result<Table> Reader::read() {
    check_bytes();
    skip_comments();
    Table table;
    if (at_line_end()) {
        wrong_.error(place(at_), "the header is missing",
                     "name the columns in the first line, with commas between");
        skip_line_end();
    }
    if (!at_end()) {
        table.header = read_record();
        if (!cells_lost_) width_ = table.header.size();
        check_header(table.header);
        read_rows(table);
    }
    if (!wrong_.has_errors()) return table;
    wrong_.sort();
    return base::refused(std::move(wrong_));
}

} // namespace

base::Result<Table> read_csv(std::string_view text, std::string file) {
    return Reader(text, std::move(file)).read();
}

} // namespace assent::codes
