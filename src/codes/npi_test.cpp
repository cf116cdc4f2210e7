#include "codes/npi.hpp"

#include <doctest/doctest.h>

using namespace assent::codes;

namespace {

std::string mistakes_of_npi(std::string_view raw) {
    const auto npi = read_npi(raw, {});
    if (npi) return "accepted";
    std::string all;
    for (const auto& mistake : npi.error()) all += mistake.message + ";";
    return all;
}

} // namespace

TEST_CASE("an NPI with its check digit is accepted") {
    CHECK(read_npi("1234567893", {}).value().text() == "1234567893"); // the example of the published method
    CHECK(read_npi(" 1234567893\n", {}).value().text() == "1234567893");
    CHECK(read_npi("2000000002", {}).has_value());
    CHECK(read_npi("1000000004", {}).has_value());
}

TEST_CASE("of ten last digits only one is right") {
    int accepted = 0;
    for (char last = '0'; last <= '9'; ++last)
        accepted += read_npi(std::string("123456789") + last, {}) ? 1 : 0;
    CHECK(accepted == 1);
}

TEST_CASE("every single mistyped digit is noticed") {
    const std::string good = "1234567893";
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (char other = '0'; other <= '9'; ++other) {
            std::string bad = good;
            bad[i] = other;
            CHECK(read_npi(bad, {}).has_value() == (bad == good));
        }
    }
}

TEST_CASE("two neighbours that have changed places are noticed") {
    CHECK(mistakes_of_npi("1234567983") ==
          "the check digit of this NPI does not agree with its other digits;");
}

TEST_CASE("an NPI begins with 1 or 2") {
    CHECK(mistakes_of_npi("3234567891") == "an NPI begins with 1 or 2;");
    CHECK(mistakes_of_npi("0234567896") == "an NPI begins with 1 or 2;");
}

TEST_CASE("all mistakes of an NPI are told, and its text is not") {
    CHECK(mistakes_of_npi("") == "an NPI has ten digits;");
    CHECK(mistakes_of_npi("123456789") == "an NPI has ten digits;");
    CHECK(mistakes_of_npi("12345678930") == "an NPI has ten digits;");
    CHECK(mistakes_of_npi("9234-56789x") ==
          "an NPI has only digits;an NPI has ten digits;an NPI begins with 1 or 2;");
    const auto npi = read_npi("1234567890", {"", 0, 0, "/provider/npi"});
    REQUIRE_FALSE(npi);
    CHECK(npi.error().begin()->place.pointer == "/provider/npi");
    CHECK(to_text(npi.error()).find("1234567890") == std::string::npos);
}
