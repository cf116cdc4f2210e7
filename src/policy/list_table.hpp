#pragma once
// A list in the form the evaluator reads: rows under a hashed integer key, each with the days from
// which and through which it holds and its columns as integers. Everything lies flat, because most of
// the time of a decision is spent here. Asking allocates nothing.

#include <cstdint>
#include <span>
#include <vector>

#include "policy/interval.hpp"

namespace assent::policy {

struct ListRow {
    std::int64_t key = 0;
    std::int64_t from = Interval::lowest;     // days since 1970-01-01, inclusive
    std::int64_t through = Interval::highest; // inclusive
    std::uint32_t first_cell = 0;             // of the table's cells, one for each column
    bool always = true;                       // no day bounds it

    constexpr bool holds_on(std::int64_t day) const { return (int{from <= day} & int{day <= through}) != 0; }
};

class ListTable {
public:
    ListTable() : slots_(2, Slot{}) {}
    // The cells of all rows; words and texts stand for themselves by number.
    ListTable(std::vector<ListRow> rows, std::vector<std::int64_t> cells);

    // All rows of that key, by `from`.
    std::span<const ListRow> rows_of(std::int64_t key) const {
        for (std::size_t at = place_of(key);; at = (at + 1) & mask_) {
            const Slot& slot = slots_[at];
            if (slot.count == 0) return {};
            if (slot.key == key) return {rows_.data() + slot.first, slot.count};
        }
    }
    std::span<const ListRow> rows() const { return rows_; }
    std::int64_t cell(const ListRow& row, std::size_t column) const {
        return cells_[row.first_cell + column];
    }

    // A copy with another value in one cell, for asking whether anybody would notice.
    ListTable with_cell(std::size_t cell, std::int64_t value) const;

    // The last day of unbroken validity of any of `keys` from `day` on; `day` less 1 when none holds
    // then. Keys that are not known count for nothing.
    std::int64_t last_day(std::span<const Interval> keys, std::int64_t day) const;

private:
    struct Slot {
        std::int64_t key = 0;
        std::uint32_t first = 0;
        std::uint32_t count = 0; // 0: empty
    };

    std::size_t place_of(std::int64_t key) const {
        const auto mixed = static_cast<std::uint64_t>(key) * 0x9E3779B97F4A7C15U;
        return (mixed >> 32U) & mask_;
    }

    std::vector<ListRow> rows_;
    std::vector<std::int64_t> cells_;
    std::vector<Slot> slots_; // a power of two, at most a quarter full
    std::size_t mask_ = 1;    // their count less 1
};

} // namespace assent::policy
