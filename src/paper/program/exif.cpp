#include "paper/program/exif.hpp"

#include <cstddef>
#include <cstdint>

namespace assent::paper {
namespace {

constexpr unsigned start_of_scan = 0xDA, application = 0xE1, orientation = 0x0112;

// Numbers in bytes, of the one order or the other; 0 for what lies beyond the end.
class Numbers {
public:
    Numbers(std::string_view bytes, bool small_first) : bytes_(bytes), small_first_(small_first) {}

    unsigned two(std::size_t at) const {
        return small_first_ ? byte(at) | byte(at + 1) << 8U : byte(at) << 8U | byte(at + 1);
    }
    std::size_t four(std::size_t at) const {
        const std::size_t first = two(at), second = two(at + 2);
        return small_first_ ? first | second << 16U : first << 16U | second;
    }

private:
    unsigned byte(std::size_t at) const {
        return at < bytes_.size() ? static_cast<std::uint8_t>(bytes_[at]) : 0U;
    }

    std::string_view bytes_;
    bool small_first_;
};

// The part of the file that says how it was taken, a small TIFF; "" without one.
std::string_view how_it_was_taken(std::string_view jpeg) {
    constexpr std::string_view name("Exif\0\0", 6);
    const Numbers numbers(jpeg, false);
    std::size_t at = 2;
    while (at + 4 <= jpeg.size() && numbers.two(at) >> 8U == 0xFF) {
        const unsigned kind = numbers.two(at) & 0xFFU;
        const std::size_t length = numbers.two(at + 2);
        const std::string_view content = jpeg.substr(at + 4);
        if (kind == start_of_scan || length < 2) break;
        if (kind == application && content.starts_with(name)) return content.substr(name.size());
        at += 2 + length;
    }
    return {};
}

} // namespace

int upright_turn(std::string_view jpeg) {
    const std::string_view tiff = how_it_was_taken(jpeg);
    const Numbers numbers(tiff, tiff.starts_with("II"));
    const std::size_t entries = numbers.four(4), count = numbers.two(entries);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t entry = entries + 2 + 12 * i;
        if (entry + 12 > tiff.size()) break;
        if (numbers.two(entry) != orientation) continue;
        const unsigned held = numbers.two(entry + 8);
        return held == 3 ? 180 : held == 6 ? 90 : held == 8 ? 270 : 0;
    }
    return 0;
}

} // namespace assent::paper
