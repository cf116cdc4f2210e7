#include "codes/dated_list.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/expects.hpp"
#include "base/iso_date.hpp"
#include "base/text.hpp"
#include "codes/packed_code.hpp"

namespace assent::codes {
namespace {

void set_date(Row& row, std::string_view column, std::optional<std::chrono::sys_days> day) {
    const auto at = std::find(row.columns->begin(), row.columns->end(), column);
    base::expects(at != row.columns->end(), "a dated list has its two date columns");
    row.cells[static_cast<std::size_t>(at - row.columns->begin())] =
        day ? base::iso_text(*day) : std::string{};
}

const Row* held_on(std::span<const Row> rows, std::chrono::sys_days day) {
    for (const Row& row : rows) {
        if (row.holds_on(day)) return &row;
    }
    return nullptr;
}

} // namespace

KeyKind key_kind_of(std::string_view column) {
    if (column == "diagnosis code") return KeyKind::DiagnosisCode;
    if (column == "procedure code") return KeyKind::ProcedureCode;
    return KeyKind::Text;
}

bool Row::holds_on(std::chrono::sys_days day) const {
    return (!from || *from <= day) && (!through || day <= *through);
}

std::optional<std::string_view> Row::cell(std::string_view column) const {
    const auto at = std::find(columns->begin(), columns->end(), column);
    if (at == columns->end()) return std::nullopt;
    return cells[static_cast<std::size_t>(at - columns->begin())];
}

DatedList::DatedList(std::string file, std::vector<Row> rows,
                     std::shared_ptr<const std::vector<std::string>> columns)
    : file_(std::move(file)),
      rows_(std::move(rows)),
      columns_(std::move(columns)),
      kind_(key_kind_of(columns_->front())) {
    put_in_order();
    find_groups();
}

void DatedList::put_in_order() {
    std::map<std::string, std::size_t> number;
    for (const Row& row : rows_) number.emplace(row.key, number.size());
    std::sort(rows_.begin(), rows_.end(), [&](const Row& a, const Row& b) {
        return std::tuple(number.at(a.key), a.from, a.line) < std::tuple(number.at(b.key), b.from, b.line);
    });
}

void DatedList::find_groups() {
    groups_.clear();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const bool is_first = i == 0 || rows_[i].key != rows_[i - 1].key;
        if (is_first) groups_.push_back({rows_[i].packed, i, 0});
        ++groups_.back().count;
    }
    std::sort(groups_.begin(), groups_.end(), [&](const Group& a, const Group& b) {
        return kind_ == KeyKind::Text ? rows_[a.first].key < rows_[b.first].key : a.packed < b.packed;
    });
}

std::span<const Row> DatedList::rows_of(std::int64_t packed) const {
    const auto group =
        std::lower_bound(groups_.begin(), groups_.end(), packed,
                         [](const Group& g, std::int64_t wanted) { return g.packed < wanted; });
    if (kind_ == KeyKind::Text || group == groups_.end() || group->packed != packed) return {};
    return rows().subspan(group->first, group->count);
}

std::span<const Row> DatedList::rows_of_text(std::string_view key) const {
    const auto group =
        std::lower_bound(groups_.begin(), groups_.end(), key, [&](const Group& g, std::string_view wanted) {
            return std::string_view(rows_[g.first].key) < wanted;
        });
    if (group == groups_.end() || rows_[group->first].key != key) return {};
    return rows().subspan(group->first, group->count);
}

std::span<const Row> DatedList::rows_of(std::string_view key) const {
    if (kind_ == KeyKind::Text) return rows_of_text(base::trim(key));
    const auto packed = kind_ == KeyKind::DiagnosisCode ? packed_diagnosis(key) : packed_procedure(key);
    return packed ? rows_of(*packed) : std::span<const Row>{};
}

const Row* DatedList::find(std::string_view key, std::chrono::sys_days day) const {
    return held_on(rows_of(key), day);
}

const Row* DatedList::find(std::int64_t packed, std::chrono::sys_days day) const {
    return held_on(rows_of(packed), day);
}

DatedList DatedList::with_row_dates(std::size_t index, std::optional<std::chrono::sys_days> from,
                                    std::optional<std::chrono::sys_days> through) const {
    base::expects(index < rows_.size(), "a row of this list");
    DatedList changed = *this;
    Row& row = changed.rows_[index];
    row.from = from;
    row.through = through;
    set_date(row, "from", from);
    set_date(row, "through", through);
    // Rows of one key may have changed places; how many each key has has not.
    changed.put_in_order();
    return changed;
}

} // namespace assent::codes
