#include "codes/service_units.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace assent::codes;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

TEST_CASE("minutes become whole units of 15, rounded down, CHP-19") {
    CHECK(units_in(45) == 3);
    CHECK(units_in(50) == 3);
    CHECK(units_in(59) == 3);
    CHECK(units_in(60) == 4);
    CHECK(units_in(14) == 0);
    CHECK(units_in(0) == 0);
    CHECK(units_in(1800) == 120);
    CHECK(units_in(most) == most / 15);
}

TEST_CASE("the length of a unit is the caller's to name") {
    CHECK(units_in(50, 25) == 2);
    CHECK(minutes_in(2, 25) == 50);
    CHECK(minutes_in(120) == 1800);
}

TEST_CASE("negative minutes and units without length are refused together") {
    CHECK_FALSE(units_in(-1));
    CHECK_FALSE(units_in(45, 0));
    const auto units = units_in(-45, -15);
    REQUIRE_FALSE(units);
    CHECK(units.error().errors() == 2);
    CHECK_FALSE(minutes_in(-1));
}

TEST_CASE("units that last longer than can be counted are refused") {
    CHECK(minutes_in(most / 15) == most / 15 * 15);
    CHECK_FALSE(minutes_in(most / 15 + 1));
    CHECK_FALSE(minutes_in(most, most));
}
