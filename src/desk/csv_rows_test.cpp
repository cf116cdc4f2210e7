#include "desk/csv_rows.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <sstream>

namespace assent::desk {
namespace {

struct Read {
    std::optional<codes::Record> header;
    std::vector<CsvRow> rows;
    std::uint64_t bytes = 0;
};

Read read(const std::string& text, std::size_t block = 3) {
    std::istringstream in(text);
    CsvRows reader(in);
    Read all{reader.header(), {}, 0};
    for (auto rows = reader.next(block); !rows.empty(); rows = reader.next(block))
        all.rows.insert(all.rows.end(), rows.begin(), rows.end());
    all.bytes = reader.bytes();
    return all;
}

std::string quoted(const std::string& cell) {
    std::string text = "\"";
    for (const char c : cell) text += c == '"' ? "\"\"" : std::string(1, c);
    return text + '"';
}

} // namespace

TEST_CASE("Rows are those of the whole file, with the lines on which they begin") {
    const Read all = read(
        "\xEF\xBB\xBF# a, \"comment\r\nname,note\r\nAnn,\"two\r\nlines\"\r\nBo,\"a \"\"b\"\", c\"\r\nCy,");
    REQUIRE(all.header.has_value());
    CHECK(all.header->at(1).text == "note");
    CHECK(all.header->at(0).line == 2);
    REQUIRE(all.rows.size() == 3);
    CHECK(all.rows[0].cells[1].text == "two\r\nlines");
    CHECK(all.rows[0].line == 3);
    CHECK(all.rows[1].cells[1].text == "a \"b\", c");
    CHECK(all.rows[1].line == 5);
    CHECK(all.rows[2].cells[1].text == "");
    CHECK(all.rows[2].line == 6);
}

TEST_CASE("Whatever cells hold, they are read as they were written, in blocks of any size") {
    rc::check([](std::size_t width, std::size_t block) {
        width = 1 + width % 4;
        const auto cell = rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '#', ' '));
        const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
            rc::gen::container<std::vector<std::string>>(width, cell));
        std::string text;
        for (std::size_t i = 0; i < width; ++i) text += (i ? ",n" : "n") + std::to_string(i);
        text += '\n';
        for (const auto& row : rows) {
            for (std::size_t i = 0; i < width; ++i) text += (i ? "," : "") + quoted(row[i]);
            text += '\n';
        }
        const Read all = read(text, 1 + block % 7);
        RC_ASSERT(all.rows.size() == rows.size());
        RC_ASSERT(all.bytes == text.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            RC_ASSERT(all.rows[i].wrong == "");
            for (std::size_t j = 0; j < width; ++j) RC_ASSERT(all.rows[i].cells[j].text == rows[i][j]);
        }
    });
}

TEST_CASE("A row that is wrong costs no other row of its block") {
    const Read all = read("a,b\n1,2\n3\n\n4,x\"y\n# remark, \"\n5,6,7\n8,\"9\" 0\n10,11\n", 1000);
    std::vector<std::uint64_t> wrong;
    for (const CsvRow& row : all.rows) {
        if (!row.wrong.empty()) wrong.push_back(row.line);
        CHECK(row.wrong.empty() == (row.cells.size() == 2));
    }
    CHECK(wrong == std::vector<std::uint64_t>{3, 4, 5, 6, 7, 8});
    CHECK(all.rows.back().cells[0].text == "10");
    CHECK(all.rows[1].wrong ==
          "this row has 1 cell; the header has 2: write a comma for every cell, also for an empty one");
    CHECK(all.rows[1].as_read == "3");
    CHECK(all.rows[6].wrong ==
          "text follows the quote that closes the cell: put the whole cell between quotes and "
          "write each quote inside it twice");
}

TEST_CASE("A quote that nobody closes costs its own line") {
    const Read all = read("a,b\n1,\"open\n2,3\n4,5\n");
    REQUIRE(all.rows.size() == 3);
    CHECK(all.rows[0].wrong == "this quote is never closed: write the closing quote behind the cell");
    CHECK(all.rows[0].as_read == "1,\"open");
    CHECK(all.rows[1].cells[1].text == "3");
    CHECK(all.rows[2].line == 4);
}

TEST_CASE("A quote that is closed only far behind costs its own line, too") {
    std::string text = "a,b\n1,\"open\n";
    for (std::size_t i = 0; i < longest_record / 4; ++i) text += "2,3\n";
    text += "4,\"5\"\n";
    const Read all = read(text, 1000);
    CHECK(all.rows.size() == 2 + longest_record / 4);
    CHECK(!all.rows[0].wrong.empty());
    for (std::size_t i = 1; i < all.rows.size(); ++i) REQUIRE(all.rows[i].wrong == "");
    CHECK(all.rows.back().cells[1].text == "5");
}

TEST_CASE("A row may be as long as is allowed, and one byte more is too long") {
    const std::string most(longest_record - 3, 'x'); // beside `1,` and the line end
    for (const std::string& cell : {most, most + 'x', std::string(5 * longest_record, 'x')}) {
        const Read all = read("a,b\n1," + cell + "\n2,3\n");
        REQUIRE(all.rows.size() == 2);
        CHECK(all.rows[0].wrong.empty() == (cell == most));
        CHECK(all.rows[1].cells[1].text == "3");
        CHECK(all.rows[1].line == 3);
    }
    CHECK(read("a,b\n1," + std::string(5 * longest_record, 'x')).rows[0].wrong ==
          "this row is longer than 65536 bytes: write it again");
}

TEST_CASE("Without a line that can be a header there is none") {
    for (const char* text : {"", "# remark\n", "\na,b\n", "a,,b\n", "a,a\n", "\"a\n", "\xFF,b\n"}) {
        CAPTURE(text);
        CHECK(!read(text).header);
    }
}

} // namespace assent::desk
