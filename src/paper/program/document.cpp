#include "paper/program/document.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace assent::paper {
namespace {

using std::string_view_literals::operator""sv;

struct Format {
    std::string_view beginning;
    Opened (*open)(std::string_view);
};
constexpr std::array formats{Format{"%PDF-"sv, open_pdf}, Format{"II*\0"sv, open_tiff},
                             Format{"MM\0*"sv, open_tiff}, Format{"\x89PNG\r\n\x1A\n"sv, open_png},
                             Format{"\xFF\xD8\xFF"sv, open_jpeg}};

} // namespace

Opened open_document(std::string_view bytes) {
    for (const Format& format : formats) {
        if (bytes.starts_with(format.beginning)) return format.open(bytes);
    }
    return tl::unexpected(Unshown::NoPages);
}

Paper on_a_letter(Size size) {
    constexpr double shorter = 612, longer = 792;
    const bool upright = size.height >= size.width;
    const double wide = upright ? shorter : longer, high = upright ? longer : shorter;
    const double scale = std::min(wide / size.width, high / size.height);
    return {size.width * scale, size.height * scale};
}

bool is_drawable(std::int64_t width, std::int64_t height) {
    return width > 0 && height > 0 && width <= longest_side && height <= longest_side &&
           width * height <= most_pixels;
}

Sheet blank_sheet(const Paper& paper) {
    const auto points = [](double side) { return std::max(1, static_cast<int>(std::lround(side))); };
    return {points(paper.width), points(paper.height), {}};
}

} // namespace assent::paper
