#include "policy/list_table.hpp"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

namespace assent::policy {

ListTable::ListTable(std::vector<ListRow> rows, std::vector<std::int64_t> cells)
    : rows_(std::move(rows)),
      cells_(std::move(cells)),
      slots_(std::bit_ceil(rows_.size() * 4 + 2)),
      mask_(slots_.size() - 1) {
    std::stable_sort(rows_.begin(), rows_.end(), [](const ListRow& a, const ListRow& b) {
        return std::tie(a.key, a.from) < std::tie(b.key, b.from);
    });
    for (std::size_t first = 0; first < rows_.size();) {
        std::size_t end = first;
        while (end < rows_.size() && rows_[end].key == rows_[first].key) ++end;
        std::size_t at = place_of(rows_[first].key);
        while (slots_[at].count > 0) at = (at + 1) & mask_;
        slots_[at] = {rows_[first].key, static_cast<std::uint32_t>(first),
                      static_cast<std::uint32_t>(end - first)};
        first = end;
    }
}

ListTable ListTable::with_cell(std::size_t cell, std::int64_t value) const {
    ListTable changed = *this;
    changed.cells_[cell] = value;
    return changed;
}

std::int64_t ListTable::last_day(std::span<const Interval> keys, std::int64_t day) const {
    std::int64_t last = day - 1;
    for (bool further = true; further;) {
        further = false;
        for (const Interval key : keys) {
            if (!key.known()) continue;
            for (const ListRow& row : rows_of(key.least)) {
                if (row.from > last + 1 || row.through <= last) continue;
                last = row.through;
                further = last < Interval::highest;
            }
        }
    }
    return last;
}

} // namespace assent::policy
