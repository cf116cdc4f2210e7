#include "desk/csv_records.hpp"

#include <algorithm>

#include "base/failure.hpp"

namespace assent::desk {
namespace {

constexpr std::size_t read_at_once = 65'536;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

} // namespace

CsvRecords::CsvRecords(std::istream& in) : in_(in) {
    fill();
    if (buffer_.starts_with(byte_order_mark)) end_ = byte_order_mark.size();
    begin_ = end_;
}

std::string_view CsvRecords::text() const {
    return too_long_ ? std::string_view() : std::string_view(buffer_).substr(begin_, length());
}

bool CsvRecords::next() {
    line_ += too_long_ ? 1U : static_cast<std::uint64_t>(std::ranges::count(text(), '\n'));
    begin_ = end_;
    too_long_ = false;
    state_ = State::Record;
    while (!scan()) {
        const bool full = length() >= longest_record;
        if (!full && fill()) continue;
        if (length() == 0) return false;
        if (full || state_ == State::Quoted) shorten();
        break;
    }
    return true;
}

// Where a character other than the end of the record leads.
CsvRecords::State CsvRecords::after(State state, char c) {
    if (state == State::Quoted) return c == '"' ? State::Closing : State::Quoted;
    if (state == State::Comment) return State::Comment;
    if (state == State::Closing && c == '"') return State::Quoted; // it was written twice
    if (c == ',') return State::Cell;
    const bool begins = state == State::Record || state == State::Cell;
    if (c == '"' && begins) return State::Quoted;
    return c == '#' && state == State::Record ? State::Comment : State::Plain;
}

// True when the record ends in the buffer.
bool CsvRecords::scan() {
    const std::size_t stop = std::min(buffer_.size(), begin_ + longest_record);
    while (end_ < stop) {
        const char c = buffer_[end_++];
        if (c == '\n' && state_ != State::Quoted) return true;
        state_ = after(state_, c);
    }
    return false;
}

bool CsvRecords::fill() {
    buffer_.erase(0, begin_);
    dropped_ += begin_;
    end_ -= begin_;
    begin_ = 0;
    const std::size_t had = buffer_.size();
    buffer_.resize(had + read_at_once);
    in_.read(buffer_.data() + had, static_cast<std::streamsize>(read_at_once));
    buffer_.resize(had + static_cast<std::size_t>(in_.gcount()));
    if (in_.bad()) throw base::Failure("cannot read the file that is to be imported");
    return buffer_.size() > had;
}

// To its first line alone: what follows is read again, as records of its own.
void CsvRecords::shorten() {
    const std::size_t line_end = buffer_.find('\n', begin_);
    if (line_end < end_) {
        end_ = line_end + 1;
    } else if (length() >= longest_record) {
        too_long_ = true;
        pass_over_line();
    }
}

void CsvRecords::pass_over_line() {
    for (;;) {
        const std::size_t line_end = buffer_.find('\n', end_);
        end_ = line_end == std::string::npos ? buffer_.size() : line_end + 1;
        begin_ = end_;
        if (line_end != std::string::npos || !fill()) return;
    }
}

} // namespace assent::desk
