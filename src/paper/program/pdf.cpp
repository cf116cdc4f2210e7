// PDF by poppler. What a file would have done beside being looked at (scripts, links, forms that are sent)
// has nobody here who would do it.

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <array>
#include <cmath>

#include "paper/program/document.hpp"

namespace assent::paper {
namespace {

constexpr double largest_page = 200'000; // points; beyond it is no page

// Letters that are drawn as one, which nobody would type to find them.
struct Ligature {
    std::string_view drawn, typed;
};
constexpr std::array ligatures{Ligature{"\uFB00", "ff"}, Ligature{"\uFB01", "fi"}, Ligature{"\uFB02", "fl"},
                               Ligature{"\uFB03", "ffi"}, Ligature{"\uFB04", "ffl"}};

std::string typed(const poppler::ustring& text) {
    const poppler::byte_array bytes = text.to_utf8();
    std::string all(bytes.begin(), bytes.end());
    for (const Ligature& one : ligatures) {
        for (std::size_t at = 0; (at = all.find(one.drawn, at)) != std::string::npos;)
            all.replace(at, one.drawn.size(), one.typed);
    }
    return all;
}

int points(double side) {
    return static_cast<int>(std::lround(std::min(std::max(side, -largest_page), largest_page)));
}

class Pdf final : public Document {
public:
    explicit Pdf(std::unique_ptr<poppler::document> document) : document_(std::move(document)) {
        renderer_.set_render_hint(poppler::page_renderer::antialiasing);
        renderer_.set_render_hint(poppler::page_renderer::text_antialiasing);
        renderer_.set_image_format(poppler::image::format_rgb24);
    }

    int pages() const override { return document_->pages(); }

    Drawn<Pixels> draw(int page, int dpi) override {
        const auto opened = open(page);
        if (!opened) return tl::unexpected(opened.error());
        const Paper paper = size_of(**opened);
        const Size size = drawn_at(paper, dpi);
        const poppler::image image = renderer_.render_page(opened->get(), size.width / paper.width * 72,
                                                           size.height / paper.height * 72);
        if (!image.is_valid()) return tl::unexpected(Unshown::Broken);
        return pixels_of(image);
    }

    Drawn<Sheet> read(int page) override {
        const auto opened = open(page);
        if (!opened) return tl::unexpected(opened.error());
        Sheet sheet = blank_sheet(size_of(**opened));
        for (const poppler::text_box& box : (*opened)->text_list()) {
            const poppler::rectf place = box.bbox();
            sheet.words.push_back({typed(box.text()),
                                   {points(place.x()), points(place.y()), points(std::abs(place.width())),
                                    points(std::abs(place.height()))}});
        }
        return sheet;
    }

private:
    using Page = std::unique_ptr<poppler::page>;

    Drawn<Page> open(int number) const {
        Page page(document_->create_page(number - 1));
        if (!page) return tl::unexpected(Unshown::Broken);
        const Paper paper = size_of(*page);
        const bool sound = paper.width >= 1 && paper.height >= 1 && paper.width <= largest_page &&
                           paper.height <= largest_page;
        if (!sound) return tl::unexpected(Unshown::Broken);
        return page;
    }

    // As it is read: what lies on its side is turned.
    static Paper size_of(const poppler::page& page) {
        const poppler::rectf box = page.page_rect();
        const auto way = page.orientation();
        const bool lies = way == poppler::page::landscape || way == poppler::page::seascape;
        const double width = std::abs(box.width()), height = std::abs(box.height());
        return lies ? Paper{height, width} : Paper{width, height};
    }

    static Pixels pixels_of(const poppler::image& image) {
        Pixels pixels{{image.width(), image.height()}, {}};
        const std::size_t row = std::size_t{3} * static_cast<std::size_t>(image.width());
        pixels.rgb.reserve(row * static_cast<std::size_t>(image.height()));
        const auto* from = reinterpret_cast<const std::uint8_t*>(image.const_data());
        for (int y = 0; y < image.height(); ++y, from += image.bytes_per_row())
            pixels.rgb.insert(pixels.rgb.end(), from, from + row);
        return pixels;
    }

    std::unique_ptr<poppler::document> document_;
    poppler::page_renderer renderer_;
};

void say_nothing(const std::string& /*of a document*/, void* /*nobody*/) {}

} // namespace

Opened open_pdf(std::string_view bytes) {
    poppler::set_debug_error_function(say_nothing, nullptr);
    std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    if (!document) return tl::unexpected(Unshown::Broken);
    if (document->is_locked()) return tl::unexpected(Unshown::Locked);
    if (document->pages() < 1) return tl::unexpected(Unshown::Broken);
    if (document->pages() > most_pages) return tl::unexpected(Unshown::TooLarge);
    return std::make_unique<Pdf>(std::move(document));
}

} // namespace assent::paper
