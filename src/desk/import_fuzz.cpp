// Any bytes as a file of each kind: rows that keep the promises of the reader, each read as an entry or with
// why it is none; and what one strict reader takes for a table, this one reads as the same rows.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <sstream>
#include <string>
#include <string_view>

#include "base/expects.hpp"
#include "desk/csv_rows.hpp"
#include "desk/rejected_rows.hpp"
#include "desk/row_entry.hpp"

namespace {

using assent::base::expects;
using namespace assent;

constexpr calendar::Date today = std::chrono::sys_days{std::chrono::year{2026} / 11 / 30};
const std::array<std::string, 2> ledgers{"visits", "therapy units"};

std::vector<desk::CsvRow> rows_in(const std::string& text, std::optional<codes::Record>& header) {
    std::istringstream in(text);
    desk::CsvRows reader(in);
    header = reader.header();
    std::vector<desk::CsvRow> all;
    if (!header) return all;
    for (auto rows = reader.next(3); !rows.empty(); rows = reader.next(3))
        all.insert(all.end(), rows.begin(), rows.end());
    expects(reader.bytes() == text.size(), "every byte belongs to a record");
    return all;
}

void check_same(const std::string& text, const std::vector<desk::CsvRow>& rows) {
    const auto table = codes::read_csv(text, "fuzz.csv");
    if (!table || text.size() >= desk::longest_record) return;
    expects(table->rows.size() == rows.size(), "as many rows");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        expects(rows[i].wrong.empty() && rows[i].line == table->rows[i][0].line, "the same place");
        for (std::size_t j = 0; j < rows[i].cells.size(); ++j)
            expects(rows[i].cells[j].text == table->rows[i][j].text, "the same cells");
    }
}

// A row with cells comes back from the file of rejected rows as it was.
void check_rejected(const desk::Columns& columns, const desk::CsvRow& row) {
    std::string text;
    const std::function<void(std::string_view)> out = [&](std::string_view more) { text += more; };
    desk::RejectedRows(columns, out).add(row, "why, \"so\"");
    std::optional<codes::Record> header;
    const auto again = rows_in(text, header);
    if (!row.wrong.empty()) return; // what it holds may be anything
    expects(header.has_value() && again.size() == 1 && again[0].wrong.empty(), "one row, that can be read");
    const auto same = desk::Columns::of(columns.kind(), *header, "fuzz.csv");
    expects(same.has_value(), "under the header of its kind");
    for (std::size_t i = 0; i < columns_of(columns.kind()).size(); ++i)
        expects(same->cell(again[0].cells, i) == columns.cell(row.cells, i), "the same cells");
}

void check_kind(desk::ImportKind kind, const codes::Record& header, const std::vector<desk::CsvRow>& rows) {
    const auto columns = desk::Columns::of(kind, header, "fuzz.csv");
    if (!columns) return expects(columns.error().has_errors(), "a refusal that says why");
    for (const desk::CsvRow& row : rows) {
        expects(row.wrong.empty() == (row.cells.size() == header.size()), "cells, or why there are none");
        if (!row.cells.empty()) {
            const auto entry = desk::entry_of(*columns, row.cells, {today, ledgers});
            expects(entry || !entry.error().empty(), "an entry, or why it is none");
        }
        check_rejected(*columns, row);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    std::optional<codes::Record> header;
    const auto rows = rows_in(text, header);
    if (!header) return 0;
    check_same(text, rows);
    for (std::size_t i = 0; i < desk::import_kinds; ++i)
        check_kind(static_cast<desk::ImportKind>(i), *header, rows);
    return 0;
}
