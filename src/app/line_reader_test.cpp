#include "app/line_reader.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <vector>

#include "base/failure.hpp"

using assent::app::LineReader;

namespace {

struct Pipe {
    Pipe() { REQUIRE(::pipe(ends.data()) == 0); }
    ~Pipe() {
        ::close(ends[0]);
        close_writer();
    }
    void write(std::string_view text) const {
        REQUIRE(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    }
    void close_writer() {
        if (ends[1] >= 0) ::close(ends[1]);
        ends[1] = -1;
    }

    std::array<int, 2> ends{-1, -1};
};

// Each line as read, or "too long".
std::vector<std::string> lines_of(std::string_view text, std::size_t longest) {
    Pipe pipe;
    pipe.write(text);
    pipe.close_writer();
    LineReader reader(pipe.ends[0], longest, [] {});
    std::vector<std::string> lines;
    while (reader.next()) {
        lines.emplace_back(reader.too_long() ? "too long" : reader.line());
        CHECK(reader.number() == lines.size());
    }
    return lines;
}

} // namespace

TEST_CASE("Lines end with LF or CRLF, and the last one need not") {
    using Lines = std::vector<std::string>;
    CHECK(lines_of("", 9) == Lines{});
    CHECK(lines_of("a\n\r\n\nb\r\nc", 9) == Lines{"a", "", "", "b", "c"});
    CHECK(lines_of("a\n", 9) == Lines{"a"});
}

TEST_CASE("A line of exactly the longest length is read, one byte more is too long") {
    using Lines = std::vector<std::string>;
    CHECK(lines_of("abc\nabcd\nabc\r\nabcd\r\nab\nabcd", 3) ==
          Lines{"abc", "too long", "abc", "too long", "ab", "too long"});
}

TEST_CASE("A line that is too long is passed over, however it arrives") {
    Pipe pipe;
    std::size_t waits = 0;
    // One more piece whenever the reader is about to wait, so that the line comes in parts.
    LineReader reader(pipe.ends[0], 4, [&] {
        ++waits;
        if (waits <= 3) pipe.write("xxxxx");
        if (waits == 4) pipe.write("x\nnext\n");
        if (waits == 5) pipe.close_writer();
    });
    REQUIRE(reader.next());
    CHECK(reader.too_long());
    CHECK(waits == 4);
    REQUIRE(reader.next());
    CHECK(reader.line() == "next");
    CHECK(waits == 4);
    CHECK(!reader.next());
    CHECK(!reader.next());
}

TEST_CASE("Before it waits it says so, and not while a whole line is at hand") {
    Pipe pipe;
    std::size_t waits = 0;
    LineReader reader(pipe.ends[0], 9, [&] {
        if (++waits == 2) pipe.close_writer();
    });
    pipe.write("one\ntwo\n");
    REQUIRE(reader.next());
    REQUIRE(reader.next());
    CHECK(waits == 1);
    CHECK(!reader.next());
    CHECK(waits == 2);
}

TEST_CASE("What cannot be read is a broken world") {
    LineReader reader(-1, 9, [] {});
    CHECK_THROWS_AS(reader.next(), assent::base::Failure);
    CHECK_THROWS_AS(assent::app::read_at_most(-1, 9), assent::base::Failure);
}

TEST_CASE("Reading at most so much takes one byte more, and no more") {
    Pipe pipe;
    pipe.write("abcdefgh");
    CHECK(assent::app::read_at_most(pipe.ends[0], 3) == "abcd");
    pipe.close_writer();
    CHECK(assent::app::read_at_most(pipe.ends[0], 9) == "efgh");
}
