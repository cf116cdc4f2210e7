#include "policy/read_program.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::string people =
    "level nurse\n  cite law\nlist codes\n  cite law\n  columns procedure code, group, weight, from, "
    "through\n";
const std::map<std::string, std::string> rows = {
    {"codes", "procedure code,group,weight,from,through\n98940,manual,1,,\n98941,manual,2,2021-01-01,\n"}};

struct Mistake {
    std::string rules;
    std::string expected;
};

void expect_mistakes(const std::vector<Mistake>& table) {
    for (const Mistake& row : table) {
        CAPTURE(row.rules);
        CHECK(mistakes_in({fmt::format("{}{}{}", row.rules, people, some_facts), rows}) == row.expected);
    }
}

// A criterion with one condition, which begins in line 3, column 3.
std::string when(const std::string& condition) { return "criterion c\n  cite law\n  " + condition + "\n"; }

// A decision with these lines, the first in line 3.
std::string then(const std::string& lines) { return "decision d\n  cite law\n" + lines; }

std::vector<base::Diagnostic> diagnostics_of(const std::string& rules) {
    base::Diagnostics warnings;
    const auto read = read_program(program_text({rules + people + some_facts, rows}), warnings);
    const base::Diagnostics& all = read ? warnings : read.error();
    return {all.begin(), all.end()};
}

} // namespace

TEST_CASE("a condition that cannot be read is refused where it goes wrong") {
    expect_mistakes({
        {when("member.borm at least 2"), "3:3 a fact expected, and `member.borm` is none\n"},
        {when("age from member.born on request.strt at least 2"),
         "3:27 a value expected, and `request.strt` is none\n"},
        {when("age from member.born at least 2"), "3:24 on which date?\n"},
        {when("age from request.units on request.start at least 2"),
         "3:43 an age is counted from a date on a date\n"},
        {when("request.units at least request.start"),
         "3:39 a number cannot be compared by `at least` with a date\n"},
        {when("request.units is yes"), "3:20 a value expected, and `yes` is none\n"},
        {when("request.start at least 30 days"), "3:33 `after` or `before` expected after a span\n"},
        {when("request.start at least 30 dayz after request.made"), "3:29 `dayz` is not a unit of time\n"},
        {when("request.start at least 30 days after request.units"),
         "3:53 a span is counted from a date, not from a number\n"},
        {when("request.kind at least first"),
         "3:30 one of first, renewal or late renewal cannot be compared by `at least` with one of first, "
         "renewal or late renewal\n"},
        {when("request.kind is frist"), "3:19 a value expected, and `frist` is none\n"},
        {when("request.kind is first renewal"), "3:25 `renewal` is left over\n"},
        {when("request.units"), "3:16 nothing is said of a number\n"},
        {when("request.units in the clouds"),
         "3:20 a list, or a fact that is one, expected, and `the` is none\n"},
        {when("request.diagnoses is M54.5"), "3:21 `request.diagnoses` is a list\n"},
        {when("some request.units at least 3"), "3:22 `request.units` is one value, not several\n"},
        {when("every request.unit at least 3"), "3:9 a fact expected, and `request.unit` is none\n"},
        {when("request.kind in plan.services or need.at_once and member.eligible"),
         "3:49 `and` and `or` on one line leave open which binds first\n"},
        {when("sum of request.units at most 3"), "3:24 `request.units` cannot be summed over the lines\n"},
        {when("sum of line.service at most 3"), "3:23 `line.service` cannot be summed over the lines\n"},
        {when("request.units at most left in therapy"), "3:33 a ledger expected, and `therapy` is none\n"},
        {when("line.code in codes"), "3:21 on which day must the row of `codes` hold?\n"},
        {when("line.code in codes on request.units"), "3:38 a row holds on a date, not on a number\n"},
        {when("line.code in codes where grup is manual on request.start"),
         "3:28 a column of `codes` expected, and `grup` is none\n"},
        {when("line.code in codes where group manual on request.start"),
         "3:34 `is` expected after the column\n"},
        {when("line.code in codes where weight is manual on request.start"),
         "3:38 a value expected, and `manual` is none\n"},
        {when("request.diagnosis in codes on request.start"),
         "3:30 the rows of `codes` are found by `procedure code`, not by a diagnosis code\n"},
        {when("request.diagnosis in plan.services"),
         "3:24 a diagnosis code cannot be in some of massage, exercise or needles\n"},
        {when("request.units at least many"), "3:26 a value expected, and `many` is none\n"},
        {when("request.units at least 3 hours ago"), "3:28 `hours ago` is left over\n"},
        {when("plan.letter is request.kind"),
         "3:30 a document cannot be compared by `is` with one of first, renewal or late renewal\n"},
        {when("request.units at least 99999999999999999999"),
         "3:26 a whole number expected, and `99999999999999999999` is none\n"},
        {when("not"), "3:6 a fact expected, and `the end of the line` is none\n"},
    });
}

TEST_CASE("a group is all of, any of or at least so many of its lines") {
    const auto group = [](const std::string& head) {
        return when(head + "\n    need.at_once\n    member.eligible");
    };
    expect_mistakes({
        {group("some of"), "3:3 a group begins with `all of`, `any of` or `at least N of`\n"},
        {group("any of these"), "3:10 a group begins with `all of`, `any of` or `at least N of`\n"},
        {group("at least 3 of"), "3:16 at least 3 of 2 conditions\n"},
        {group("at least 0 of"), "3:16 at least 0 of 2 conditions\n"},
        {when("any of\n    need.at_onc\n    member.elig"),
         "4:5 a fact expected, and `need.at_onc` is none\n5:5 a fact expected, and `member.elig` is none\n"},
        {"criterion c\n  cite law\n", "1:11 the criterion `c` has no condition\n"},
        {when("need.at_once") + "  judged by a physician\n", "3:3 a condition beside `judged by`\n"},
        {when("need.at_once") + "criterion e\n  cite law\n  c is met\n",
         "6:3 a criterion cannot rest on another criterion\n"},
    });
}

TEST_CASE("a decision has outcomes of a closed list, and no denial is one") {
    const std::string c = when("need.at_once"); // three lines
    expect_mistakes({
        {c + then("  when c then deny\n  otherwise refer to nurse\n"),
         "6:15 `deny` is not an outcome: the software never says no to care\n"},
        {c + then("  when c then partially deny\n  otherwise refer to nurse\n"),
         "6:15 `partially deny` is not an outcome: the software never says no to care\n"},
        {c + then("  when c then reject\n  otherwise refer to nurse\n"),
         "6:15 `reject` is not an outcome: the software never says no to care\n"},
        {c + then("  otherwise deny\n"),
         "6:13 `deny` is not an outcome: the software never says no to care\n"},
        {c + then("  when c then celebrate\n  otherwise refer to nurse\n"),
         "6:15 `celebrate` is not an outcome\n"},
        {c + then("  when c refer to nurse\n  otherwise refer to nurse\n"), "6:10 `then` expected\n"},
        {c + then("  when c then refer to nurse\n"), "4:10 no decision says what happens otherwise\n"},
        {c + then("  otherwise refer to nurse\n  when c then approve\n"),
         "7:8 a line after `otherwise` is never reached\n"},
        {c + then(""), "4:10 a decision without a line\n"},
        {c + then("  when c then refer to nrse\n  otherwise refer to nurse\n"),
         "6:24 a level expected, and `nrse` is none\n"},
        {c + then("  when c then refer to\n  otherwise refer to nurse\n"), "6:23 `refer to` of what?\n"},
        {c + then("  when c then warn\n  otherwise refer to nurse\n"), "6:19 `warn` of what?\n"},
        {c + then("  when c then warn it is late\n  otherwise refer to nurse\n"),
         "6:20 text without its quotation marks\n"},
        {c + then("  when only c is met then approve\n  otherwise refer to nurse\n"),
         "6:15 `only` goes with `is not met`\n"},
        {c + then("  when only d is not met then approve\n  otherwise refer to nurse\n"),
         "6:13 a criterion expected, and `d` is none\n"},
        {c + then("  when c then approve for 12 months\n  otherwise refer to nurse\n"),
         "6:36 from which day does the approval count?\n"},
        {c + then("  when c then approve from request.start for 0 days\n  otherwise refer to nurse\n"),
         "6:52 an approval of no days\n"},
        {c + then("  when c then approve from request.units\n  otherwise refer to nurse\n"),
         "6:41 a date of the request expected here\n"},
        {c + then("  when c then approve as requested\n  otherwise refer to nurse\n"),
         "6:23 `as requested` is left over\n"},
        {c + then("  when c then offer what is left in purse\n  otherwise refer to nurse\n"),
         "6:37 a ledger expected, and `purse` is none\n"},
        {c + then("  when c then refer to nurse\n  otherwise warn \"x\"\n"),
         "7:13 `otherwise` needs an outcome, and this is a note\n"},
        {"criterion j\n  cite law\n  judged by a physician\n" +
             then("  when j then approve\n  otherwise refer to nurse\n"),
         "1:11 `j` is judged by a person, and a decision of the software rests on it\n"},
        {"criterion j\n  cite law\n  judged by a physician\n" +
             then("  when every criterion is met then approve\n  otherwise refer to nurse\n"),
         "1:11 `j` is judged by a person, and a decision of the software rests on it\n"},
    });
}

TEST_CASE("what is declared must be whole") {
    expect_mistakes({
        {"fact x\n", "1:6 a fact without a type\n"},
        {"fact x number 9 to 1 from provider ask \"?\"\n", "1:6 a fact without a type\n"},
        {"fact x number ask \"?\"\n", "1:6 nobody is named who can tell `x`\n"},
        {"fact x number from provider\n", "1:6 `x` has no question\n"},
        {"fact x number from provider ask How many\n", "1:6 text without its quotation marks\n"},
        {"fact line.x diagnosis codes from provider ask \"?\"\n",
         "1:6 a fact of a service line is one value\n"},
        {"fact request.units number from provider ask \"?\"\n", "13:6 `request.units` is declared twice\n"},
        {"criterion request.units\n  cite law\n  need.at_once\n", "15:6 `request.units` is declared twice\n"},
        {"criterion c\n  cite law\n  need.at_once\ncriterion c\n  cite law\n  need.at_once\n",
         "4:11 `c` is declared twice\n"},
        {"level nurse\n  cite law\n", "3:7 `nurse` is declared twice\n"},
        {"criterion\n  cite law\n  need.at_once\n", "1:10 a criterion without a name\n"},
        {"criterion c\n  need.at_once\n", "1:11 the criterion `c` does not show its source\n"},
        {"list l\n  cite law\n  columns diagnosis code, from, through\n", "1:6 the list `l` has no file\n"},
        {"list l\n  cite law\n", "1:6 the list `l` does not say its columns\n1:6 the list `l` has no file\n"},
        {"ledger p\n  cite law\n  ask \"?\"\n", "1:8 the ledger `p` does not say what it holds\n"},
        {"ledger p\n  cite law\n  holds 5\n", "1:8 the ledger `p` has no question\n"},
        {"ledger p\n  cite law\n  holds lots\n  ask \"?\"\n",
         "3:9 a whole number expected, and `lots` is none\n"},
        {"ledger p\n  cite law\n  holds -5\n  ask \"?\"\n", "3:9 a ledger that holds less than nothing\n"},
        {"ledger p\n  cite law\n  holds 5\n  warn at 4\n  ask \"?\"\n", "4:8 when does the ledger warn?\n"},
        {"limit l\n  cite law\n", "1:7 the limit `l` bounds nothing\n"},
        {"limit l\n  cite law\n  until request.start\n",
         "3:3 a limit narrows an approval: `from at least` or `through at most` a day, `units`, `frequency` "
         "or `duration at most` a number, or `exactly as requested`\n"},
        {"limit l\n  cite law\n  through at most day 5 after request.start\n",
         "3:25 `counted from` expected\n"},
        {"limit l\n  cite law\n  through at most last day of request.units in codes from request.start\n",
         "3:45 which codes, in which list?\n"},
        {"assumption a\n", "1:12 the assumption `a` does not say how we read it\n"},
        {"fact x number\n  when need.at_once then 3\n",
         "1:6 a derived fact does not say what it is otherwise\n2:26 the number 3 stands in none of the "
         "phrases of its rule\n"},
        {"fact x number\n  when need.at_once then 3\n  otherwise\n",
         "2:26 the number 3 stands in none of the phrases of its rule\n3:12 a value expected, and `the end "
         "of the line` is none\n"},
        {"fact x number\n  is line.units\n",
         "1:6 a fact made of facts of a service line belongs to the line\n"},
        {"fact x date\n  is request.units\n", "2:6 a date expected, and this is a number\n"},
        {"fact x number\n  is request.start plus request.units\n",
         "2:38 a date plus a number is neither a number nor money\n"},
        {"fact x date\n  is weight of line.code in codes on request.start\n",
         "2:6 the column `weight` does not hold a date\n"},
        {"criterion c\n  like d\n",
         "1:11 the criterion `c` does not show its source\n1:11 the criterion `c` has no condition\n2:8 no "
         "criterion is called `d`\n"},
    });
}

TEST_CASE("a rule rests on its phrases, and each number stands in one") {
    const std::string sixteen = "\"a b c d e f g h i j k l m n o p\"";
    const std::string fifteen = "\"a b c d e f g h i j k l m n o\"";
    expect_mistakes({
        {"criterion c\n  quote of age\n  need.at_once\n", "2:9 text without its quotation marks\n"},
        {"criterion c\n  quote \"\"\n  need.at_once\n", "2:9 an empty quote\n"},
        {"criterion c\n  quote " + sixteen + "\n  need.at_once\n", "2:9 a quote of 16 words\n"},
        {"criterion c\n  quote " + fifteen + "\n  need.at_once\n", ""},
        {"criterion c\n  quote \"of 22 years\"\n  request.units at least 21\n",
         "3:26 the number 21 stands in none of the phrases of its rule\n"},
        {"criterion c\n  quote \"of 21 years\"\n  request.units at least 21\n", ""},
        {"criterion c\n  quote \"twenty-one years\"\n  request.units at least 21\n", ""},
        {"criterion c\n  quote \"years\"\n  assume grown\n  request.units at least 21\nassumption grown\n  "
         "we read At 21.\n",
         ""},
        {"criterion c\n  quote \"years\"\n  assume grown\n  request.units at least 21\nassumption grown\n  "
         "we read At 18.\n",
         "4:26 the number 21 stands in none of the phrases of its rule\n"},
        {"criterion c\n  quote \"two of three\"\n  at least 2 of\n    need.at_once\n    member.eligible\n",
         ""},
        {"criterion c\n  quote \"any\"\n  at least 2 of\n    need.at_once\n    member.eligible\n",
         "3:12 the number 2 stands in none of the phrases of its rule\n"},
        {"criterion c\n  quote \"any\"\n  request.start on or after 30 days after request.made\n",
         "3:29 the number 30 stands in none of the phrases of its rule\n"},
        {"criterion c\n  assume grwon\n  need.at_once\nassumption grown\n  we read Yes.\n",
         "2:10 no assumption is called `grwon`\n"},
        {"criterion c\n  assume grown, old\n  need.at_once\nassumption grown\n  we read Yes.\n",
         "2:17 no assumption is called `old`\n"},
        {"ledger p\n  quote \"many\"\n  holds 5\n  warn at 4 used\n  ask \"?\"\n",
         "3:9 the number 5 stands in none of the phrases of its rule\n4:11 the number 4 stands in none of "
         "the phrases of its rule\n"},
        {"party p\n  quote " + sixteen + "\n", "2:9 a quote of 16 words\n"},
        {"party p\n  assume grown\n", "2:10 no assumption is called `grown`\n"},
    });
}

TEST_CASE("an amount of money in a rule stands in one of its phrases too") {
    expect_mistakes({{"criterion c\n  quote \"up to $300\"\n  request.cost at most $250\n",
                      "3:24 the number $250 stands in none of the phrases of its rule\n"},
                     {"criterion c\n  quote \"up to $250\"\n  request.cost at most $250\n", ""}});
}

TEST_CASE("the program's own block says from when it holds and what it implements") {
    const auto header = [](const std::string& lines) {
        base::Diagnostics warnings;
        ProgramText text;
        text.policy = {"p.policy", "program p\n  cite law\n" + lines};
        const auto read = read_program(text, warnings);
        return read ? "" : mistakes(read.error());
    };
    const std::string hex(64, 'a');
    const std::string from = "  effective 2021-01-01 onward\n";
    CHECK(header(from) == "");
    CHECK(header("  effective 2021-01-01 through 2023-12-31\n") == "");
    CHECK(header("") == "1:9 the program does not say from when it holds\n");
    CHECK(header("  effective 2021-02-29 onward\n") == "3:13 from when, until when?\n");
    CHECK(header("  effective 01/01/2021 onward\n") == "3:13 from when, until when?\n");
    CHECK(header("  effective 2021-01-01\n") == "3:13 from when, until when?\n");
    CHECK(header("  effective 2021-01-01 through 2020-12-31\n") == "3:13 from when, until when?\n");
    CHECK(header(from + "  version latest\n") == "4:11 which version governs a request?\n");
    CHECK(header(from + "  version in force on receipt\n") == "");
    CHECK(header(from + "  version in force on start of service\n") ==
          "1:9 the start of service is the fact `request.start`, and there is none\n");
    CHECK(header(from + "  seat throne\n") == "4:8 a seat is `deciding` or `asking`\n");
    const std::string wrong_source =
        "4:10 a source names the document, who published it, when, and the SHA-256 of its file\n";
    CHECK(header(from + "  source \"T\", agency, 2020-05-01, sha256 " + hex + "\n") == "");
    CHECK(header(from + "  source \"T\", agency, undated, sha256 abc\n") == wrong_source);
    CHECK(header(from + "  source T, agency, undated, sha256 " + hex + "\n") == wrong_source);
    CHECK(header(from + "  source \"T\", agency, sha256 " + hex + "\n") == wrong_source);
    CHECK(header(from + "program q\n  cite law\n" + from) == "4:9 a second program in one file\n");
}

TEST_CASE("a date and a hash in the header are read to their end") {
    base::Diagnostics warnings;
    ProgramText text;
    text.policy = {"p.policy", "program p\n  cite law\n  effective 2021-01-01 onward and onward\n"};
    CHECK_FALSE(read_program(text, warnings));
    text.policy.text = "program p\n  cite law\n  effective 2021-01-01 onward\n  source \"T\", a, b, sha256 " +
                       std::string(64, 'z') + "\n";
    CHECK_FALSE(read_program(text, warnings));
}

TEST_CASE("a text without a program says so") {
    base::Diagnostics warnings;
    ProgramText text;
    text.policy.file = "p.policy";
    const auto read = read_program(text, warnings);
    REQUIRE_FALSE(read);
    CHECK(mistakes(read.error()) == "1:1 no block says whose rules these are\n");
}

TEST_CASE("the rows of a list are checked in its file") {
    const auto list = [](const std::string& csv) {
        base::Diagnostics warnings;
        const auto read =
            read_program(program_text({"list l\n  cite law\n  columns diagnosis code, label, from, through\n",
                                       {{"l", csv}}}),
                         warnings);
        return read ? "" : base::to_text(read.error());
    };
    const std::string head = "diagnosis code,label,from,through\n";
    CHECK(list(head + "M54.50,back,,\n") == "");
    CHECK(list(head + "M54.50,back,,\n999,x,,\n").starts_with("l.csv:3:1: error: "));
    CHECK(list(head + "M54.50,back,2021-13-01,\n").starts_with("l.csv:2:13: error: "));
    CHECK(list(head + "M54.50,back,2022-01-01,2021-01-01\n").starts_with("l.csv:2:24: error: "));
    CHECK(list(head + "M54.50,back,\n").starts_with("l.csv:2"));
    CHECK(list("code,label,from,through\n").starts_with("l.csv:1"));
    CHECK(list(head + "M54.50,a,,\nM54.50,b,,\n").starts_with("l.csv:3:1: error: lines 2 and 3 contradict"));
    CHECK(list("") != "");
}

TEST_CASE("a name that was mistyped is told with the one that was meant") {
    const auto hint = [](const std::string& rules) {
        std::string hints;
        for (const base::Diagnostic& one : diagnostics_of(rules)) {
            if (one.hint.starts_with("did you mean")) hints += one.hint;
        }
        return hints;
    };
    CHECK(hint(when("member.borm known")) == "did you mean `member.born`?");
    CHECK(hint(when("request.kind is firs")) == "did you mean `first`?");
    CHECK(hint(when("line.code in cods on request.start")) == "did you mean `codes`?");
    CHECK(hint(when("line.code in codes where grup is manual on request.start")) == "did you mean `group`?");
    CHECK(hint(when("need.at_once") + then("  when cc then approve\n  otherwise refer to nurse\n")) ==
          "did you mean `c`?");
    CHECK(hint(then("  otherwise refer to nrse\n")) == "did you mean `nurse`?");
    CHECK(hint("criterion c\n  assume grwn\n  need.at_once\nassumption grown\n  we read Yes.\n") ==
          "did you mean `grown`?");
}

TEST_CASE("what nobody uses is a warning and no mistake") {
    base::Diagnostics warnings;
    const auto read = read_program(program_text({R"(fact a yes or no from provider ask "?"
fact b yes or no from provider ask "?"
criterion c
  cite law
  a
assumption z
  we read Nothing.
)"}),
                                   warnings);
    REQUIRE(read);
    CHECK(base::to_text(warnings) ==
          "small.policy:2:6: warning: no rule uses `b`\n    take it out, or write the rule that needs it\n"
          "small.policy:3:11: warning: no decision looks at `c`\n    say what follows from it in a decision\n"
          "small.policy:6:12: warning: no rule rests on the assumption `z`\n    name it in an `assume` line, "
          "or "
          "take it out\n");
}

TEST_CASE("among the scenarios stand scenarios only") {
    base::Diagnostics warnings;
    const auto read =
        read_program(program_text({"", {}, "scenario s\n\nfact x date from a ask \"?\"\n"}), warnings);
    REQUIRE_FALSE(read);
    CHECK(base::to_text(read.error()).starts_with("scenarios.policy:3:1: error: a fact among the scenarios"));
}

TEST_CASE("the real program reads without a mistake") {
    const std::string folder = ASSENT_SOURCE_DIR "/programs/mo-healthnet/complementary-therapy/2021-01-01/";
    const auto content = [&](const std::string& name) {
        std::ifstream file(folder + name);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    ProgramText text;
    text.policy = {"program.policy", content("program.policy")};
    for (const char* name : {"therapy-codes", "retired-procedures", "contacts", "library",
                             "retired-diagnoses", "acute-diagnoses", "chronic-pain-diagnoses"})
        text.lists[name] = {name, content(std::string("codes/") + name + ".csv")};
    base::Diagnostics warnings;
    const auto read = read_program(text, warnings);
    CHECK_MESSAGE(read, base::to_text(read ? warnings : read.error()));
    CHECK(read->criteria.size() == 6);
    CHECK(read->lists.size() == 7);
    CHECK(read->ledgers.at(0).holds == 120);
}
