#include "policy/block.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "policy/dated_line.hpp"
#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

PolicyText blocks_of(std::string_view text) {
    base::Diagnostics diagnostics;
    PolicyText read = read_blocks(text, "p.policy", diagnostics);
    CHECK_MESSAGE(diagnostics.empty(), base::to_text(diagnostics));
    return read;
}

std::string layout(std::string_view text) { return write_blocks(blocks_of(text)); }

std::string mistakes_of(std::string_view text) {
    base::Diagnostics diagnostics;
    read_blocks(text, "p.policy", diagnostics);
    return mistakes(diagnostics);
}

std::string hint_of(std::string_view text) {
    base::Diagnostics diagnostics;
    read_blocks(text, "p.policy", diagnostics);
    REQUIRE(diagnostics.size() == 1);
    return diagnostics.begin()->hint;
}

// The content without places, which a new layout moves.
std::string content(const Line& line) {
    std::string all = "(" + line.keyword + "|" + line.rest.text;
    for (const std::string& comment : line.comments) all += comment;
    for (const Line& grouped : line.group) all += content(grouped);
    return all + ")";
}

std::string content(const PolicyText& text) {
    std::string all;
    for (const Block& block : text.blocks) {
        for (const std::string& comment : block.comments) all += comment;
        all += fmt::format("{}[{}]", to_text(block.construct), block.name.text);
        for (const Line& line : block.lines) all += content(line);
        for (const Row& row : block.table) {
            for (const std::string& comment : row.comments) all += comment;
            for (const Piece& cell : row.cells) all += "|" + cell.text;
        }
    }
    for (const std::string& comment : text.last_comments) all += comment;
    return all;
}

} // namespace

TEST_CASE("a block has a word, a name, and lines with their keywords and places") {
    const PolicyText text =
        blocks_of("# about\ncriterion  of age\n  # why\n  quote  \"21 years\"\n  age  at least 21\n");
    REQUIRE(text.blocks.size() == 1);
    const Block& block = text.blocks[0];
    CHECK(text.file == "p.policy");
    CHECK(block.construct == Construct::Criterion);
    CHECK(block.comments == std::vector<std::string>{"# about"});
    CHECK(block.name.text == "of age");
    CHECK(block.name.line == 2);
    CHECK(block.name.column == 12);
    REQUIRE(block.lines.size() == 2);
    CHECK(block.lines[0].keyword == "quote");
    CHECK(block.lines[0].comments == std::vector<std::string>{"# why"});
    CHECK(block.lines[0].rest.text == "\"21 years\"");
    CHECK(block.lines[0].rest.line == 4);
    CHECK(block.lines[0].rest.column == 10);
    CHECK(block.lines[1].keyword.empty());
    CHECK(block.lines[1].rest.column == 3);
    CHECK(block.first("quote") == &block.lines[0]);
    CHECK(block.first("assume") == nullptr);
    CHECK(block.all("").size() == 1);
}

TEST_CASE("deeper lines are the group of the line above, and groups nest") {
    const PolicyText text = blocks_of(R"(criterion c
  any of
    a is yes
    all of
      b is yes
      c is yes
    d is yes
  e is yes
)");
    const std::vector<Line>& lines = text.blocks[0].lines;
    REQUIRE(lines.size() == 2);
    REQUIRE(lines[0].group.size() == 3);
    CHECK(lines[0].group[1].rest.text == "all of");
    REQUIRE(lines[0].group[1].group.size() == 2);
    CHECK(lines[0].group[1].group[1].rest.text == "c is yes");
    CHECK(lines[0].group[1].group[1].rest.column == 7);
    CHECK(lines[0].group[2].rest.text == "d is yes");
}

TEST_CASE("a table has cells with their places, and an empty cell is a cell") {
    const PolicyText text = blocks_of("scenario s\n  | a  | bc |\n  | 1  |    |\n");
    const std::vector<Row>& table = text.blocks[0].table;
    REQUIRE(table.size() == 2);
    REQUIRE(table[1].cells.size() == 2);
    CHECK(table[0].cells[1].text == "bc");
    CHECK(table[0].cells[1].column == 10);
    CHECK(table[1].cells[0].line == 3);
    CHECK(table[1].cells[1].text.empty());
}

TEST_CASE("the longest keyword is the one that is meant") {
    const PolicyText text =
        blocks_of("right r\n  after that it closes\n  until noon\ncriterion c\n  judged by a physician\n");
    CHECK(text.blocks[0].lines[0].keyword == "after that");
    CHECK(text.blocks[0].lines[0].rest.text == "it closes");
    CHECK(text.blocks[1].lines[0].keyword == "judged by");
}

TEST_CASE("the canonical layout aligns keywords and columns and keeps every comment") {
    const std::string text = R"(# top
fact  a   number
fact b date


criterion   c
  # above

  quote "x  y"
  any of
      # inner
      a   at least 1
  assume z
scenario s
  # row
  |a|long|
  |123|b|
# end)";
    CHECK(layout(text) == R"(# top
fact a number
fact b date

criterion c
  # above
  quote      "x  y"
  any of
    # inner
    a at least 1
  assume     z

scenario s
  # row
  | a   | long |
  | 123 | b    |

# end
)");
}

TEST_CASE("columns are aligned by characters, not by bytes") {
    CHECK(layout("scenario s\n  | \u00E9 | b |\n  | aa | b |\n") ==
          "scenario s\n  | \u00E9  | b |\n  | aa | b |\n");
}

TEST_CASE("the real program stands in its canonical layout already") {
    const char* folder = ASSENT_SOURCE_DIR "/programs/mo-healthnet/complementary-therapy/2021-01-01/";
    std::ifstream file(std::string(folder) + "program.policy");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    REQUIRE(text.size() > 1000);
    const std::string written = layout(text);
    const auto [was, is] = std::mismatch(text.begin(), text.end(), written.begin(), written.end());
    CHECK_MESSAGE(written == text, "differs in line ", 1 + std::count(text.begin(), was, '\n'));
}

TEST_CASE("reading what was written gives the same blocks, and writing those the same text") {
    const auto piece = rc::gen::element<std::string>(
        "program p\n", "criterion c\n", "fact f date\n", "scenario s\n", "right r\n", "duty q\n",
        "  quote \"a  b\"\n", "  a is yes\n", "  any of\n", "    b is no\n", "      c is no\n", "  # note\n",
        "# note\n", "    # deep\n", "\n", "  | a | b |\n", "  |cc|  |\n", "  judged by X\n",
        "  after that Y\n", "  judged  by Z\n", "  like  c\n", "  assume a, b\n", "  \u00E9 \"\n",
        "scenario s\n  2026-03-02 09:00  x  y\n  # c\n  expect  z\n",
        "scenario t\n  2026-11-01  01:30 EST x\n    expect  y\n      expect z\n",
        "scenario u\n  20 y\n    expect\n");
    CHECK(rc::check("write(read(write(read(x))))", [&] {
        std::string text;
        for (const std::string& part : *rc::gen::container<std::vector<std::string>>(piece)) text += part;
        base::Diagnostics wrong, none;
        const std::string written = write_blocks(read_blocks(text, "p", wrong));
        if (!wrong.empty()) return; // about one text in three is without a mistake
        const PolicyText again = read_blocks(written, "p", none);
        RC_ASSERT(none.empty());
        RC_ASSERT(write_blocks(again) == written);
        base::Diagnostics once_more;
        RC_ASSERT(content(read_blocks(write_blocks(again), "p", once_more)) == content(again));
    }));
}

TEST_CASE("a step has its moment, its deed, and below it what is expected then") {
    const PolicyText text = blocks_of(
        "scenario s\n  2026-11-01 01:30 EST clinic submits\n  expect pended\n"
        "      # why\n      expect  nothing due\n  2026-11-02  nothing happens\n");
    const std::vector<Line>& lines = text.blocks[0].lines;
    REQUIRE(lines.size() == 2);
    CHECK(is_dated(text.blocks[0]));
    CHECK(is_dated(lines[0]));
    REQUIRE(lines[0].group.size() == 2);
    CHECK(lines[0].group[0].keyword == "expect");
    CHECK(lines[0].group[0].rest.text == "pended");
    CHECK(lines[0].group[1].rest.line == 5);
    CHECK(lines[0].group[1].rest.column == 15);
    CHECK(lines[1].group.empty());
    const StepMoment moment = moment_of_step(lines[0].rest.text);
    CHECK(moment.date == "2026-11-01");
    CHECK(moment.time == "01:30");
    CHECK(moment.clock == "EST");
    CHECK(moment.deed == "clinic submits");
}

TEST_CASE("the moment of a step ends where something else begins") {
    const auto parts = [](std::string_view line) {
        const StepMoment moment = moment_of_step(line);
        return fmt::format("{}|{}|{}|{}", moment.date, moment.time, moment.clock, moment.deed);
    };
    CHECK(parts("2026-03-02  nothing happens") == "2026-03-02|||nothing happens");
    CHECK(parts("2026-03-02 12 units") == "2026-03-02|||12 units");
    CHECK(parts("2026-03-02 09:00 QIO reports") == "2026-03-02|09:00||QIO reports");
    CHECK(parts("2026-03-02 09:00:30 AKDT QIO reports") == "2026-03-02|09:00:30|AKDT|QIO reports");
    CHECK(parts("2026-03-02 EST reports") == "2026-03-02|||EST reports");
    CHECK(parts("2026/03/02 09:00 x") == "|||2026/03/02 09:00 x");
    CHECK(parts("2026-03-02 09:00") == "2026-03-02|09:00||");
    CHECK(parts("") == "|||");
}

TEST_CASE("a timeline has one layout, however its expectations are indented") {
    const std::string canonical = R"(scenario s
  like       base
  member.eligible yes
  # at the start
  2026-03-02 09:00  clinic submits "a  b"
    # at once
    expect  in review at first level
    expect  nothing due
  2026-11-01 01:30 EST  nothing happens
)";
    CHECK(layout(canonical) == canonical);
    CHECK(layout(R"(scenario s
  like base
  member.eligible   yes
  # at the start
  2026-03-02  09:00 clinic   submits "a  b"
  # at once
  expect in review   at first level
      expect     nothing due
  2026-11-01 01:30   EST nothing happens
)") == canonical);
}

TEST_CASE("a keyword of two words is one however many spaces divide them") {
    const PolicyText text = blocks_of("criterion c\n  judged  by a physician\n");
    CHECK(text.blocks[0].lines[0].keyword == "judged by");
}

TEST_CASE("every mistake of the layout is told in one run, with line and column") {
    CHECK(mistakes_of("  stray\n"
                      "criteron c\n"
                      "  swallowed\n"
                      "criterion c\n"
                      "   odd\n"
                      "  a\tb\n"
                      "fact f date\n"
                      "  qoute \"x\"\n"
                      "  zzz\n"
                      "scenario s\n"
                      "  | a | b |\n"
                      "  | 1 |\n"
                      "  | 1 | 2\n"
                      "  | 1 | 2 | 3 |\n") ==
          "1:3 a line before the first block\n"
          "2:1 `criteron` is not a word that begins a block\n"
          "5:4 a line indented by 3 spaces\n"
          "6:4 a tab; its width differs from reader to reader\n"
          "8:3 a fact has no line that begins with `qoute`\n"
          "9:3 a fact has no line that begins with `zzz`\n"
          "12:3 a row of 1 cells under a header of 2\n"
          "13:10 a table row that does not end with a bar\n"
          "14:3 a row of 3 cells under a header of 2\n");
}

TEST_CASE("what was probably meant is told, and otherwise what there is") {
    CHECK(hint_of("criteron c\n") == "did you mean `criterion`?");
    CHECK(hint_of("xylophone c\n").starts_with("a block begins with one of program, party"));
    CHECK(hint_of("fact f date\n  quot \"x\"\n") == "did you mean `quote`?");
    CHECK(hint_of("fact f date\n  xylophone\n").starts_with("a fact's lines begin with"));
}

TEST_CASE("bytes that are no text are refused with their line") {
    CHECK(mistakes_of("program p\n  title \xC3\x28\n") == "2:0 bytes that are not UTF-8\n");
}

TEST_CASE("a text may begin with a byte order mark") {
    CHECK(blocks_of("\uFEFFprogram p\n").blocks.size() == 1);
}

TEST_CASE("nothing at all is no block and no mistake") {
    CHECK(blocks_of("").blocks.empty());
    CHECK(blocks_of("\n \r\n").blocks.empty());
    CHECK(blocks_of("# only this").last_comments == std::vector<std::string>{"# only this"});
    CHECK(layout("# only this") == "# only this\n");
}
