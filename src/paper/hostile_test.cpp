// Documents that are broken, or that somebody meant ill with, before the real program: each has an answer in
// time, and the next document has its own.
#include <doctest/doctest.h>

#include <array>

#include "paper/opener.hpp"
#include "paper/program/document.hpp"
#include "paper/sample_documents_test.hpp"

namespace assent::paper {
namespace {

Pixels coarse_scan() {
    const std::string file = pdf_of({written_lines(plan_of_care())});
    return (*open_pdf(file))->draw(1, 100).value();
}

// Why it cannot be looked at; it has to be so.
Unshown why(const std::string& document) {
    Opener opener(ASSENT_PAPER);
    const auto look = opener.look("x", document);
    REQUIRE_FALSE(look.has_value());
    return look.error();
}

const std::array<std::string, 4>& sound() {
    static const std::array<std::string, 4> all{
        pdf_of({written_lines(plan_of_care()), written_lines({"two"})}),
        tiff_of({coarse_scan(), coarse_scan()}), png(coarse_scan()), jpeg_of(coarse_scan())};
    return all;
}

} // namespace

TEST_CASE("What is no document of pages says so, whatever it is called") {
    CHECK(why("") == Unshown::NoPages);
    CHECK(why("plain text") == Unshown::NoPages);
    CHECK(why(std::string("PK\x03\x04", 4) + std::string(100, 'x')) == Unshown::NoPages);
    CHECK(why("<svg xmlns=\"http://www.w3.org/2000/svg\"/>") == Unshown::NoPages);
}

TEST_CASE("Only a beginning is damaged") {
    for (const std::string& file : sound()) {
        CHECK(why(file.substr(0, 8)) == Unshown::Broken);
        CHECK(why(file.substr(0, 8) + std::string(1'000, '\0')) == Unshown::Broken);
    }
}

TEST_CASE("A password is asked of nobody") { CHECK(why(locked_pdf()) == Unshown::Locked); }

TEST_CASE("What claims to be enormous is not drawn") {
    CHECK(why(png_that_claims(1'000'000'000, 1)) != Unshown::TooLong);
    CHECK(why(png_that_claims(1, 900'000)) == Unshown::TooLarge);
    CHECK(why(png_that_claims(30'000, 30'000)) == Unshown::TooLarge);
    std::string photo = sound()[3];
    const std::size_t head = photo.find("\xFF\xC0");
    REQUIRE(head != std::string::npos);
    photo.replace(head + 5, 4, std::string("\xFF\0\xFF\0", 4)); // height and width
    CHECK(why(photo) == Unshown::TooLarge);
    std::string fax = "II*" + std::string("\0\x08\0\0\0\x04\0", 7);
    // Its width, its height, and where its pixels are said to be.
    fax += std::string("\0\x01\x04\0\x01\0\0\0\0\xCA\x9A\x3B", 12);
    fax += std::string("\x01\x01\x04\0\x01\0\0\0\x01\0\0\0", 12);
    fax += std::string("\x11\x01\x04\0\x01\0\0\0\x08\0\0\0", 12);
    fax += std::string("\x17\x01\x04\0\x01\0\0\0\x08\0\0\0", 12) + std::string(4, '\0');
    CHECK(why(fax) == Unshown::TooLarge);
}

TEST_CASE("A million pages, claimed or folded into few, are not counted through") {
    Opener opener(ASSENT_PAPER);
    const auto claimed = opener.look("claimed", pdf_of({written_lines({"one"})}, {.count = 1'000'000}));
    if (claimed) CHECK(claimed->pages <= most_pages);
    PdfFile file;
    int below = file.add("<< /Type /Page /MediaBox [0 0 612 792] >>");
    for (int level = 0, count = 10; level < 6; ++level, count *= 10) {
        std::string kids;
        for (int i = 0; i < 10; ++i) kids += fmt::format("{} 0 R ", below);
        below = file.add(fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, count));
    }
    const auto folded =
        opener.look("folded", file.whole(file.add(fmt::format("<< /Type /Catalog /Pages {} 0 R >>", below))));
    if (folded) CHECK(folded->pages <= most_pages);
}

TEST_CASE("What unpacks to a gigabyte ends within its bounds") {
    Opener opener(ASSENT_PAPER);
    const std::string bomb = pdf_bomb();
    CHECK(bomb.size() < 100'000);
    const auto look = opener.look("bomb", bomb);
    if (look) CHECK(look->pages == 1);
    const auto next = opener.look("next", sound()[0]);
    REQUIRE(next.has_value());
    CHECK(next->pages == 2);
}

TEST_CASE("A page that calls itself for ever ends") {
    PdfFile file;
    const int content = file.add_stream("", "/A Do\n");
    file.add_stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /A 2 0 R >> >>",
        "/A Do /A Do\n");
    const int page =
        file.add(fmt::format("<< /Type /Page /Parent 4 0 R /MediaBox [0 0 612 792] /Contents {} 0 R "
                             "/Resources << /XObject << /A 2 0 R >> >> >>",
                             content));
    const int tree = file.add(fmt::format("<< /Type /Pages /Kids [{} 0 R] /Count 1 >>", page));
    Opener opener(ASSENT_PAPER);
    const auto look =
        opener.look("x", file.whole(file.add(fmt::format("<< /Type /Catalog /Pages {} 0 R >>", tree))));
    if (!look) CHECK(is_of_the_document(look.error()));
}

TEST_CASE("Scripts, links and what would be started are not even looked at") {
    Opener opener(ASSENT_PAPER);
    const std::string plain = pdf_of({written_lines(plan_of_care())});
    const std::string armed = pdf_of(
        {written_lines(plan_of_care())},
        {.catalog = "/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\);) >>",
         .page = "/AA << /O << /S /Launch /F (/bin/true) >> /C << /S /URI /URI (http://127.0.0.1:9/) >> >>"});
    CHECK(opener.picture(armed, {}) == opener.picture(plain, {}));
}

TEST_CASE("Cut off or spoilt anywhere, a document has an answer") {
    Opener opener(ASSENT_PAPER);
    std::uint32_t state = 11;
    const auto random = [&](std::size_t below) {
        state = state * 1'664'525U + 1'013'904'223U;
        return (state >> 8U) % below;
    };
    int answers = 0;
    for (const std::string& file : sound()) {
        for (int i = 0; i < 12; ++i) {
            std::string other = i % 2 == 0 ? file.substr(0, random(file.size())) : file;
            for (int k = 0; k < 8 && !other.empty(); ++k)
                other[random(other.size())] = static_cast<char>(random(256));
            const auto look = opener.look(fmt::format("{} {}", file.size(), i), other);
            const bool told = look || is_of_the_document(look.error()) || look.error() == Unshown::NoPages;
            answers += told ? 1 : 0;
        }
    }
    CHECK(answers == 48);
}

} // namespace assent::paper
