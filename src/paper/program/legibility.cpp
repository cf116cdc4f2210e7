#include "paper/program/legibility.hpp"

#include <array>
#include <cstdlib>

namespace assent::paper {
namespace {

constexpr int dark_page = 96, ink_below = 64, trace_below = 24;
constexpr std::size_t a_thousand = 1'000;

// How often each value from 0 to 255 comes.
using Counts = std::array<std::size_t, 256>;

// The value that the darkest `many` do not exceed.
int from_below(const Counts& counts, std::size_t many) {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        seen += counts[i];
        if (seen >= many) return static_cast<int>(i);
    }
    return 255;
}

std::size_t darker_than(const Counts& counts, int value) {
    std::size_t seen = 0;
    for (int i = 0; i < value; ++i) seen += counts[static_cast<std::size_t>(i)];
    return seen;
}

Counts values(const std::vector<std::uint8_t>& page) {
    Counts counts{};
    for (const std::uint8_t one : page) ++counts[one];
    return counts;
}

// How much each pixel differs from the next in its row, counted from 255 down, so that the sharpest come
// first.
Counts steps(const std::vector<std::uint8_t>& page, Size size) {
    Counts counts{};
    const auto width = static_cast<std::size_t>(size.width);
    for (std::size_t i = 1; i < page.size(); ++i) {
        if (i % width == 0) continue;
        ++counts[static_cast<std::size_t>(255 - std::abs(page[i] - page[i - 1]))];
    }
    return counts;
}

} // namespace

Legibility legibility(const Pixels& page) {
    const std::vector<std::uint8_t> light = lightness(page);
    const Counts counts = values(light);
    if (from_below(counts, light.size() / 2) < dark_page) return Legibility::Dark;
    const int paper = from_below(counts, light.size() / 10 * 9);
    const std::size_t few = light.size() / 10'000 * 2;
    if (darker_than(counts, paper - trace_below) <= few) return Legibility::Blank;
    if (darker_than(counts, paper - ink_below) <= few) return Legibility::Pale;
    const int ink = from_below(counts, a_thousand);
    const int sharpest = 255 - from_below(steps(light, page.size), a_thousand);
    return sharpest * 10 < (paper - ink) * 6 ? Legibility::Coarse : Legibility::Good;
}

} // namespace assent::paper
