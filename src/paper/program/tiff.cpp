// TIFF by libtiff, as scanners and fax servers send it: many pages, one bit a pixel, and often more dots to
// the inch across than down.

#include <tiffio.h>

#include <algorithm>
#include <cstring>

#include "paper/program/document.hpp"

namespace assent::paper {
namespace {

// The bytes as a file that is read; libtiff looks at them where they are.
struct Bytes {
    std::string_view all;
    std::size_t at = 0;
};

Bytes& bytes_of(thandle_t handle) { return *static_cast<Bytes*>(handle); }

tmsize_t read_bytes(thandle_t handle, void* to, tmsize_t most) {
    Bytes& bytes = bytes_of(handle);
    if (most < 0 || bytes.at >= bytes.all.size()) return 0;
    const std::size_t size = std::min(static_cast<std::size_t>(most), bytes.all.size() - bytes.at);
    std::memcpy(to, bytes.all.data() + bytes.at, size);
    bytes.at += size;
    return static_cast<tmsize_t>(size);
}

tmsize_t write_bytes(thandle_t /*it is read*/, void* /*from*/, tmsize_t /*most*/) { return 0; }

toff_t seek_bytes(thandle_t handle, toff_t to, int from) {
    Bytes& bytes = bytes_of(handle);
    const std::size_t base = from == SEEK_CUR ? bytes.at : from == SEEK_END ? bytes.all.size() : 0;
    bytes.at = base + to;
    return bytes.at;
}

int close_bytes(thandle_t /*it stays open*/) { return 0; }

toff_t size_of_bytes(thandle_t handle) { return bytes_of(handle).all.size(); }

struct Closed {
    void operator()(TIFF* file) const { TIFFClose(file); }
};
using File = std::unique_ptr<TIFF, Closed>;

class Tiff final : public Document {
public:
    explicit Tiff(std::string_view bytes) : bytes_{bytes} {
        file_.reset(TIFFClientOpen("document", "rm", &bytes_, read_bytes, write_bytes, seek_bytes,
                                   close_bytes, size_of_bytes, nullptr, nullptr));
        if (file_) pages_ = TIFFNumberOfDirectories(file_.get());
    }

    bool is_open() const { return pages_ > 0; }
    int pages() const override { return static_cast<int>(std::min<std::uint32_t>(pages_, most_pages + 1)); }

    Drawn<Pixels> draw(int page, int dpi) override {
        const auto head = head_of(page);
        if (!head) return tl::unexpected(head.error());
        const auto count =
            static_cast<std::size_t>(head->size.width) * static_cast<std::size_t>(head->size.height);
        std::vector<std::uint32_t> raster(count);
        if (TIFFReadRGBAImageOriented(file_.get(), static_cast<std::uint32_t>(head->size.width),
                                      static_cast<std::uint32_t>(head->size.height), raster.data(),
                                      ORIENTATION_TOPLEFT, 0) == 0)
            return tl::unexpected(Unshown::Broken);
        Pixels pixels{head->size, {}};
        pixels.rgb.reserve(3 * count);
        for (const std::uint32_t one : raster) {
            pixels.rgb.push_back(static_cast<std::uint8_t>(TIFFGetR(one)));
            pixels.rgb.push_back(static_cast<std::uint8_t>(TIFFGetG(one)));
            pixels.rgb.push_back(static_cast<std::uint8_t>(TIFFGetB(one)));
        }
        raster = {};
        return scaled(pixels, drawn_at(head->paper, dpi));
    }

    Drawn<Sheet> read(int page) override {
        const auto head = head_of(page);
        if (!head) return tl::unexpected(head.error());
        return blank_sheet(head->paper);
    }

private:
    struct Head {
        Size size;
        Paper paper;
    };

    Drawn<Head> head_of(int page) {
        std::uint32_t width = 0, height = 0;
        const bool there = TIFFSetDirectory(file_.get(), static_cast<tdir_t>(page - 1)) != 0 &&
                           TIFFGetField(file_.get(), TIFFTAG_IMAGEWIDTH, &width) != 0 &&
                           TIFFGetField(file_.get(), TIFFTAG_IMAGELENGTH, &height) != 0;
        if (!there || width == 0 || height == 0) return tl::unexpected(Unshown::Broken);
        if (!is_drawable(width, height)) return tl::unexpected(Unshown::TooLarge);
        const Size size{static_cast<int>(width), static_cast<int>(height)};
        return Head{size, paper_of(size)};
    }

    // What it says of its dots to the inch is believed as far as a scanner could have made it.
    Paper paper_of(Size size) const {
        float across = 0, down = 0;
        std::uint16_t unit = RESUNIT_INCH;
        TIFFGetField(file_.get(), TIFFTAG_XRESOLUTION, &across);
        TIFFGetField(file_.get(), TIFFTAG_YRESOLUTION, &down);
        TIFFGetFieldDefaulted(file_.get(), TIFFTAG_RESOLUTIONUNIT, &unit);
        const double inch = unit == RESUNIT_CENTIMETER ? 2.54 : 1;
        const auto likely = [&](float dots) { return dots * inch >= 40 && dots * inch <= 2'400; };
        if (unit == RESUNIT_NONE || !likely(across) || !likely(down)) return on_a_letter(size);
        return {size.width / (across * inch) * 72, size.height / (down * inch) * 72};
    }

    Bytes bytes_;
    File file_; // looks at the bytes
    std::uint32_t pages_ = 0;
};

} // namespace

Opened open_tiff(std::string_view bytes) {
    TIFFSetErrorHandler(nullptr);
    TIFFSetWarningHandler(nullptr);
    auto tiff = std::make_unique<Tiff>(bytes);
    if (!tiff->is_open()) return tl::unexpected(Unshown::Broken);
    if (tiff->pages() > most_pages) return tl::unexpected(Unshown::TooLarge);
    return tiff;
}

} // namespace assent::paper
