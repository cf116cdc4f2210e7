#include "policy/type.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace assent::policy;

namespace {

struct TypeAndRest {
    std::optional<Type> type;
    std::string rest;
};

TypeAndRest type_at_start(std::string_view text) {
    std::string_view rest;
    const auto type = read_type(text, rest);
    return {type, std::string(rest)};
}

} // namespace

TEST_CASE("every form of a type is read, and what follows is left") {
    struct Row {
        std::string_view form;
        Kind kind;
        bool many;
    };
    const Row rows[] = {
        {"yes or no", Kind::YesNo, false},
        {"number", Kind::Number, false},
        {"date", Kind::Date, false},
        {"moment", Kind::Moment, false},
        {"diagnosis code", Kind::Diagnosis, false},
        {"diagnosis codes", Kind::Diagnosis, true},
        {"procedure code", Kind::Procedure, false},
        {"procedure codes", Kind::Procedure, true},
        {"money", Kind::Money, false},
        {"text", Kind::Text, false},
        {"document", Kind::Document, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.form);
        const TypeAndRest made = type_at_start(std::string(row.form) + " from provider ask \"?\"");
        REQUIRE(made.type);
        CHECK(made.type->kind == row.kind);
        CHECK(made.type->many == row.many);
        CHECK(made.rest == "from provider ask \"?\"");
        CHECK(type_at_start(row.form).type);
        CHECK_FALSE(type_at_start(std::string(row.form) + "x").type);
    }
}

TEST_CASE("a number has its bounds, and yes or no is 1 or 0") {
    CHECK(type_at_start("number 1 to 999 from x").type->bounds == Interval{1, 999});
    CHECK(type_at_start("number 1 to 999 from x").rest == "from x");
    CHECK(type_at_start("number -5 to -1").type->bounds == Interval{-5, -1});
    CHECK(type_at_start("number 7 to 7").type->bounds == Interval{7, 7});
    CHECK(type_at_start("number").type->bounds == Interval::anything());
    CHECK(type_at_start("yes or no").type->bounds == Interval{0, 1});
}

TEST_CASE("bounds that are none are left for the reader to complain of") {
    for (const std::string_view bounds : {"9 to 1", "1 to", "1", "1 to many", "to 9",
                                          "1 to 99999999999999999999", "1 to 9223372036854775807"}) {
        CAPTURE(bounds);
        CHECK(type_at_start("number " + std::string(bounds)).rest == bounds);
    }
}

TEST_CASE("a set of words ends where the party or the question begins") {
    const TypeAndRest one = type_at_start("one of physical therapy, chiropractic from the provider");
    CHECK(one.type->words == std::vector<std::string>{"physical therapy", "chiropractic"});
    CHECK_FALSE(one.type->many);
    CHECK(one.rest == "from the provider");
    const TypeAndRest some = type_at_start("some of a, b ask \"?\"");
    CHECK(some.type->words == std::vector<std::string>{"a", "b"});
    CHECK(some.type->many);
    CHECK(some.rest == "ask \"?\"");
    CHECK(type_at_start("one of a").type->words == std::vector<std::string>{"a"});
}

TEST_CASE("what is no type is none") {
    for (const std::string_view text : {"", "of birth", "Date", "yes", "yes or", "dates", "one", "number1"}) {
        CAPTURE(text);
        CHECK_FALSE(type_at_start(text).type);
    }
}

TEST_CASE("a set of words without a word is no type") {
    CHECK_FALSE(type_at_start("one of from provider").type);
    CHECK_FALSE(type_at_start("one of").type);
    CHECK_FALSE(type_at_start("one of a, , b").type);
    CHECK_FALSE(type_at_start("some of a, a").type);
}

TEST_CASE("a type is called by its name in sentences") {
    CHECK(called(*type_at_start("yes or no").type) == "yes or no");
    CHECK(called(*type_at_start("number 1 to 2").type) == "a number");
    CHECK(called(*type_at_start("diagnosis codes").type) == "diagnosis codes");
    CHECK(called(*type_at_start("procedure code").type) == "a procedure code");
    CHECK(called(*type_at_start("one of a, b, c").type) == "one of a, b or c");
    CHECK(called(*type_at_start("some of a, b").type) == "some of a or b");
    CHECK(called(*type_at_start("money").type) == "an amount of money");
    CHECK(called(*type_at_start("moment").type) == "a moment");
    CHECK(called(*type_at_start("text").type) == "text");
    CHECK(called(*type_at_start("document").type) == "a document");
}

TEST_CASE("only values of one kind compare, and opaque ones never") {
    const std::string_view forms[] = {"yes or no", "number",         "date",     "moment", "diagnosis code",
                                      "money",     "procedure code", "one of a", "text",   "document"};
    for (const std::string_view a : forms) {
        for (const std::string_view b : forms) {
            CAPTURE(a);
            CAPTURE(b);
            CHECK(comparable(*type_at_start(a).type, *type_at_start(b).type) ==
                  (a == b && a != "text" && a != "document"));
        }
    }
}
