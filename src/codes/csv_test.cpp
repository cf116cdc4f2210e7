#include "codes/csv.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace assent::codes;

namespace {

// "row|row" with cells joined by "/", or the mistakes as "line:column message;".
std::string outcome(std::string_view text) {
    const auto table = read_csv(text, "list.csv");
    std::string all;
    if (!table) {
        for (const auto& wrong : table.error()) {
            CHECK(wrong.place.file == "list.csv");
            CHECK_FALSE(wrong.hint.empty());
            all += std::to_string(wrong.place.line) + ":" + std::to_string(wrong.place.column) + " " +
                   wrong.message + ";";
        }
        return all;
    }
    for (const Record& row : table->rows) {
        all += all.empty() ? "" : "|";
        for (const Cell& cell : row) all += (&cell == &row[0] ? "" : "/") + cell.text;
    }
    return all;
}

std::string quoted(const std::string& text) {
    std::string cell = "\"";
    for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
    return cell + "\"";
}

} // namespace

TEST_CASE("cells are split at commas and rows at line ends of either kind") {
    CHECK(outcome("a,b\n1,2\n3,4\n") == "1/2|3/4");
    CHECK(outcome("a,b\r\n1,2\r\n3,4\r\n") == "1/2|3/4");
    CHECK(outcome("a,b\r\n1,2\r\n3,4\r") == "1/2|3/4"); // the last line feed was cut off
    CHECK(outcome("a,b\n1,2") == "1/2");
    CHECK(outcome("a,b\n,\n") == "/");
    CHECK(outcome("a,b\n 1 , 2\n") == " 1 / 2");
    CHECK(outcome("a,b\n") == "");
}

TEST_CASE("a quoted cell may hold commas, quotes and line ends") {
    CHECK(outcome("a,b\n\"1,5\",\"say \"\"no\"\"\"\n") == "1,5/say \"no\"");
    CHECK(outcome("a,b\n\"one\r\ntwo\",\"\"\n3,4\n") == "one\r\ntwo/|3/4");
    CHECK(outcome("a\n\"\"\"\"\n") == "\"");
}

TEST_CASE("every cell knows its line and column") {
    const auto table = read_csv("# a comment\na,b\n\"x\ny\",2\n\"z\",4\n", "list.csv");
    REQUIRE(table);
    CHECK(table->header[1].line == 2);
    CHECK(table->header[1].column == 3);
    CHECK(table->rows[0][0].line == 3);
    CHECK(table->rows[0][1].line == 4);
    CHECK(table->rows[0][1].column == 4);
    CHECK(table->rows[1][0].line == 5);
    CHECK(table->rows[1][1].column == 5);
}

TEST_CASE("a byte order mark is tolerated and does not count as a column") {
    const auto table = read_csv(
        "\xEF\xBB\xBF"
        "a,b\n1,2\n",
        "list.csv");
    REQUIRE(table);
    CHECK(table->header[0].text == "a");
    CHECK(table->header[0].column == 1);
}

TEST_CASE("comments stand before the header only") {
    CHECK(outcome("# one, \"two\"\n#\na,b\n1,2\n") == "1/2");
    CHECK(outcome("a,b\n# late\n1,2\n") == "2:1 a comment stands behind the header;");
    CHECK(outcome("a,b\n\"#1\",2\n") == "#1/2");
    CHECK(outcome("a,b\n1,#2\n") == "1/#2");
}

TEST_CASE("a file without a header is refused") {
    CHECK(outcome("") == "1:1 the header is missing;");
    CHECK(outcome("# only this") == "1:12 the header is missing;");
    CHECK(outcome("\na,b\n1,2\n") == "1:1 the header is missing;");
}

TEST_CASE("header names are trimmed, present and distinct") {
    CHECK(read_csv(" a , b\n", "list.csv").value().header[1].text == "b");
    CHECK(outcome("a,b, a\n") == "1:5 the column `a` is named twice, first in column 1;");
    CHECK(outcome("a,,b\n") == "1:3 a column has no name;");
}

TEST_CASE("a row with another number of cells is refused") {
    CHECK(outcome("a,b\n1\n1,2,3\n1,2\n") ==
          "2:1 this row has 1 cell; the header has 2;"
          "3:1 this row has 3 cells; the header has 2;");
}

TEST_CASE("an empty line is refused") {
    CHECK(outcome("a\n1\n\n2\n") == "3:1 an empty line stands here;");
    CHECK(outcome("a,b\n1,2\r\n\r\n") == "3:1 an empty line stands here;");
}

TEST_CASE("an unclosed quote is shown where it opens, and the rest is still read") {
    CHECK(outcome("a,b\n1,\"2\n3\n") ==
          "2:3 this quote is never closed;3:1 this row has 1 cell; the header has 2;");
    CHECK(outcome("a,b\n1,2\n3,\"") == "3:3 this quote is never closed;");
    CHECK(outcome("a,b\n1,\"2\n\"\",3,4\n") ==
          "2:3 this quote is never closed;3:1 this row has 3 cells; the header has 2;");
    CHECK(outcome("a,\"b,c\n1,2,3\n") == "1:3 this quote is never closed;");
}

TEST_CASE("a stray quote is shown where it stands") {
    CHECK(outcome("a,b\n1\"x\",2\n") == "2:2 a quote stands inside a cell that does not begin with one;");
    CHECK(outcome("a,b\n1, \"2\"\n") == "2:4 a quote stands inside a cell that does not begin with one;");
    CHECK(outcome("a,b\n\"1\"x,2\n") == "2:4 text follows the quote that closes the cell opened on line 2;");
}

TEST_CASE("what is not UTF-8 is shown at its byte, once a line") {
    CHECK(outcome("a,b\n1,caf\xE9\xE9\n\xFF,2\n") ==
          "2:6 this byte is not UTF-8;3:1 this byte is not UTF-8;");
    CHECK(outcome("a\ncaf\xC3\xA9\n") == "caf\xC3\xA9");
}

TEST_CASE("control characters and lone carriage returns are refused") {
    CHECK(outcome(std::string_view("a\n1\0\n", 5)) == "2:2 a control character stands here;");
    CHECK(outcome("a\r1\r2\r") == "1:2 a control character stands here;");
    CHECK(outcome("a\n1\t2\n") == "1\t2");
}

TEST_CASE("all mistakes of a file are told, in the order of its lines") {
    CHECK(outcome("a,a\n1\n\xFF,2\nx\"y,2\n\n") ==
          "1:3 the column `a` is named twice, first in column 1;"
          "2:1 this row has 1 cell; the header has 2;"
          "3:1 this byte is not UTF-8;"
          "4:2 a quote stands inside a cell that does not begin with one;"
          "5:1 an empty line stands here;");
}

TEST_CASE("whatever is quoted is read back") {
    rc::check([] {
        const auto cells = *rc::gen::container<std::vector<std::string>>(
            rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,\"\n# "))));
        std::string text = "a,b\n";
        for (const std::string& cell : cells) text += quoted(cell) + "," + quoted(cell + "!") + "\n";
        const auto table = read_csv(text, "list.csv");
        RC_ASSERT(table.has_value());
        RC_ASSERT(table->rows.size() == cells.size());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            RC_ASSERT(table->rows[i][0].text == cells[i]);
            RC_ASSERT(table->rows[i][1].text == cells[i] + "!");
        }
    });
}

TEST_CASE("no bytes are refused without a mistake, and no table has a ragged row") {
    rc::check([] {
        const auto text =
            *rc::gen::container<std::string>(rc::gen::elementOf(std::string("a1,\"\n\r#\xC3 ")));
        const auto table = read_csv(text, "list.csv");
        if (!table) {
            RC_ASSERT(table.error().has_errors());
            return;
        }
        for (const Record& row : table->rows) RC_ASSERT(row.size() == table->header.size());
    });
}
