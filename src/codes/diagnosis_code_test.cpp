#include "codes/diagnosis_code.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "codes/packed_code.hpp"

using namespace assent::codes;

namespace {

std::string diagnosis_code_message(std::string_view raw) {
    const auto code = read_diagnosis_code(raw, {"list.csv", 3, 1, {}});
    return code ? "accepted as " + *code : code.error().begin()->message;
}

} // namespace

TEST_CASE("a diagnosis code is trimmed, upper case, with its dot, CHP-28") {
    CHECK(normal_diagnosis_code("m5451 ") == "M54.51");
    CHECK(normal_diagnosis_code("M5459") == "M54.59");
    CHECK(normal_diagnosis_code("M54.51") == "M54.51");
    CHECK(normal_diagnosis_code(" i10") == "I10");
    CHECK(normal_diagnosis_code("c7a.1") == "C7A.1");
}

TEST_CASE("three to seven characters, every letter first, letters and digits behind") {
    CHECK(normal_diagnosis_code("U07.1") == "U07.1");
    CHECK(normal_diagnosis_code("Z99") == "Z99");
    CHECK(normal_diagnosis_code("M53.2X1") == "M53.2X1");
    CHECK(normal_diagnosis_code("S72.001A") == "S72.001A");
    CHECK(normal_diagnosis_code("S72001A") == "S72.001A");
    CHECK_FALSE(normal_diagnosis_code("S72.001AB"));
    CHECK_FALSE(normal_diagnosis_code("S72001AB"));
}

TEST_CASE("what does not have the shape is no diagnosis code") {
    for (const char* raw : {"", " ", "M", "M5", "M54.", "M5.45", "M545.1", "M54..5", "M54.5.1", ".M545",
                            "MM4.5", "5M4.5", "M54-5", "M54 5", "M5$.5", "\u00C954.5", "back pain"}) {
        CAPTURE(raw);
        CHECK_FALSE(normal_diagnosis_code(raw));
        CHECK_FALSE(read_diagnosis_code(raw, {}));
    }
}

TEST_CASE("an ICD-9 code is refused as one, CHP-33") {
    for (const char* raw : {"724.2", "724", "7242", "72420", "724.20", " 724.2 ", "E888.9"}) {
        CAPTURE(raw);
        CHECK_FALSE(normal_diagnosis_code(raw));
        CHECK(diagnosis_code_message(raw) == "this is an ICD-9-CM code; only ICD-10-CM codes are taken");
    }
    CHECK(diagnosis_code_message("724200") == "a diagnosis code begins with a letter");
}

TEST_CASE("a refusal says what is wrong and does not repeat the text") {
    CHECK(diagnosis_code_message("M54.") == "nothing follows the dot of this diagnosis code");
    CHECK(diagnosis_code_message("M5.45") == "the dot of a diagnosis code stands after its third character");
    CHECK(diagnosis_code_message("M54.5.1") == "a diagnosis code has one dot");
    CHECK(diagnosis_code_message("") == "no diagnosis code is given");
    CHECK(diagnosis_code_message("M5") == "a diagnosis code has three to seven characters beside its dot");
    CHECK(diagnosis_code_message("MM4.5") == "the second character of a diagnosis code is a digit");
    CHECK(diagnosis_code_message("M54-5") == "a diagnosis code has only letters, digits and its dot");
    const auto code = read_diagnosis_code("secret", {"list.csv", 3, 7, {}});
    REQUIRE_FALSE(code);
    CHECK(code.error().begin()->place.line == 3);
    CHECK(to_text(code.error()).find("secret") == std::string::npos);
    CHECK(code.error().begin()->hint.find("M54.51") != std::string::npos);
}

TEST_CASE("a refusal holds every mistake of the code") {
    const auto code = read_diagnosis_code("5.M4*56789.", {});
    REQUIRE_FALSE(code);
    CHECK(code.error().errors() == 7);
}

TEST_CASE("the normal form is read as itself, and no refusal is without a mistake") {
    rc::check([] {
        const auto raw = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("AMXz0159. -")));
        const auto code = read_diagnosis_code(raw, {});
        RC_ASSERT(code.has_value() == packed_diagnosis(raw).has_value());
        if (code) {
            RC_ASSERT(normal_diagnosis_code(*code) == *code);
        } else {
            RC_ASSERT(code.error().has_errors());
        }
    });
}
