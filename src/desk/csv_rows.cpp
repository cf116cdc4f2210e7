#include "desk/csv_rows.hpp"

#include <fmt/format.h>

#include <utility>

namespace assent::desk {
namespace {

std::string_view without_line_end(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

// The first mistake; a line that the message names would be one of the block, not of the file.
std::string told(const base::Diagnostics& mistakes) {
    const base::Diagnostic& first = *mistakes.begin();
    const std::string_view message = first.message;
    return fmt::format("{}: {}", message.substr(0, message.find(" opened on line ")), first.hint);
}

} // namespace

std::optional<codes::Record> CsvRows::header() {
    bool found = false;
    while (!found && records_.next()) found = !records_.text().starts_with('#');
    auto table = codes::read_csv(records_.text(), {});
    if (!found || !table || table->header.empty()) return std::nullopt;
    // Of these only the width is looked at, below.
    for (std::size_t i = 0; i < table->header.size(); ++i) header_ += fmt::format("{}c{}", i ? "," : "", i);
    header_ += '\n';
    for (codes::Cell& cell : table->header) cell.line += static_cast<std::uint32_t>(line()) - 1;
    return std::move(table->header);
}

std::vector<CsvRow> CsvRows::next(std::size_t most) {
    std::vector<Piece> pieces;
    while (pieces.size() < most && records_.next())
        pieces.push_back({records_.line(), std::string(records_.text()), records_.too_long()});
    std::vector<CsvRow> rows;
    rows.reserve(pieces.size());
    if (take_all(pieces, rows)) return rows;
    for (const Piece& piece : pieces) rows.push_back(row_of(piece));
    return rows;
}

// At once, when none of them is wrong.
bool CsvRows::take_all(const std::vector<Piece>& pieces, std::vector<CsvRow>& rows) const {
    std::string text = header_;
    for (const Piece& piece : pieces) text += piece.text;
    auto table = codes::read_csv(text, {});
    // Fewer rows: a quote that its own line did not close was closed by another.
    if (!table || table->rows.size() != pieces.size()) return false;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        rows.push_back({pieces[i].line, std::move(table->rows[i])});
    return true;
}

CsvRow CsvRows::row_of(const Piece& piece) const {
    CsvRow row{piece.line, {}};
    if (piece.too_long) {
        row.wrong = fmt::format("this row is longer than {} bytes: write it again", longest_record);
        return row;
    }
    auto table = codes::read_csv(header_ + piece.text, {});
    if (table && table->rows.size() == 1) {
        row.cells = std::move(table->rows[0]);
        return row;
    }
    row.as_read = without_line_end(piece.text);
    row.wrong = table ? "this is no row: write a cell for every column" : told(table.error());
    return row;
}

} // namespace assent::desk
