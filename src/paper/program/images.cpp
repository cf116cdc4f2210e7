// PNG by libpng and JPEG by libjpeg-turbo: one page each, without words.

#include <png.h>
#include <turbojpeg.h>

#include "paper/program/document.hpp"
#include "paper/program/exif.hpp"

namespace assent::paper {
namespace {

// An image of a known size, whose pixels somebody reads: at least as many as are asked for.
class Image : public Document {
public:
    // It stands upright when it is turned so.
    explicit Image(Size size, int turn = 0) : size_(size), turn_(turn) {}

    int pages() const final { return 1; }
    Drawn<Pixels> draw(int /*the only one*/, int dpi) final {
        const Size wanted = turned(drawn_at(paper(), dpi));
        const auto pixels = decoded(wanted);
        if (!pixels) return pixels;
        return paper::turned(scaled(*pixels, wanted), turn_);
    }
    Drawn<Sheet> read(int /*the only one*/) final { return blank_sheet(paper()); }

protected:
    Size size() const { return size_; }

private:
    virtual Drawn<Pixels> decoded(Size wanted) = 0;

    Size turned(Size of) const { return turn_ % 180 == 0 ? of : Size{of.height, of.width}; }
    Paper paper() const { return on_a_letter(turned(size_)); }

    Size size_;
    int turn_;
};

std::size_t bytes_for(Size size) {
    return 3 * static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
}

// Frees what libpng holds, also when nothing was read.
struct PngFile {
    png_image image{};

    PngFile() { image.version = PNG_IMAGE_VERSION; }
    ~PngFile() { png_image_free(&image); }
    PngFile(const PngFile&) = delete;
    PngFile& operator=(const PngFile&) = delete;

    bool begin(std::string_view bytes) {
        return png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) != 0;
    }
};

class Png final : public Image {
public:
    Png(std::string_view bytes, Size size) : Image(size), bytes_(bytes) {}

private:
    Drawn<Pixels> decoded(Size /*wanted*/) override {
        PngFile file;
        if (!file.begin(bytes_)) return tl::unexpected(Unshown::Broken);
        file.image.format = PNG_FORMAT_RGB;
        Pixels pixels{size(), std::vector<std::uint8_t>(bytes_for(size()))};
        const png_color paper{255, 255, 255}; // what is transparent
        if (png_image_finish_read(&file.image, &paper, pixels.rgb.data(), 0, nullptr) == 0)
            return tl::unexpected(Unshown::Broken);
        return pixels;
    }

    std::string_view bytes_;
};

struct Destroyed {
    void operator()(void* decoder) const { tjDestroy(decoder); }
};
using Decoder = std::unique_ptr<void, Destroyed>;

const auto* jpeg_bytes(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

class Jpeg final : public Image {
public:
    Jpeg(std::string_view bytes, Size size, Decoder decoder)
        : Image(size, upright_turn(bytes)), bytes_(bytes), decoder_(std::move(decoder)) {}

private:
    // A photograph has many more pixels than are shown, and the fewer are decoded the faster it is.
    Size decoded_for(Size wanted) const {
        for (const int part : {8, 4, 2}) {
            const tjscalingfactor factor{1, part};
            const Size size{TJSCALED(this->size().width, factor), TJSCALED(this->size().height, factor)};
            if (size.width >= wanted.width && size.height >= wanted.height) return size;
        }
        return size();
    }

    // One that is cut off is shown as far as it goes.
    Drawn<Pixels> decoded(Size wanted) override {
        const Size size = decoded_for(wanted);
        Pixels pixels{size, std::vector<std::uint8_t>(bytes_for(size))};
        const int failed = tjDecompress2(decoder_.get(), jpeg_bytes(bytes_), bytes_.size(), pixels.rgb.data(),
                                         size.width, 0, size.height, TJPF_RGB, 0);
        if (failed != 0 && tjGetErrorCode(decoder_.get()) != TJERR_WARNING)
            return tl::unexpected(Unshown::Broken);
        return pixels;
    }

    std::string_view bytes_;
    Decoder decoder_;
};

} // namespace

Opened open_png(std::string_view bytes) {
    PngFile file;
    if (!file.begin(bytes)) return tl::unexpected(Unshown::Broken);
    if (!is_drawable(file.image.width, file.image.height)) return tl::unexpected(Unshown::TooLarge);
    return std::make_unique<Png>(
        bytes, Size{static_cast<int>(file.image.width), static_cast<int>(file.image.height)});
}

Opened open_jpeg(std::string_view bytes) {
    Decoder decoder(tjInitDecompress());
    Size size;
    int sampling = 0, colours = 0;
    if (!decoder ||
        tjDecompressHeader3(decoder.get(), jpeg_bytes(bytes), bytes.size(), &size.width, &size.height,
                            &sampling, &colours) != 0 ||
        size.width <= 0 || size.height <= 0) // cut off before it says
        return tl::unexpected(Unshown::Broken);
    if (!is_drawable(size.width, size.height)) return tl::unexpected(Unshown::TooLarge);
    return std::make_unique<Jpeg>(bytes, size, std::move(decoder));
}

} // namespace assent::paper
