#include "codes/packed_code.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <map>

using namespace assent::codes;

TEST_CASE("what is packed comes out unchanged and is positive") {
    for (const std::string text :
         {"A", "97110", "M5451", "\x7F\x7F\x7F\x7F\x7F\x7F\x7F\x7F", "M54.51", "a b"}) {
        CAPTURE(text);
        CHECK(pack(text) > 0);
        CHECK(unpack(pack(text)) == text);
    }
}

TEST_CASE("different texts give different numbers") {
    rc::check([] {
        const auto text = rc::gen::suchThat(rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127)),
                                            [](const std::string& s) { return packable(s); });
        const std::string a = *text;
        const std::string b = *text;
        RC_ASSERT((pack(a) == pack(b)) == (a == b));
        RC_ASSERT(unpack(pack(a)) == a);
    });
}

TEST_CASE("only one to eight ASCII characters can be packed") {
    CHECK(packable("12345678"));
    CHECK_FALSE(packable(""));
    CHECK_FALSE(packable("123456789"));
    CHECK_FALSE(packable("caf\xC3\xA9"));
    CHECK_FALSE(packable(std::string_view("a\0b", 3)));
}

TEST_CASE("a diagnosis code is packed alike however it is written") {
    const auto packed = packed_diagnosis("M54.51");
    REQUIRE(packed);
    for (const char* raw : {"M5451", "m5451 ", " \tm54.51\r\n"}) {
        CAPTURE(raw);
        CHECK(packed_diagnosis(raw) == packed);
    }
    CHECK(unpack(*packed) == "M5451");
    CHECK(unpack_diagnosis(*packed) == "M54.51");
    CHECK(packed == pack("M5451"));
    CHECK(packed_diagnosis("M54.5") != packed);
}

TEST_CASE("unpacking a diagnosis code of three characters adds no dot") {
    CHECK(unpack_diagnosis(packed_diagnosis("i10").value()) == "I10");
}

TEST_CASE("a procedure code is packed alike however it is written") {
    CHECK(packed_procedure(" g0283 ") == pack("G0283"));
    CHECK(packed_procedure("97110") == pack("97110"));
    CHECK_FALSE(packed_procedure("9711"));
}
