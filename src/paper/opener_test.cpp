// The real program, asked as the server asks it, about documents as they are sent.
#include "paper/opener.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include "paper/answer.hpp"
#include "paper/program/document.hpp"
#include "paper/sample_documents_test.hpp"

namespace assent::paper {
namespace {

std::string six_pages() {
    std::vector<std::string> pages;
    for (int i = 1; i <= 6; ++i) {
        auto lines = plan_of_care();
        lines.push_back(fmt::format("This is page {}.", i));
        pages.push_back(written_lines(lines));
    }
    return pdf_of(pages);
}

Pixels scanned() {
    const std::string file = pdf_of({written_lines(plan_of_care())});
    return (*open_pdf(file))->draw(1, 200).value();
}

// What is in the head of a PNG.
Size size_of(const std::string& png) {
    const auto number = [&](std::size_t at) {
        int value = 0;
        for (std::size_t i = at; i < at + 4; ++i) value = value << 8 | static_cast<unsigned char>(png[i]);
        return value;
    };
    return {number(16), number(20)};
}

const Word* word_called(const Sheet& sheet, std::string_view text) {
    const auto found = std::find_if(sheet.words.begin(), sheet.words.end(),
                                    [&](const Word& one) { return one.text == text; });
    return found == sheet.words.end() ? nullptr : &*found;
}

} // namespace

TEST_CASE("Of a PDF one learns its pages, how they look and which words stand where") {
    Opener opener(ASSENT_PAPER);
    const std::string file = six_pages();
    const auto look = opener.look("six", file);
    REQUIRE(look.has_value());
    CHECK(*look == Look{6, std::vector<Legibility>(6, Legibility::Good)});
    const auto picture = opener.picture(file, {2, 100, 0});
    REQUIRE(picture.has_value());
    CHECK(size_of(*picture) == Size{850, 1100});
    CHECK(size_of(opener.picture(file, {2, 50, 90}).value()) == Size{550, 425});
    const auto text = opener.words(file, 3, 2);
    REQUIRE(text.has_value());
    CHECK(text->pages == 6);
    REQUIRE(text->sheets.size() == 2);
    CHECK(text->sheets[0].width == 612);
    CHECK(text->sheets[0].height == 792);
    // The first line stands 72 points from the left and from the top, in letters of 12.
    const Word* plan = word_called(text->sheets[0], "PLAN");
    REQUIRE(plan);
    CHECK(std::abs(plan->box.x - 72) <= 1);
    CHECK(std::abs(plan->box.y + plan->box.height - 72) <= 5);
    CHECK(std::abs(plan->box.height - 12) <= 4);
    CHECK(word_called(text->sheets[0], "3."));
    CHECK(word_called(text->sheets[1], "4."));
}

TEST_CASE("A page that names a font without bringing it has its letters") {
    const std::string file = six_pages(), empty = pdf_of({written_lines({})});
    Opener opener(ASSENT_PAPER);
    CHECK(opener.picture(file, {1, 100, 0})->size() > 5 * opener.picture(empty, {1, 100, 0})->size());
}

TEST_CASE("A page that lies on its side is shown and read upright") {
    Opener opener(ASSENT_PAPER);
    const std::string file = pdf_of({written_lines({"Sideways"})}, {.page = "/Rotate 90"});
    CHECK(size_of(opener.picture(file, {1, 100, 0}).value()) == Size{1100, 850});
    const auto text = opener.words(file, 1, 1);
    REQUIRE(text.has_value());
    CHECK(text->sheets[0].width == 792);
    const Word* word = word_called(text->sheets[0], "Sideways");
    REQUIRE(word);
    CHECK(word->box.x > 700); // the top is on the right now
}

TEST_CASE("A fax has its pages in their true shape, and no words") {
    Opener opener(ASSENT_PAPER);
    const Pixels page = scaled(scanned(), {1728, 1078}); // 204 dots across and 98 down
    const std::string file = tiff_of({page, page, scaled(scanned(), {1728, 2156})}, {204, 98});
    const auto look = opener.look("fax", file);
    REQUIRE(look.has_value());
    CHECK(look->pages == 3);
    CHECK(look->sheets[0] == Legibility::Good);
    CHECK(size_of(opener.picture(file, {2, 100, 0}).value()) == Size{847, 1100});
    const auto text = opener.words(file, 1, 10);
    REQUIRE(text.has_value());
    CHECK(text->sheets.size() == 3);
    CHECK(text->sheets[0].words.empty());
}

TEST_CASE("A photograph and a picture are a page each") {
    Opener opener(ASSENT_PAPER);
    const Pixels page = scanned();
    for (const std::string& file : {jpeg_of(page), png(page)}) {
        const auto look = opener.look(std::to_string(file.size()), file);
        REQUIRE(look.has_value());
        CHECK(*look == Look{1, {Legibility::Good}});
        CHECK(size_of(opener.picture(file, {1, 100, 0}).value()) == Size{850, 1100});
        CHECK(opener.words(file, 1, 1)->sheets[0] == Sheet{612, 792, {}});
    }
    CHECK(opener.look("coarse", jpeg_of(scaled(page, {340, 440})))->sheets[0] == Legibility::Coarse);
    CHECK(opener.look("scan", pdf_of_scan(scaled(page, {340, 440})))->sheets[0] == Legibility::Coarse);
    CHECK(opener.look("good scan", pdf_of_scan(page))->sheets[0] == Legibility::Good);
}

TEST_CASE("A photograph stands upright however the telephone was held") {
    Opener opener(ASSENT_PAPER);
    // A page that is black above and white below, as a lens saw it and as the telephone says that it was
    // held.
    Pixels page{{60, 80}, std::vector<std::uint8_t>(std::size_t{3} * 60 * 80, 255)};
    std::fill_n(page.rgb.begin(), page.rgb.size() / 4, std::uint8_t{0});
    for (const auto& [held, turn] : std::vector<std::pair<int, int>>{{1, 0}, {3, 180}, {6, 270}, {8, 90}}) {
        for (const bool small_first : {true, false}) {
            const std::string seen = held_so(jpeg_of(turned(page, turn)), held, small_first);
            const std::string file = opener.picture(seen, {1, 20, 0}).value();
            CHECK(size_of(file) == Size{165, 220});
            const auto drawn = (*open_png(file))->draw(1, 20).value();
            CHECK(drawn.rgb.front() < 40);
            CHECK(drawn.rgb.back() > 215);
        }
    }
    for (const int unheard_of : {0, 2, 9, 65'535})
        CHECK(opener.picture(held_so(jpeg_of(page), unheard_of, true), {1, 20, 0}).has_value());
}

TEST_CASE("A page that is not there is none, and what a document is as a whole is kept") {
    Opener opener(ASSENT_PAPER);
    const std::string file = six_pages();
    CHECK(opener.picture(file, {7, 100, 0}).error() == Unshown::NoSuchPage);
    CHECK(opener.words(file, 7, 1).error() == Unshown::NoSuchPage);
    CHECK_FALSE(opener.known("six"));
    CHECK(opener.look("six", file)->pages == 6);
    CHECK(opener.look("six", "it is not asked again")->pages == 6);
    CHECK((*opener.known("six"))->pages == 6);
}

TEST_CASE(
    "Without the program, or with more at once than it is for, documents are not shown and nothing breaks") {
    Opener nowhere("/nowhere/assent-paper");
    CHECK(nowhere.picture("%PDF-", {}).error() == Unshown::NotInstalled);
    CHECK_FALSE((nowhere.look("x", "%PDF-"), nowhere.known("x"))); // it may be installed later
    Opener endless("/usr/bin/yes");
    CHECK(endless.picture("x", {}).error() == Unshown::TooLarge); // it never stops talking
    for (const int waiting : {0, 1}) {
        OpenerBounds none;
        none.at_once = 0;
        none.waiting = waiting;
        none.time = std::chrono::milliseconds(1);
        Opener busy(ASSENT_PAPER, none);
        CHECK(busy.picture("%PDF-", {}).error() == Unshown::Busy);
    }
}

TEST_CASE("Many at once are all answered") {
    Opener opener(ASSENT_PAPER);
    const std::string file = six_pages();
    std::vector<std::thread> readers;
    std::array<bool, 12> good{};
    for (std::size_t i = 0; i < good.size(); ++i)
        readers.emplace_back(
            [&, i] { good[i] = opener.picture(file, {static_cast<int>(i % 6) + 1, 50, 0}).has_value(); });
    for (std::thread& one : readers) one.join();
    CHECK(std::all_of(good.begin(), good.end(), [](bool one) { return one; }));
}

} // namespace assent::paper
