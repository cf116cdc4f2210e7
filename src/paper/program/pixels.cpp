#include "paper/program/pixels.hpp"

#include <png.h>

#include <algorithm>
#include <cmath>
#include <new>

#include "base/expects.hpp"
#include "paper/paper.hpp"

namespace assent::paper {
namespace {

constexpr std::size_t channels = 3;

std::size_t at(std::size_t x, std::size_t y, std::size_t width) { return channels * (y * width + x); }

std::size_t whole(int number) { return static_cast<std::size_t>(number); }

// Which places of a row take part in one place of the scaled row, and how much: parts of `all_of_it`.
struct Share {
    std::size_t first = 0;
    std::vector<std::uint32_t> parts;
};
constexpr std::uint32_t all_of_it = 1U << 16U;

Share share_at(int place, int from, int to) {
    const double step = static_cast<double>(from) / to, reach = std::max(1.0, step);
    const double centre = (place + 0.5) * step - 0.5;
    const int first = std::max(0, static_cast<int>(std::ceil(centre - reach)));
    const int last = std::min(from - 1, static_cast<int>(std::floor(centre + reach)));
    std::vector<double> near;
    double sum = 0;
    for (int i = first; i <= last; ++i) {
        near.push_back(std::max(1e-6, 1.0 - std::abs(i - centre) / reach));
        sum += near.back();
    }
    Share share{whole(first), {}};
    for (const double one : near) share.parts.push_back(static_cast<std::uint32_t>(one / sum * all_of_it));
    return share;
}

std::vector<Share> shares(int from, int to) {
    std::vector<Share> all;
    all.reserve(whole(to));
    for (int i = 0; i < to; ++i) all.push_back(share_at(i, from, to));
    return all;
}

// The mean of some pixels that lie `stride` bytes apart.
void mix(const std::uint8_t* from, std::size_t stride, const Share& share, std::uint8_t* to) {
    std::uint32_t red = all_of_it / 2, green = red, blue = red;
    for (std::size_t i = 0; i < share.parts.size(); ++i) {
        const std::uint8_t* pixel = from + (share.first + i) * stride;
        red += share.parts[i] * pixel[0];
        green += share.parts[i] * pixel[1];
        blue += share.parts[i] * pixel[2];
    }
    to[0] = static_cast<std::uint8_t>(red >> 16U);
    to[1] = static_cast<std::uint8_t>(green >> 16U);
    to[2] = static_cast<std::uint8_t>(blue >> 16U);
}

Pixels empty(Size size) {
    return {size, std::vector<std::uint8_t>(channels * whole(size.width) * whole(size.height))};
}

Pixels in_width(const Pixels& from, int width) {
    if (width == from.size.width) return from;
    Pixels to = empty({width, from.size.height});
    const std::vector<Share> all = shares(from.size.width, width);
    for (std::size_t y = 0; y < whole(from.size.height); ++y) {
        const std::uint8_t* row = &from.rgb[at(0, y, whole(from.size.width))];
        for (std::size_t x = 0; x < all.size(); ++x)
            mix(row, channels, all[x], &to.rgb[at(x, y, all.size())]);
    }
    return to;
}

Pixels in_height(const Pixels& from, int height) {
    if (height == from.size.height) return from;
    Pixels to = empty({from.size.width, height});
    const std::size_t width = whole(from.size.width);
    const std::vector<Share> all = shares(from.size.height, height);
    for (std::size_t y = 0; y < all.size(); ++y) {
        for (std::size_t x = 0; x < width; ++x)
            mix(&from.rgb[at(x, 0, width)], channels * width, all[y], &to.rgb[at(x, y, width)]);
    }
    return to;
}

Pixels turned_once(const Pixels& from) {
    Pixels to = empty({from.size.height, from.size.width});
    const std::size_t width = whole(from.size.width), height = whole(from.size.height);
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x)
            std::copy_n(&from.rgb[at(x, y, width)], channels, &to.rgb[at(height - 1 - y, x, height)]);
    }
    return to;
}

bool is_grey(const Pixels& of) {
    for (std::size_t i = 0; i < of.rgb.size(); i += channels) {
        if (of.rgb[i] != of.rgb[i + 1] || of.rgb[i] != of.rgb[i + 2]) return false;
    }
    return true;
}

} // namespace

Size drawn_at(const Paper& paper, int dpi) {
    const double width = paper.width / 72 * dpi, height = paper.height / 72 * dpi;
    const double shrink = std::min(
        {1.0, std::sqrt(most_drawn / (width * height)), longest_side / width, longest_side / height});
    const auto pixels = [&](double side) {
        return std::max(1, static_cast<int>(std::lround(side * shrink)));
    };
    return {pixels(width), pixels(height)};
}

// The side that shrinks more goes first, so that there is less to do for the other.
Pixels scaled(const Pixels& from, Size to) { return in_height(in_width(from, to.width), to.height); }

Pixels turned(Pixels from, int degrees) {
    for (; degrees > 0; degrees -= 90) from = turned_once(from);
    return from;
}

std::vector<std::uint8_t> lightness(const Pixels& of) {
    std::vector<std::uint8_t> all;
    all.reserve(of.rgb.size() / channels);
    for (std::size_t i = 0; i < of.rgb.size(); i += channels) {
        const int sum = 77 * of.rgb[i] + 150 * of.rgb[i + 1] + 29 * of.rgb[i + 2];
        all.push_back(static_cast<std::uint8_t>(sum / 256));
    }
    return all;
}

std::string png(const Pixels& of) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(of.size.width);
    image.height = static_cast<png_uint_32>(of.size.height);
    const bool grey = is_grey(of);
    image.format = grey ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
    image.flags = PNG_IMAGE_FLAG_FAST; // it is looked at once, and sent at most through a building
    const std::vector<std::uint8_t> greys = grey ? lightness(of) : std::vector<std::uint8_t>();
    std::string file(PNG_IMAGE_PNG_SIZE_MAX(image), '\0');
    png_alloc_size_t size = file.size();
    if (png_image_write_to_memory(&image, file.data(), &size, 0, grey ? greys.data() : of.rgb.data(), 0,
                                  nullptr) == 0)
        throw std::bad_alloc(); // nothing else can be wrong with it
    file.resize(size);
    return file;
}

} // namespace assent::paper
