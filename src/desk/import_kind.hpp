#pragma once
// The kinds of files that can be imported, and the columns of each (docs/import.md). A header is held against
// them before any row is read. What a header says is never repeated in a message: a file without one has a
// member where its header should be.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "codes/csv.hpp"

namespace assent::desk {

enum class ImportKind : std::uint8_t {
    Members,
    Eligibility,
    Organizations,
    People,
    Credentials,
    Conflicts,
    Accounts,
    Emails
};
constexpr std::size_t import_kinds = 8;

std::string_view to_text(ImportKind); // "members"
std::optional<ImportKind> import_kind(std::string_view word);
std::span<const std::string> columns_of(ImportKind);

// Where the columns of a kind stand in a file.
class Columns {
public:
    // Refused, with every mistake, unless the header names each column of the kind and no other. The columns
    // `line` and `why` of a file of rejected rows are passed over.
    static base::Result<Columns> of(ImportKind kind, const codes::Record& header, const std::string& file);

    ImportKind kind() const { return kind_; }
    const std::vector<std::size_t>& in_file_order() const { return file_order_; } // among those of the kind

    // Requires: a column of the kind, and a row as wide as the header.
    const std::string& cell(const codes::Record& row, std::size_t column) const {
        return row[places_[column]].text;
    }

private:
    explicit Columns(ImportKind kind) : kind_(kind) {}

    ImportKind kind_;
    std::vector<std::size_t> places_;     // of each column of the kind, in the file
    std::vector<std::size_t> file_order_; // the columns of the kind, as they follow one another in the file
};

} // namespace assent::desk
