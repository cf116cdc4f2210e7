#pragma once
// Whether a page can probably be read, from its pixels at `measured_at` dots to the inch. A hint for whoever
// hands it in, never a reason to refuse it: a photograph may well be dark, and a form nearly empty.
//
// Paper is the lightness that nine pixels in ten do not exceed; ink is that of the darkest thousand pixels.
//
//   very dark      half of the page is darker than 96 of 255
//   nearly blank   at most 2 pixels in 10,000 are darker than the paper by 24; a line of print has about 8
//   very pale      more are, but not by 64
//   coarse         the thousand sharpest steps from one pixel to the next are less than 0.6 of the step from
//                  ink to paper: what was scanned at 60 dots to the inch or fewer, or is as blurred as that

#include "paper/paper.hpp"
#include "paper/program/pixels.hpp"

namespace assent::paper {

constexpr int measured_at = 100;

Legibility legibility(const Pixels& page);

} // namespace assent::paper
