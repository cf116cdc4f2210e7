#pragma once
// The rows of a comma-separated stream, a block of them at a time and never more, each with its cells or with
// why it has none: a row that is wrong costs no other row. What a file must be is what codes::read_csv says.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codes/csv.hpp"
#include "desk/csv_records.hpp"

namespace assent::desk {

struct CsvRow {
    std::uint64_t line = 0;   // of its first byte, from 1
    codes::Record cells;      // as many as the header has; none when the row is wrong
    std::string wrong = {};   // what is, and what to write instead; "" when it is none
    std::string as_read = {}; // of a wrong one, without its line end
};

class CsvRows {
public:
    explicit CsvRows(std::istream& in) : records_(in) {}

    // The names of the columns, trimmed; nothing when no line can be read as such, or one comes twice. To be
    // asked for once, before the rows.
    std::optional<codes::Record> header();

    // At most so many; none at the end.
    std::vector<CsvRow> next(std::size_t most);

    std::uint64_t line() const { return records_.line(); }   // where reading stands
    std::uint64_t bytes() const { return records_.bytes(); } // read so far

private:
    struct Piece {
        std::uint64_t line = 0;
        std::string text;
        bool too_long = false;
    };

    bool take_all(const std::vector<Piece>& pieces, std::vector<CsvRow>& rows) const;
    CsvRow row_of(const Piece& piece) const;

    CsvRecords records_;
    std::string header_; // one line, to stand before every block
};

} // namespace assent::desk
