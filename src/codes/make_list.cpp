#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/expects.hpp"
#include "base/iso_date.hpp"
#include "base/text.hpp"
#include "codes/dated_list.hpp"
#include "codes/diagnosis_code.hpp"
#include "codes/packed_code.hpp"
#include "codes/procedure_code.hpp"
#include "codes/shown.hpp"

namespace assent::codes {
namespace {

using Columns = std::vector<std::string>;
using Day = std::optional<std::chrono::sys_days>;

std::optional<std::size_t> index_of(const Columns& columns, std::string_view name) {
    const auto at = std::find(columns.begin(), columns.end(), name);
    if (at == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(at - columns.begin());
}

// "did you mean `through`?", or else what to do instead.
std::string guess_or(const std::string& word, const Columns& candidates, const std::string& otherwise) {
    const std::string guess = base::did_you_mean(word, candidates);
    return guess.empty() ? otherwise : guess;
}

// 09/30/2021 is how the documents of most programs write a day.
std::string date_hint(std::string_view text) {
    const std::vector<std::string_view> parts = base::split(text, '/');
    if (parts.size() == 3) {
        const std::string turned = fmt::format("{}-{:0>2}-{:0>2}", parts[2], parts[0], parts[1]);
        if (base::parse_iso_date(turned)) return fmt::format("write {}", turned);
    }
    return "write a day of the calendar such as 2021-09-30, or leave the cell empty where there is no bound";
}

bool ends_later(const Row& a, const Row& b) {
    return b.through.has_value() && (!a.through || *a.through > *b.through);
}

// Requires: `earlier` does not begin after `later`.
bool overlap(const Row& earlier, const Row& later) {
    return !earlier.through || !later.from || *later.from <= *earlier.through;
}

class ListMaker {
public:
    ListMaker(const Table& table, const std::string& file, const Columns& declared,
              base::Diagnostics& warnings)
        : table_(table), file_(file), declared_(declared), warnings_(warnings) {}

    // The rows without repetitions, or all that is wrong.
    base::Result<std::vector<Row>> rows();

private:
    base::Place place(const Cell& cell) const { return {file_, cell.line, cell.column, {}}; }

    void check_declared();
    void check_header();
    std::optional<Row> read_row(const Record& record);
    void read_key(const Cell& cell, Row& row);
    base::Result<std::string> read_code(std::string_view text, base::Place at) const;
    Day read_date(const Record& record, const Row& row, std::string_view column);
    void check_order(const Record& record, const Row& row);
    std::vector<Row> without_repetitions(std::vector<Row> rows);
    void check_contradictions(const std::vector<Row>& rows);
    void contradict(const Row& a, const Row& b);

    const Table& table_;
    const std::string& file_;
    const Columns& declared_;
    base::Diagnostics& warnings_;
    std::vector<std::optional<std::size_t>> positions_; // of each declared column in the header
    base::Diagnostics wrong_;
};

void ListMaker::check_declared() {
    const base::Place whole{file_, 0, 0, {}};
    if (declared_.empty() || declared_[0].empty() || declared_[0] == "from" || declared_[0] == "through") {
        wrong_.error(whole, "the list declares no key",
                     "declare the column by which rows are found as the first one");
    }
    for (const char* column : {"from", "through"}) {
        if (index_of(declared_, column)) continue;
        wrong_.error(whole, fmt::format("the list does not declare the column {}", shown(column)),
                     "every row of a list has its first and its last day: declare `from` and `through`");
    }
    for (std::size_t i = 0; i < declared_.size(); ++i) {
        if (index_of(declared_, declared_[i]) == i) continue;
        wrong_.error(whole, fmt::format("the list declares the column {} twice", shown(declared_[i])),
                     "declare it once");
    }
}

void ListMaker::check_header() {
    Columns missing;
    Columns unexpected;
    Columns header;
    for (const Cell& cell : table_.header) header.push_back(cell.text);
    for (const std::string& column : declared_) {
        positions_.push_back(index_of(header, column));
        if (!positions_.back()) missing.push_back(column);
    }
    for (const Cell& cell : table_.header) {
        if (index_of(declared_, cell.text)) continue;
        unexpected.push_back(cell.text);
        wrong_.error(place(cell), fmt::format("the list does not declare the column {}", shown(cell.text)),
                     guess_or(cell.text, missing, "declare it in the policy, or delete it from the file"));
    }
    for (const std::string& column : missing) {
        wrong_.error({file_, table_.header.empty() ? 1 : table_.header[0].line, 1, {}},
                     fmt::format("the column {} is missing", shown(column)),
                     guess_or(column, unexpected, "add it to the header and to every row"));
    }
}

base::Result<std::string> ListMaker::read_code(std::string_view text, base::Place at) const {
    return key_kind_of(declared_[0]) == KeyKind::DiagnosisCode ? read_diagnosis_code(text, std::move(at))
                                                               : read_procedure_code(text, std::move(at));
}

void ListMaker::read_key(const Cell& cell, Row& row) {
    row.key_text = row.cells[0];
    row.key = row.key_text;
    if (row.key.empty()) {
        wrong_.error(place(cell), "a row has no key",
                     fmt::format("write the {}, or delete the row", declared_[0]));
        return;
    }
    const KeyKind kind = key_kind_of(declared_[0]);
    if (kind == KeyKind::Text) return;
    const auto normal = read_code(row.key_text, place(cell));
    if (!normal) {
        for (const base::Diagnostic& mistake : normal.error()) {
            wrong_.error(mistake.place, fmt::format("{}: {}", shown(row.key_text), mistake.message),
                         mistake.hint);
        }
        return;
    }
    row.key = *normal;
    row.cells[0] = row.key;
    row.packed =
        (kind == KeyKind::DiagnosisCode ? packed_diagnosis(row.key) : packed_procedure(row.key)).value_or(0);
    if (row.key == row.key_text) return;
    warnings_.warning(place(cell), fmt::format("{} is read as {}", shown(row.key_text), shown(row.key)),
                      fmt::format("write {}", shown(row.key)));
}

Day ListMaker::read_date(const Record& record, const Row& row, std::string_view column) {
    const auto declared = index_of(declared_, column);
    if (!declared || row.cells[*declared].empty()) return std::nullopt;
    const std::string& text = row.cells[*declared];
    const Day day = base::parse_iso_date(text);
    if (!day) {
        wrong_.error(place(record[*positions_[*declared]]),
                     fmt::format("{} in the column {} is no date", shown(text), shown(column)),
                     date_hint(text));
    }
    return day;
}

void ListMaker::check_order(const Record& record, const Row& row) {
    if (!row.from || !row.through || *row.from <= *row.through) return;
    wrong_.error(place(record[*positions_[*index_of(declared_, "through")]]),
                 fmt::format("{} ends on {}, before it begins on {}", shown(row.key_text),
                             base::iso_text(*row.through), base::iso_text(*row.from)),
                 "exchange the two dates, or correct one; both days belong to the row");
}

std::optional<Row> ListMaker::read_row(const Record& record) {
    base::expects(!record.empty() && record.size() == table_.header.size(), "a row as wide as its header");
    Row row;
    row.line = record[0].line;
    for (const auto& position : positions_) {
        row.cells.emplace_back(position ? base::trim(record[*position].text) : std::string_view{});
    }
    const std::size_t before = wrong_.errors();
    if (positions_[0]) read_key(record[*positions_[0]], row);
    row.from = read_date(record, row, "from");
    row.through = read_date(record, row, "through");
    check_order(record, row);
    if (wrong_.errors() > before) return std::nullopt;
    return row;
}

std::vector<Row> ListMaker::without_repetitions(std::vector<Row> rows) {
    std::map<std::vector<std::string>, std::uint32_t> first_line;
    std::vector<Row> kept;
    for (Row& row : rows) {
        const auto [first, is_new] = first_line.emplace(row.cells, row.line);
        if (is_new) {
            kept.push_back(std::move(row));
            continue;
        }
        warnings_.warning({file_, row.line, 1, {}},
                          fmt::format("the row of {} repeats line {}", shown(row.key), first->second),
                          "delete it; it is counted once");
    }
    return kept;
}

void ListMaker::contradict(const Row& a, const Row& b) {
    const auto [first, second] = std::minmax(a.line, b.line);
    wrong_.error({file_, second, 1, {}},
                 fmt::format("lines {} and {} contradict each other: both hold on one day for {}", first,
                             second, shown(a.key)),
                 "let one end on the day before the other begins, or delete the wrong one");
}

void ListMaker::check_contradictions(const std::vector<Row>& rows) {
    std::vector<const Row*> sorted;
    for (const Row& row : rows) sorted.push_back(&row);
    std::sort(sorted.begin(), sorted.end(), [](const Row* a, const Row* b) {
        return std::tie(a->key, a->from, a->line) < std::tie(b->key, b->from, b->line);
    });
    const Row* latest = nullptr; // of the same key, the one so far that ends last
    for (const Row* row : sorted) {
        const bool same_key = latest != nullptr && latest->key == row->key;
        if (same_key && overlap(*latest, *row)) contradict(*latest, *row);
        if (!same_key || ends_later(*row, *latest)) latest = row;
    }
}

base::Result<std::vector<Row>> ListMaker::rows() {
    check_declared();
    if (wrong_.has_errors()) return base::refused(std::move(wrong_));
    check_header();
    const bool columns_fit = !wrong_.has_errors();
    std::vector<Row> rows;
    for (const Record& record : table_.rows) {
        if (auto row = read_row(record)) rows.push_back(*std::move(row));
    }
    if (columns_fit) {
        rows = without_repetitions(std::move(rows));
        check_contradictions(rows);
    }
    if (!wrong_.has_errors()) return rows;
    wrong_.sort();
    return base::refused(std::move(wrong_));
}

} // namespace

base::Result<DatedList> make_list(const Table& table, std::string file,
                                  std::vector<std::string> declared_columns, base::Diagnostics& warnings) {
    const auto columns = std::make_shared<const Columns>(std::move(declared_columns));
    auto rows = ListMaker(table, file, *columns, warnings).rows();
    if (!rows) return base::refused(std::move(rows).error());
    for (Row& row : *rows) row.columns = columns;
    return DatedList(std::move(file), *std::move(rows), columns);
}

} // namespace assent::codes
