#pragma once
// Where the records of a comma-separated stream end, however long the stream is: one record after the other,
// each with its line, by the quotes of RFC 4180. It holds a record and a piece of what follows, never the
// file. What a record's cells are, and whether it is one, is for codes::read_csv to say. A quote that nobody
// closes ends with its line, so that it takes no other record with it.

#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <string_view>

namespace assent::desk {

constexpr std::size_t longest_record = 65'536; // in bytes

class CsvRecords {
public:
    // Reads from where the stream stands; a byte order mark there is passed over.
    explicit CsvRecords(std::istream& in);

    // Moves to the next record, comment or empty line; false at the end. Throws Failure when the stream
    // cannot be read.
    bool next();

    std::string_view text() const; // with its line end; void after next()
    std::uint64_t line() const { return line_; }
    std::uint64_t bytes() const { return dropped_ + end_; } // of the stream, through this record
    bool too_long() const { return too_long_; }             // then text() is empty

private:
    enum class State : std::uint8_t { Record, Cell, Plain, Quoted, Closing, Comment };

    static State after(State state, char c);
    bool scan();
    bool fill();
    void shorten();
    void pass_over_line();
    std::size_t length() const { return end_ - begin_; }

    std::istream& in_;
    std::string buffer_;
    std::size_t begin_ = 0, end_ = 0; // of the record, in the buffer
    std::uint64_t dropped_ = 0;       // bytes that are in the buffer no more
    std::uint64_t line_ = 1;
    State state_ = State::Record;
    bool too_long_ = false;
};

} // namespace assent::desk
