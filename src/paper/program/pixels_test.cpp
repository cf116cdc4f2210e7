#include "paper/program/pixels.hpp"

#include <doctest/doctest.h>

#include "paper/paper.hpp"
#include "paper/program/document.hpp"

#ifdef ASSENT_SANITIZED
// The system's fonts are found once, and stay found.
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig"; }
#endif

namespace assent::paper {
namespace {

Pixels of_one(Size size, std::uint8_t value) {
    return {size, std::vector<std::uint8_t>(std::size_t{3} * static_cast<std::size_t>(size.width) *
                                                static_cast<std::size_t>(size.height),
                                            value)};
}

} // namespace

TEST_CASE("A page has the pixels of its size on paper, up to a bound") {
    CHECK(drawn_at({612, 792}, 100) == Size{850, 1100});
    CHECK(drawn_at({612, 792}, 300) == Size{2550, 3300});
    const Size poster = drawn_at({7'200, 7'200}, 300);
    CHECK(std::int64_t{poster.width} * poster.height <= 10'010'000);
    CHECK(poster.width == poster.height);
    CHECK(drawn_at({1, 200'000}, 300).height <= longest_side);
    CHECK(drawn_at({1, 200'000}, 10).width == 1);
}

TEST_CASE("Scaling keeps a plain picture plain, and makes the mean of black and white") {
    for (const std::uint8_t value : std::vector<std::uint8_t>{0, 1, 128, 254, 255}) {
        for (const Size to : {Size{1, 1}, Size{7, 3}, Size{50, 40}, Size{400, 300}}) {
            const Pixels scaled_one = scaled(of_one({50, 40}, value), to);
            CHECK(scaled_one.size == to);
            for (const std::uint8_t one : scaled_one.rgb) CHECK(std::abs(one - value) <= 1);
        }
    }
    Pixels stripes = of_one({400, 2}, 0);
    for (std::size_t i = 0; i < stripes.rgb.size(); i += 6)
        stripes.rgb[i] = stripes.rgb[i + 1] = stripes.rgb[i + 2] = 255;
    for (const std::uint8_t one : scaled(stripes, {40, 1}).rgb) CHECK(std::abs(one - 127) <= 8);
}

TEST_CASE("To the right means that what was on the left is above") {
    // a b
    // c d
    // e f
    Pixels letters{{2, 3}, {}};
    for (const char c : {'a', 'b', 'c', 'd', 'e', 'f'})
        letters.rgb.insert(letters.rgb.end(), 3, static_cast<std::uint8_t>(c));
    const auto seen = [](const Pixels& of) {
        std::string all;
        for (std::size_t i = 0; i < of.rgb.size(); i += 3) all += static_cast<char>(of.rgb[i]);
        return all;
    };
    CHECK(seen(turned(letters, 0)) == "abcdef");
    CHECK(seen(turned(letters, 90)) == "ecafdb");
    CHECK(seen(turned(letters, 180)) == "fedcba");
    CHECK(seen(turned(letters, 270)) == "bdface");
    CHECK(turned(letters, 90).size == Size{3, 2});
}

TEST_CASE("A picture is the same after it was a PNG") {
    Pixels colours = of_one({13, 5}, 200);
    for (const bool grey : {true, false}) {
        if (!grey) colours.rgb[4] = 7;
        const auto document = open_png(png(colours));
        REQUIRE(document.has_value());
        CHECK((*document)->pages() == 1);
    }
}

} // namespace assent::paper
