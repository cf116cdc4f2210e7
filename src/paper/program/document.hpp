#pragma once
// A document that was opened: its pages as pictures, and their words. One kind for each format; which it is
// tell the first bytes, whatever somebody has called it.

#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "paper/paper.hpp"
#include "paper/program/pixels.hpp"

namespace assent::paper {

template <typename T>
using Drawn = base::Expected<T, Unshown>;

class Document {
public:
    Document() = default;
    virtual ~Document() = default;
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    virtual int pages() const = 0; // 1 or more

    // Pages are counted from 1. Requires: there is such a page.
    virtual Drawn<Pixels> draw(int page, int dpi) = 0;
    virtual Drawn<Sheet> read(int page) = 0;
};

using Opened = Drawn<std::unique_ptr<Document>>;

// Looks at the bytes as long as the document lives.
Opened open_document(std::string_view bytes);

Opened open_pdf(std::string_view bytes);
Opened open_tiff(std::string_view bytes);
Opened open_png(std::string_view bytes);
Opened open_jpeg(std::string_view bytes);

// An image that says nothing of its size on paper is one on a letter page, upright or on its side.
Paper on_a_letter(Size size);

// Whether an image is of a size that can be drawn here.
bool is_drawable(std::int64_t width, std::int64_t height);

// A page without words.
Sheet blank_sheet(const Paper& paper);

} // namespace assent::paper
