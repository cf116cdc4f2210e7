#include "desk/rejected_rows.hpp"

#include <fmt/format.h>

#include <utility>

namespace assent::desk {
namespace {

std::string quoted(std::string_view cell) {
    std::string text = "\"";
    for (const char c : cell) text += c == '"' ? "\"\"" : std::string(1, c);
    return text + '"';
}

std::string cell_text(std::string_view cell) {
    const bool plain = cell.find_first_of(",\"\r\n") == std::string_view::npos && !cell.starts_with('#');
    return plain ? std::string(cell) : quoted(cell);
}

} // namespace

std::string RejectedRows::header() const {
    std::string text;
    for (const std::size_t column : columns_.in_file_order())
        text += columns_of(columns_.kind())[column] + ",";
    return text + "line,why\n";
}

// A row whose cells nobody can tell apart stands in its first cell.
void RejectedRows::add(const CsvRow& row, std::string_view why) {
    std::string text = begun_ ? "" : header();
    begun_ = true;
    std::string_view as_read = row.as_read;
    for (const std::size_t column : columns_.in_file_order()) {
        const std::string_view cell =
            row.cells.empty() ? std::exchange(as_read, std::string_view()) : columns_.cell(row.cells, column);
        text += cell_text(cell) + ",";
    }
    out_(text + fmt::format("{},{}\n", row.line, cell_text(why)));
}

} // namespace assent::desk
