#pragma once
// A picture as red, green and blue, a byte each, row by row from the top; and what is done with it before it
// is handed out. The pictures that come and go here are within the bounds of paper.hpp.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace assent::paper {

struct Size {
    int width = 0, height = 0;

    friend bool operator==(const Size&, const Size&) = default;
};

struct Pixels {
    Size size;
    std::vector<std::uint8_t> rgb; // 3 * width * height

    friend bool operator==(const Pixels&, const Pixels&) = default;
};

// How large a page is on paper, in points.
struct Paper {
    double width = 0, height = 0;
};

// How many pixels a page has at so many dots to the inch, or as many as a picture may have.
Size drawn_at(const Paper& paper, int dpi);

// With each pixel the mean of what lies under it, weighted by how near that is.
Pixels scaled(const Pixels& from, Size to);

// To the right, by 0, 90, 180 or 270 degrees.
Pixels turned(Pixels from, int degrees);

// How light each pixel is, from 0 to 255.
std::vector<std::uint8_t> lightness(const Pixels& of);

// As a PNG file, of one channel when there is no colour.
std::string png(const Pixels& of);

} // namespace assent::paper
