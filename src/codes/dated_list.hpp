#pragma once
// A list of a policy: codes, contacts, links. Every row holds from one day through another, both
// inclusive; an empty bound is no bound. The first column that the policy declares is the key. A key
// matches exactly, once it is written in its normal form: neither parent nor child of a code stands
// for it. No two rows of one key hold on the same day. A list never changes; it never reads a clock.

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "codes/csv.hpp"

namespace assent::codes {

// By the key column's name: `diagnosis code`, `procedure code`, or anything else.
enum class KeyKind : std::uint8_t { DiagnosisCode, ProcedureCode, Text };

struct Row {
    std::string key;         // in its normal form: "M54.51"; text is trimmed
    std::string key_text;    // as the file has it, trimmed: "m5451"
    std::int64_t packed = 0; // the key of a code list as packed_diagnosis() or packed_procedure() gives it
    std::uint32_t line = 0;  // where the file has it
    std::optional<std::chrono::sys_days> from;
    std::optional<std::chrono::sys_days> through;
    std::vector<std::string> cells; // trimmed, in the order of the declared columns; key and dates normal
    std::shared_ptr<const std::vector<std::string>> columns;

    bool holds_on(std::chrono::sys_days day) const;
    std::optional<std::string_view> cell(std::string_view column) const; // nothing: no such column
};

class DatedList {
public:
    const std::string& file() const { return file_; }
    const std::vector<std::string>& columns() const { return *columns_; }
    KeyKind key_kind() const { return kind_; }

    // Keys in the order in which the file first has them; rows of one key together, by their first day.
    std::span<const Row> rows() const& { return rows_; }
    std::span<const Row> rows() && = delete; // they would be gone with the list

    // The rows of one key, by their first day; empty when there is none. The key is put into its normal
    // form first; the other one takes the key of a code list packed, for speed.
    std::span<const Row> rows_of(std::string_view key) const;
    std::span<const Row> rows_of(std::int64_t packed) const;

    // The row of the key that holds on the day, or null. It lives as long as this list.
    const Row* find(std::string_view key, std::chrono::sys_days day) const;
    const Row* find(std::int64_t packed, std::chrono::sys_days day) const;

    bool contains(std::string_view key, std::chrono::sys_days day) const { return find(key, day) != nullptr; }
    bool contains(std::int64_t packed, std::chrono::sys_days day) const {
        return find(packed, day) != nullptr;
    }

    // A copy in which the row at `index` of rows() has these dates, for asking whether anybody would
    // notice. Dates are taken as they are: a row that ends before it begins never holds, and of two
    // that now hold on one day the one that begins first is found. Requires: index < rows().size().
    DatedList with_row_dates(std::size_t index, std::optional<std::chrono::sys_days> from,
                             std::optional<std::chrono::sys_days> through) const;

    friend base::Result<DatedList> make_list(const Table& table, std::string file,
                                             std::vector<std::string> declared_columns,
                                             base::Diagnostics& warnings);

private:
    // The rows of one key: so many from this one on.
    struct Group {
        std::int64_t packed = 0;
        std::size_t first = 0;
        std::size_t count = 0;
    };

    DatedList(std::string file, std::vector<Row> rows,
              std::shared_ptr<const std::vector<std::string>> columns);
    void put_in_order();
    void find_groups();
    std::span<const Row> rows_of_text(std::string_view key) const;

    std::string file_;
    std::vector<Row> rows_;
    std::shared_ptr<const std::vector<std::string>> columns_;
    KeyKind kind_;
    std::vector<Group> groups_; // by packed key in a list of codes, by the key's text in any other
};

// What a key column of this name holds.
KeyKind key_kind_of(std::string_view column);

// The list in a table that read_csv() has made, or all its mistakes. Its header names the declared
// columns in any order, `from` and `through` among them. Codes are checked for their shape. What is
// put right is told in `warnings`: a code not written in its normal form, and a row that repeats
// another. Rows of one key that hold on the same day and are not the same are refused.
base::Result<DatedList> make_list(const Table& table, std::string file,
                                  std::vector<std::string> declared_columns, base::Diagnostics& warnings);

} // namespace assent::codes
