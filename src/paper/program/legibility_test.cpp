// Pages as they come from scanners: one page of print, drawn as if scanned well, and then spoilt in the ways
// that happen.
#include "paper/program/legibility.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "paper/program/document.hpp"
#include "paper/sample_documents_test.hpp"

namespace assent::paper {
namespace {

Pixels printed(const std::vector<std::string>& lines, int dpi = 200) {
    const std::string file = pdf_of({written_lines(lines)});
    const auto document = open_pdf(file);
    REQUIRE(document.has_value());
    auto drawn = (*document)->draw(1, dpi);
    REQUIRE(drawn.has_value());
    return std::move(*drawn);
}

// As the program measures it: brought to the size of a letter page.
Legibility of(const Pixels& scan) { return legibility(scaled(scan, {850, 1100})); }

Pixels scanned_at(int dpi) { return scaled(printed(plan_of_care()), {17 * dpi / 2, 11 * dpi}); }

// Every lightness made another.
template <typename Change>
Pixels changed(Pixels page, Change change) {
    for (std::uint8_t& one : page.rgb) one = static_cast<std::uint8_t>(std::clamp(change(int{one}), 0, 255));
    return page;
}

// Dirt of a scanner, the same on every run.
Pixels noisy(Pixels page, int much) {
    std::uint32_t state = 7;
    for (std::uint8_t& one : page.rgb) {
        state = state * 1'664'525U + 1'013'904'223U;
        one = static_cast<std::uint8_t>(
            std::clamp(one + static_cast<int>(state >> 24U) * much / 255 - much / 2, 0, 255));
    }
    return page;
}

} // namespace

TEST_CASE("A page of print is good, as it is drawn and as it is scanned at 100 dots to the inch and more") {
    CHECK(legibility(printed(plan_of_care(), 100)) == Legibility::Good);
    for (const int dpi : {100, 150, 200, 300}) CHECK_MESSAGE(of(scanned_at(dpi)) == Legibility::Good, dpi);
    CHECK(of(noisy(scanned_at(200), 20)) == Legibility::Good);
    CHECK(of(changed(scanned_at(200), [](int one) { return 40 + one * 3 / 4; })) == Legibility::Good);
}

TEST_CASE("A page that was scanned at 50 dots to the inch is coarse") {
    CHECK(of(scanned_at(50)) == Legibility::Coarse);
    CHECK(of(scanned_at(30)) == Legibility::Coarse);
    CHECK(of(scaled(scanned_at(40), {1700, 2200})) == Legibility::Coarse); // sent as more than it is
}

TEST_CASE("A page is nearly blank without print, and not with one line of it") {
    CHECK(legibility(printed({}, 100)) == Legibility::Blank);
    CHECK(of(noisy(printed({}), 20)) == Legibility::Blank);
    CHECK(of(printed({"This page is left empty on purpose."})) == Legibility::Good);
}

TEST_CASE("A page is dark, or pale, when its print hardly differs from the paper") {
    CHECK(of(changed(scanned_at(200), [](int one) { return one / 4; })) == Legibility::Dark);
    CHECK(of(changed(scanned_at(200), [](int one) { return 255 - one; })) == Legibility::Dark);
    CHECK(of(changed(scanned_at(200), [](int one) { return 200 + one / 5; })) == Legibility::Pale);
}

} // namespace assent::paper
