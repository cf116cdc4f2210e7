#include "desk/row_cells.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/expects.hpp"
#include "base/text.hpp"
#include "store/stream_id.hpp"

namespace assent::desk {

void RowCells::wrong(std::string_view column, std::string_view instead) {
    mistakes_ += fmt::format("{}{}: {}", mistakes_.empty() ? "" : "; ", column, instead);
}

const std::string& RowCells::any(std::string_view column) const {
    const auto all = columns_of(columns_.kind());
    const auto found = std::find(all.begin(), all.end(), column);
    base::expects(found != all.end(), "a column of the kind");
    return columns_.cell(row_, static_cast<std::size_t>(found - all.begin()));
}

std::string RowCells::text(std::string_view column) {
    const std::string& cell = any(column);
    if (base::trim(cell).empty()) wrong(column, "write it, it may not be empty");
    return cell;
}

std::string RowCells::key(std::string_view column) {
    const std::string& cell = any(column);
    if (!store::StreamId::is_key(cell))
        wrong(column,
              "write an identifier in letters, digits and marks of ASCII, without blanks and slashes");
    return cell;
}

std::string RowCells::key_or_none(std::string_view column) {
    return any(column).empty() ? std::string() : key(column);
}

calendar::Date RowCells::day(std::string_view column) {
    const auto day = calendar::parse_date(any(column));
    if (!day) wrong(column, "write a day of the calendar as 2026-11-28");
    return day.value_or(calendar::Date{});
}

std::optional<calendar::Date> RowCells::day_or_none(std::string_view column) {
    if (any(column).empty()) return std::nullopt;
    auto day = calendar::parse_date(any(column));
    if (!day)
        wrong(column, "write a day of the calendar as 2026-11-28, or leave it empty when there is none");
    return day;
}

std::int64_t RowCells::number(std::string_view column, Bounds bounds) {
    const auto number = base::to_number(any(column));
    if (number && *number >= bounds.least && *number <= bounds.most) return *number;
    wrong(column,
          fmt::format("write a whole number from {} to {}, in digits alone", bounds.least, bounds.most));
    return bounds.least;
}

std::size_t RowCells::word(std::string_view column, std::span<const std::string> words) {
    const std::string& cell = any(column);
    const auto found = std::find(words.begin(), words.end(), cell);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    const std::string hint = base::did_you_mean(cell, words);
    wrong(column, fmt::format("write {}{}{}", base::listed(words, "or"), hint.empty() ? "" : "; ", hint));
    return 0;
}

} // namespace assent::desk
