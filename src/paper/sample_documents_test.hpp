#pragma once
// Documents made for tests, byte by byte: sound ones of each format, and ones that somebody meant ill with.
// The same on every run.

#include <fmt/format.h>
#include <png.h>
#include <tiffio.h>
#include <turbojpeg.h>
#include <zlib.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/expects.hpp"
#include "paper/program/pixels.hpp"

namespace assent::paper {

// A PDF as it grows, object by object, with a table of where each stands.
class PdfFile {
public:
    // Its number; the first is 1.
    int add(const std::string& object) {
        places_.push_back(text_.size());
        text_ += fmt::format("{} 0 obj\n{}\nendobj\n", places_.size(), object);
        return static_cast<int>(places_.size());
    }
    int add_stream(const std::string& entries, const std::string& bytes) {
        return add(fmt::format("<< {} /Length {} >>\nstream\n{}\nendstream", entries, bytes.size(), bytes));
    }

    // With the catalog that has this number, and what else the trailer says.
    std::string whole(int catalog, const std::string& trailer = "") const {
        std::string all = text_ + fmt::format("xref\n0 {}\n0000000000 65535 f \n", places_.size() + 1);
        for (const std::size_t place : places_) all += fmt::format("{:010} 00000 n \n", place);
        return all + fmt::format("trailer\n<< /Size {} /Root {} 0 R {} >>\nstartxref\n{}\n%%EOF\n",
                                 places_.size() + 1, catalog, trailer, text_.size());
    }

private:
    std::string text_ = "%PDF-1.4\n";
    std::vector<std::size_t> places_;
};

// The commands that write lines of Helvetica from the top of a letter page.
inline std::string written_lines(const std::vector<std::string>& lines) {
    std::string text = "BT /F1 12 Tf 72 720 Td 16 TL\n";
    for (const std::string& line : lines) text += "(" + line + ") Tj T*\n";
    return text + "ET\n";
}

struct PdfExtras {
    std::string catalog = {}, page = {}, trailer = {};
    int count = 0; // that it claims; 0: the truth
};

// A letter page for each content.
inline std::string pdf_of(const std::vector<std::string>& contents, const PdfExtras& extras = {}) {
    PdfFile file;
    const int font = file.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    const int tree = font + 1 + 2 * static_cast<int>(contents.size());
    std::string kids;
    for (const std::string& content : contents) {
        const int stream = file.add_stream("", content);
        const int page = file.add(fmt::format(
            "<< /Type /Page /Parent {} 0 R /MediaBox [0 0 612 792] /Contents {} 0 R /Resources << "
            "/Font << /F1 {} 0 R >> >> {} >>",
            tree, stream, font, extras.page));
        kids += fmt::format("{} 0 R ", page);
    }
    const auto count = extras.count > 0 ? extras.count : static_cast<int>(contents.size());
    file.add(fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, count));
    const int catalog = file.add(fmt::format("<< /Type /Catalog /Pages {} 0 R {} >>", tree, extras.catalog));
    return file.whole(catalog, extras.trailer);
}

inline std::vector<std::string> plan_of_care() {
    std::vector<std::string> lines{"PLAN OF CARE",
                                   "The goals are measurable and the order covers all of it."};
    for (int i = 1; i <= 30; ++i)
        lines.push_back(
            fmt::format("{}. Walks {} steps with one hand held, in four of five trials.", i, 10 * i));
    return lines;
}

// A page that is nothing but a picture: as a scanner makes it.
inline std::string pdf_of_scan(const Pixels& scan) {
    PdfFile file;
    const std::string bytes(scan.rgb.begin(), scan.rgb.end());
    const int image = file.add_stream(
        fmt::format(
            "/Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceRGB /BitsPerComponent 8",
            scan.size.width, scan.size.height),
        bytes);
    const int content = file.add_stream("", "q 612 0 0 792 0 0 cm /I Do Q\n");
    const int page =
        file.add(fmt::format("<< /Type /Page /Parent {} 0 R /MediaBox [0 0 612 792] /Contents {} 0 R "
                             "/Resources << /XObject << /I {} 0 R >> >> >>",
                             content + 2, content, image));
    const int tree = file.add(fmt::format("<< /Type /Pages /Kids [{} 0 R] /Count 1 >>", page));
    return file.whole(file.add(fmt::format("<< /Type /Catalog /Pages {} 0 R >>", tree)));
}

// What zlib makes of it.
inline std::string deflated(const std::string& bytes) {
    uLongf size = compressBound(bytes.size());
    std::string packed(size, '\0');
    base::expects(compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                            reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), 9) == Z_OK);
    packed.resize(size);
    return packed;
}

// A picture of 2 to the 30 white pixels in some kilobytes.
inline std::string pdf_bomb() {
    std::string runs;
    for (int i = 0; i < (1 << 23); ++i) runs += "\x81\xFF"; // 128 times white
    PdfFile file;
    const int image = file.add_stream(
        "/Type /XObject /Subtype /Image /Width 32768 /Height 32768 /ColorSpace /DeviceGray /BitsPerComponent "
        "8 "
        "/Filter [/FlateDecode /RunLengthDecode]",
        deflated(runs));
    const int content = file.add_stream("", "q 612 0 0 792 0 0 cm /I Do Q\n");
    const int page =
        file.add(fmt::format("<< /Type /Page /Parent {} 0 R /MediaBox [0 0 612 792] /Contents {} 0 R "
                             "/Resources << /XObject << /I {} 0 R >> >> >>",
                             content + 2, content, image));
    const int tree = file.add(fmt::format("<< /Type /Pages /Kids [{} 0 R] /Count 1 >>", page));
    return file.whole(file.add(fmt::format("<< /Type /Catalog /Pages {} 0 R >>", tree)));
}

// Nobody knows the password: what it would be checked with is made up.
inline std::string locked_pdf() {
    const std::string key(64, 'A');
    return pdf_of(
        {written_lines({"secret"})},
        {.trailer = fmt::format("/Encrypt << /Filter /Standard /V 1 /R 2 /O <{}> /U <{}> /P -4 >> "
                                "/ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]",
                                key, key)});
}

struct TiffDots {
    float across = 200, down = 200;
};

// Black on white, a page for each, as a fax machine sends it.
inline std::string tiff_of(const std::vector<Pixels>& pages, TiffDots dots = {}) {
    std::string name = "/tmp/assent-test-XXXXXX";
    const int made = ::mkstemp(name.data());
    base::expects(made >= 0);
    TIFF* file = TIFFFdOpen(made, name.c_str(), "w");
    for (const Pixels& page : pages) {
        const auto width = static_cast<std::uint32_t>(page.size.width);
        TIFFSetField(file, TIFFTAG_IMAGEWIDTH, width);
        TIFFSetField(file, TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(page.size.height));
        TIFFSetField(file, TIFFTAG_BITSPERSAMPLE, 1);
        TIFFSetField(file, TIFFTAG_SAMPLESPERPIXEL, 1);
        TIFFSetField(file, TIFFTAG_ROWSPERSTRIP, 64);
        TIFFSetField(file, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
        TIFFSetField(file, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
        TIFFSetField(file, TIFFTAG_XRESOLUTION, dots.across);
        TIFFSetField(file, TIFFTAG_YRESOLUTION, dots.down);
        TIFFSetField(file, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
        const std::vector<std::uint8_t> light = lightness(page);
        for (std::uint32_t y = 0; y < static_cast<std::uint32_t>(page.size.height); ++y) {
            std::vector<std::uint8_t> row(width / 8 + 1);
            for (std::uint32_t x = 0; x < width; ++x) {
                if (light[std::size_t{y} * width + x] < 128)
                    row[x / 8] = static_cast<std::uint8_t>(row[x / 8] | 0x80U >> x % 8);
            }
            TIFFWriteScanline(file, row.data(), y, 0);
        }
        TIFFWriteDirectory(file);
    }
    TIFFClose(file);
    std::string bytes;
    std::FILE* written = std::fopen(name.c_str(), "rb");
    for (int c = std::fgetc(written); c != EOF; c = std::fgetc(written)) bytes += static_cast<char>(c);
    std::fclose(written);
    std::remove(name.c_str());
    return bytes;
}

inline std::string jpeg_of(const Pixels& page) {
    void* const packer = tjInitCompress();
    unsigned char* packed = nullptr;
    unsigned long size = 0;
    base::expects(tjCompress2(packer, page.rgb.data(), page.size.width, 0, page.size.height, TJPF_RGB,
                              &packed, &size, TJSAMP_420, 85, 0) == 0);
    std::string bytes(reinterpret_cast<const char*>(packed), size);
    tjFree(packed);
    tjDestroy(packer);
    return bytes;
}

// The same photograph with a note of how the telephone was held, in either order of bytes.
inline std::string held_so(const std::string& jpeg, int orientation, bool small_first) {
    const auto number = [&](unsigned value, unsigned bytes) {
        std::string all;
        for (unsigned i = 0; i < bytes; ++i) {
            const unsigned shift = small_first ? 8 * i : 8 * (bytes - 1 - i);
            all += static_cast<char>(value >> shift & 0xFFU);
        }
        return all;
    };
    const std::string note = std::string("Exif\0\0", 6) + (small_first ? "II" : "MM") + number(42, 2) +
                             number(8, 4) + number(1, 2) + number(0x0112, 2) + number(3, 2) + number(1, 4) +
                             number(static_cast<unsigned>(orientation), 2) + number(0, 2) + number(0, 4);
    const std::size_t length = note.size() + 2;
    return jpeg.substr(0, 2) + "\xFF\xE1" + static_cast<char>(length >> 8U) +
           static_cast<char>(length & 0xFFU) + note + jpeg.substr(2);
}

// A number as most significant byte first.
inline std::string big_endian(std::uint32_t number) {
    std::string bytes;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>(number >> shift & 0xFFU);
    return bytes;
}

// A PNG of this size, up to its first pixel.
inline std::string png_that_claims(std::uint32_t width, std::uint32_t height) {
    const std::string head =
        "IHDR" + big_endian(width) + big_endian(height) + std::string("\x08\x00\x00\x00\x00", 5);
    const std::string rest = big_endian(100) + "IDAT";
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(head.data()), static_cast<uInt>(head.size()));
    return "\x89PNG\r\n\x1A\n" + big_endian(13) + head + big_endian(static_cast<std::uint32_t>(sum)) + rest;
}

} // namespace assent::paper
