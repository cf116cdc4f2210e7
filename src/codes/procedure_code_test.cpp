#include "codes/procedure_code.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "codes/packed_code.hpp"

using namespace assent::codes;

namespace {

std::string procedure_code_message(std::string_view raw) {
    const auto code = read_procedure_code(raw, {"list.csv", 3, 1, {}});
    return code ? "accepted as " + *code : code.error().begin()->message;
}

} // namespace

TEST_CASE("a procedure code is trimmed and upper case") {
    CHECK(normal_procedure_code(" 97110\r\n") == "97110");
    CHECK(normal_procedure_code("g0283") == "G0283");
    CHECK(normal_procedure_code("0001f") == "0001F");
}

TEST_CASE("CPT is five digits, or four and one of A F M T U") {
    for (const char* raw : {"00100", "99499", "0001A", "2000F", "0002M", "0101T", "0001U"}) {
        CAPTURE(raw);
        CHECK(normal_procedure_code(raw) == raw);
    }
    for (const char* raw : {"0001B", "0001V", "0001Z", "000AF"}) {
        CAPTURE(raw);
        CHECK_FALSE(normal_procedure_code(raw));
    }
}

TEST_CASE("HCPCS level II is a letter A to V and four digits") {
    for (const char* raw : {"A0021", "G0283", "J0120", "V5364"}) {
        CAPTURE(raw);
        CHECK(normal_procedure_code(raw) == raw);
    }
    for (const char* raw : {"W0001", "Z9999", "G028F", "GG283", "G0A83"}) {
        CAPTURE(raw);
        CHECK_FALSE(normal_procedure_code(raw));
    }
}

TEST_CASE("what does not have the shape is no procedure code") {
    for (const char* raw : {"", "9711", "971100", "97110-GP", "97 10", "M54.5", "9711\xC3"}) {
        CAPTURE(raw);
        CHECK_FALSE(normal_procedure_code(raw));
        CHECK_FALSE(read_procedure_code(raw, {}));
    }
}

TEST_CASE("a refusal says what is wrong with a procedure code and does not repeat it") {
    CHECK(procedure_code_message("") == "no procedure code is given");
    CHECK(procedure_code_message("9711") == "a procedure code has five characters");
    CHECK(procedure_code_message("97 10") == "a procedure code has only digits and letters");
    CHECK(procedure_code_message("W0001") == "the letter at the start of a HCPCS code is one of A to V");
    CHECK(procedure_code_message("0001Z") ==
          "the letter at the end of a CPT code is one of A, F, M, T and U");
    CHECK(procedure_code_message("G0A83") ==
          "a procedure code has at most one letter, at its start or its end");
    const auto code = read_procedure_code("97110-GP", {"list.csv", 3, 7, {}});
    REQUIRE_FALSE(code);
    CHECK(code.error().errors() == 2);
    CHECK(to_text(code.error()).find("97110-GP") == std::string::npos);
    CHECK(code.error().begin()->hint.find("without a modifier") != std::string::npos);
}

TEST_CASE("no procedure code is refused without a mistake") {
    rc::check([] {
        const auto raw = *rc::gen::container<std::string>(5, rc::gen::elementOf(std::string("AFGVWZ0199 -")));
        const auto code = read_procedure_code(raw, {});
        RC_ASSERT(code.has_value() == packed_procedure(raw).has_value());
        if (!code) RC_ASSERT(code.error().has_errors());
    });
}
