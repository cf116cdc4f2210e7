#include "app/line_reader.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/failure.hpp"

namespace assent::app {
namespace {

constexpr std::size_t chunk = std::size_t{1} << 16;

std::size_t read_some(int descriptor, char* into, std::size_t size) {
    while (true) {
        const ssize_t got = ::read(descriptor, into, size);
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EINTR) {
            throw base::Failure(fmt::format("cannot read standard input: {}", std::strerror(errno)));
        }
    }
}

} // namespace

LineReader::LineReader(int descriptor, std::size_t longest, std::function<void()> before_waiting)
    : descriptor_(descriptor), longest_(longest), before_waiting_(std::move(before_waiting)) {}

bool LineReader::next() {
    too_long_ = false;
    std::size_t searched = 0;
    while (true) {
        const std::string_view held(buffer_.data() + begin_, end_ - begin_);
        const std::size_t newline = held.find('\n', searched);
        if (newline != std::string_view::npos) return take(newline, 1);
        searched = held.size();
        if (searched > longest_ + 1) { // and one for a carriage return
            too_long_ = true;
            begin_ = end_ = searched = 0; // so much of it is not kept
        }
        if (!fill()) return (end_ > begin_ || too_long_) && take(end_ - begin_, 0);
    }
}

bool LineReader::take(std::size_t length, std::size_t ending) {
    line_ = std::string_view(buffer_).substr(begin_, length);
    if (line_.ends_with('\r')) line_.remove_suffix(1);
    too_long_ |= line_.size() > longest_;
    if (too_long_) line_ = {};
    begin_ += length + ending;
    ++number_;
    return true;
}

bool LineReader::fill() {
    if (at_end_) return false;
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    end_ -= begin_;
    begin_ = 0;
    if (buffer_.size() < end_ + chunk) buffer_.resize(end_ + chunk);
    before_waiting_();
    const std::size_t got = read_some(descriptor_, buffer_.data() + end_, buffer_.size() - end_);
    at_end_ = got == 0;
    end_ += got;
    return !at_end_;
}

std::string read_at_most(int descriptor, std::size_t most) {
    std::string text;
    std::size_t size = 0;
    while (size <= most) {
        text.resize(std::min(size + chunk, most + 1));
        const std::size_t got = read_some(descriptor, text.data() + size, text.size() - size);
        size += got;
        if (got == 0) break;
    }
    text.resize(size);
    return text;
}

} // namespace assent::app
