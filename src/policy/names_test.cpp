#include "policy/names.hpp"

#include <doctest/doctest.h>

#include "policy/small_program.hpp"

using namespace assent::policy;

TEST_CASE("the longest name that stands there is meant") {
    Names names;
    names.add(NameKind::Fact, "request", 0);
    names.add(NameKind::Fact, "request start", 1);
    names.add(NameKind::Fact, "request start of service", 2);
    const auto found = names.at(NameKind::Fact, "request start of service is known");
    REQUIRE(found);
    CHECK(found->index == 2);
    CHECK(found->length == 24);
    CHECK(names.at(NameKind::Fact, "request start of services")->index == 1);
    CHECK(names.at(NameKind::Fact, "request, and more")->index == 0);
    CHECK(names.at(NameKind::Fact, "request")->index == 0);
}

TEST_CASE("a name is whole words and of one kind") {
    Names names;
    names.add(NameKind::Fact, "age", 7);
    CHECK_FALSE(names.at(NameKind::Fact, "aged"));
    CHECK_FALSE(names.at(NameKind::Fact, "ag"));
    CHECK_FALSE(names.at(NameKind::Fact, ""));
    CHECK_FALSE(names.at(NameKind::List, "age"));
    CHECK(names.exactly(NameKind::Fact, "age") == 7);
    CHECK_FALSE(names.exactly(NameKind::Fact, "age "));
    CHECK(names.all(NameKind::Fact) == std::vector<std::string>{"age"});
    CHECK(names.all(NameKind::Ledger).empty());
}

TEST_CASE("whole words end at the end, a space or a comma") {
    CHECK(begins_with("at least 3", "at least"));
    CHECK(begins_with("at least", "at least"));
    CHECK(begins_with("yes, otherwise", "yes"));
    CHECK_FALSE(begins_with("at leastwise", "at least"));
    CHECK_FALSE(begins_with("at", "at least"));
}

TEST_CASE("facts and ledgers may be called by several words, even by the words of the language") {
    const Program program = small_program({R"(fact date of birth date from registry ask "When born?"
fact treatment date date from provider ask "When treated?"
fact number of visits number 1 to 10 from provider ask "How many visits?"
fact letter in hand yes or no from provider ask "Is the letter in hand?"
ledger visits of the year
  cite law
  holds 12
  ask "How many visits were used?"
criterion grown
  cite law
  age from date of birth on treatment date at least 18
criterion within
  cite law
  number of visits at most left in visits of the year
criterion written
  cite law
  letter in hand
)"});
    CHECK(program.fact("date of birth") != nullptr);
    CHECK(program.fact("treatment date") != nullptr);
    CHECK(program.fact("number of visits")->type.bounds == Interval{1, 10});
    const Facts facts = small_facts(program, R"({
        "date of birth": "2000-01-01", "treatment date": "2018-01-01", "number of visits": 3,
        "letter in hand": true, "ledger": {"visits of the year": {"used": 9}}})");
    Evaluator evaluator(program, facts);
    evaluator.evaluate_criteria();
    CHECK(evaluator.criteria.met == 0b111);
}
