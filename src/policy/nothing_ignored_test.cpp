// Whatever a policy says is either understood or refused: no line is swallowed, no value takes
// another's place, and one mistake neither hides the next nor makes up a second.

#include <doctest/doctest.h>

#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::string nurse = "level nurse\n  cite law\n";

std::string wrong(const std::string& rules, const std::map<std::string, std::string>& lists = {}) {
    return mistakes_in({rules + nurse + some_facts, lists});
}

bool refused(const std::string& rules, const std::map<std::string, std::string>& lists = {}) {
    return !wrong(rules, lists).empty();
}

std::string repeated(std::size_t count, const std::string& line) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += line;
    return all;
}

} // namespace

TEST_CASE("every kind of mistake comes out of one run") {
    const std::string all = wrong(R"(criteron x
criterion a
  quote "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
  member.borm known
criterion b
  quote "of age"
  request.units at least 21
  assume nowhere
criterion d
  need.at_once
fact e number from provider
decision f
  cite law
  when b then deny
  otherwise refer to nurse
list g
  cite law
  columns diagnosis code, from, through
)");
    for (const std::string one :
         {"1:1 `criteron`", "3:9 a quote of 16 words", "4:3 a fact expected", "7:26 the number 21",
          "8:10 no assumption", "9:11 the criterion `d` does not show", "11:6 `e` has no question",
          "14:15 `deny`", "16:6 the list `g` has no file"}) {
        CAPTURE(one);
        CHECK(all.find(one) != std::string::npos);
    }
}

TEST_CASE("one mistake is told once") {
    CHECK(wrong("limit l\n  cite law\n  through at most line.units\n  through at most request.start\n") ==
          "3:29 a date of the request expected here\n");
    CHECK(wrong("decision d\n  cite law\n  when need.at_once then approve from line.units\n"
                "  otherwise approve from request.start\n") == "3:49 a date of the request expected here\n");
    CHECK(wrong("decision d\n  cite law\n  otherwise deny\n") ==
          "3:13 `deny` is not an outcome: the software never says no to care\n");
}

TEST_CASE("every line of a choice is read, whatever is wrong with the one before") {
    CHECK(wrong("fact x number\n  cite law\n  when need.at_onc then 1\n  when member.eligibl then 2\n  "
                "otherwise 3\n") ==
          "3:8 a fact expected, and `need.at_onc` is none\n4:8 a fact expected, and `member.eligibl` is "
          "none\n");
}

TEST_CASE("a line indented below one that takes no group is refused") {
    CHECK(
        refused("decision d\n  cite law\n  when need.at_once then approve\n    member.eligible\n  otherwise "
                "refer to nurse\n"));
    CHECK(refused("decision d\n  cite law\n  otherwise refer to nurse\n    and warn \"x\"\n"));
    CHECK(refused("criterion c\n  quote \"a\"\n    \"b\"\n  need.at_once\n"));
    CHECK(refused(
        "criterion c\n  cite law\n  any of\n    need.at_once\n      member.eligible\n    member.eligible\n"));
    CHECK(refused("limit l\n  cite law\n  through at most request.start\n    from at least request.made\n"));
    CHECK(refused("assumption a\n  we read It is so,\n    or not.\n"));
    CHECK(refused("fact x number\n  cite law\n  is request.units\n    plus request.days\n"));
}

TEST_CASE("a table in a block that has none is refused") {
    CHECK(refused("criterion c\n  cite law\n  need.at_once\n  | member.eligible |\n  | yes |\n"));
    CHECK(
        refused("decision d\n  cite law\n  otherwise refer to nurse\n  | when | then |\n  | need.at_once | "
                "approve |\n"));
}

TEST_CASE("what can be said once only is refused a second time") {
    CHECK(refused("fact x number\n  cite law\n  is request.units\n  is request.days\n"));
    CHECK(refused(
        "fact x number\n  cite law\n  is request.units\n  when need.at_once then 1\n  otherwise 2\n"));
    CHECK(refused("fact x number\n  cite law\n  when need.at_once then 1\n  otherwise 2\n  otherwise 3\n"));
    CHECK(refused("ledger p\n  cite law\n  holds 5\n  holds 6\n  ask \"?\"\n"));
    CHECK(
        refused("limit l\n  cite law\n  when need.at_once\n  when member.eligible\n  through at most "
                "request.start\n"));
    CHECK(refused("assumption a\n  we read So.\n  we read Or so.\n"));
    CHECK(
        refused("decision d\n  cite law\n  otherwise refer to nurse\ndecision e\n  cite law\n  otherwise "
                "refer to nurse\n"));
    CHECK(
        refused("limit l\n  cite law\n  through at most request.start\nlimit l\n  cite law\n  through at "
                "most request.made\n"));
}

TEST_CASE("a value of another type takes no fact's place") {
    CHECK(refused("fact x number\n  cite law\n  when need.at_once then request.start\n  otherwise 2\n"));
    CHECK(refused("fact x number\n  cite law\n  when need.at_once then 1\n  otherwise request.start\n"));
    CHECK(refused("fact x one of a, b\n  cite law\n  when need.at_once then 7\n  otherwise a\n"));
    CHECK(refused("fact x date\n  cite law\n  is request.units plus request.days\n"));
    CHECK(refused("fact x one of a, b\n  cite law\n  is request.units plus 5\n"));
    CHECK(refused("fact x diagnosis code\n  cite law\n  is request.units times 3\n"));
    CHECK(refused("fact x money\n  cite law\n  is request.cost times request.cost\n"));
    CHECK(refused("fact x money\n  cite law\n  is request.cost plus request.units\n"));
    CHECK(
        refused("fact line.x number\n  cite law\n  is weight of line.code in codes on request.start, "
                "otherwise request.start\n"
                "list codes\n  cite law\n  columns procedure code, weight, from, through\n",
                {{"codes", "procedure code,weight,from,through\n98940,1,,\n"}}));
    CHECK_FALSE(refused("fact x money\n  cite law\n  is request.cost times request.units\n"));
}

TEST_CASE("a fact of the request cannot be chosen among facts of a line") {
    CHECK(wrong("fact x number\n  cite law\n  when need.at_once then line.units\n  otherwise 2\n") ==
          "1:6 a fact made of facts of a service line belongs to the line\n");
}

TEST_CASE("a derived fact that is a list, or judged, is not read as another fact") {
    CHECK(refused("fact x diagnosis codes\n  cite law\n  is request.diagnoses\n"));
    CHECK(refused("fact x some of a, b\n  judged by a physician\ncriterion c\n  cite law\n  some x is a\n"));
    CHECK(
        refused("fact x some of massage, b\n  judged by a physician\ncriterion c\n  cite law\n  request.kind "
                "in x\n"));
}

TEST_CASE("a fact cannot be made of itself") {
    CHECK(refused("fact x number\n  cite law\n  is x plus 1\n"));
    CHECK(refused("fact x number\n  cite law\n  is y plus 1\nfact y number\n  cite law\n  is x plus 1\n"));
}

TEST_CASE("a rule may stand above what it uses") {
    const Program program = small_program({R"(criterion c
  cite law
  twice at least 10
fact twice number
  cite law
  is once plus once
fact once number
  cite law
  is request.units plus 0
)" + some_facts});
    const Facts five = small_facts(program, R"({"request": {"units": 5}})");
    const Evaluator met(program, five);
    CHECK(met.truth(program.criteria[0].root) == Truth::Met);
    const Facts four = small_facts(program, R"({"request": {"units": 4}})");
    const Evaluator not_met(program, four);
    CHECK(not_met.truth(program.criteria[0].root) == Truth::NotMet);
}

TEST_CASE("lines taken from another block may have been taken there too") {
    const std::string chain =
        "criterion a\n  like b\ncriterion b\n  like c\ncriterion c\n  cite law\n  need.at_once\n";
    CHECK(wrong(chain) == "");
    CHECK(refused("criterion a\n  like b\ncriterion b\n  like a\n"));
}

TEST_CASE("a party may have any name") {
    base::Diagnostics warnings;
    const auto read =
        read_program(program_text({"fact x number from task force ask \"How many?\"\n"}), warnings);
    REQUIRE(read);
    CHECK(read->facts[0].from == "task force");
    CHECK(read->facts[0].question == "How many?");
}

TEST_CASE("a fact whose name stands for something else in a request is refused") {
    CHECK(refused("fact lines number from provider ask \"?\"\n"));
    CHECK(refused("fact ledger yes or no from provider ask \"?\"\n"));
}

TEST_CASE("more than a program can hold is refused, and nothing is dropped") {
    const std::map<std::string, std::string> codes = {
        {"codes", "procedure code,group,from,through\n98940,manual,,\n"}};
    const std::string list = "list codes\n  cite law\n  columns procedure code, group, from, through\n";
    const auto wheres = [&](std::size_t count) {
        std::string condition = "line.code in codes where group is manual";
        for (std::size_t i = 1; i < count; ++i) condition += " and where group is manual";
        return list + "criterion c\n  cite law\n  " + condition + " on request.start\n";
    };
    CHECK_FALSE(refused(wheres(3), codes));
    CHECK(refused(wheres(9), codes));
    CHECK_FALSE(refused("decision d\n  cite law\n" + repeated(65, "  when need.at_once then warn \"x\"\n") +
                        "  otherwise refer to nurse\n"));
    std::string criteria;
    for (int i = 0; i < 65; ++i) criteria += fmt::format("criterion c{}\n  cite law\n  need.at_once\n", i);
    CHECK(wrong(criteria) == "193:11 more than 64 criteria in one program\n");
}

TEST_CASE("a text of any size and depth is read or refused") {
    CHECK(refused("criterion c\n  cite law\n  " + repeated(100'000, "not ") + "need.at_once\n"));
    CHECK(refused("criterion c\n  cite law\n  request.start after " + repeated(30'000, "3 days after ") +
                  "request.made\n"));
    CHECK(refused("criterion c\n  cite law\n" + repeated(40'000, "  need.at_once\n")));
}

TEST_CASE("a list without columns is refused where it is declared, also when it is used") {
    CHECK(wrong("list l\n  cite law\ncriterion c\n  cite law\n  line.code in l on request.start\n")
              .starts_with("1:6 the list `l` does not say its columns\n"));
}
