#pragma once
// Lines from a file descriptor, one after the other, in a buffer of its own that never grows beyond the
// longest line allowed. A line that is longer is passed over without being kept. Before it waits for
// more it says so, and what was answered so far can be sent: a partner who waits for each answer gets it.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace assent::app {

class LineReader {
public:
    // `before_waiting` is called before each read of the descriptor.
    LineReader(int descriptor, std::size_t longest, std::function<void()> before_waiting);

    // Moves to the next line; false at the end. Throws base::Failure when it cannot be read.
    bool next();

    std::string_view line() const { return line_; } // without its line end; void after next()
    std::size_t number() const { return number_; }  // from 1
    bool too_long() const { return too_long_; }     // then line() is empty

private:
    bool fill(); // false at the end
    bool take(std::size_t length, std::size_t ending);

    int descriptor_;
    std::size_t longest_;
    std::function<void()> before_waiting_;
    std::string buffer_;
    std::size_t begin_ = 0, end_ = 0; // of what was read and not yet given
    std::string_view line_;
    std::size_t number_ = 0;
    bool too_long_ = false;
    bool at_end_ = false;
};

// All of a descriptor, but not more than `most` bytes and one: who reads it can tell that there was more.
std::string read_at_most(int descriptor, std::size_t most);

} // namespace assent::app
