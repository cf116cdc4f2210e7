#include "portal/documents/viewer.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "portal/documents/found.hpp"
#include "portal/keys.hpp"
#include "portal/layout.hpp"

namespace assent::portal {
namespace {

constexpr std::array zooms{50, 75, 100, 150, 200, 300};
constexpr int usual_zoom = 100;
constexpr std::size_t most_text = 500'000; // bytes of a document that is text
constexpr double of_screen = 96.0 / 72.0;  // a browser has 96 dots to the inch, a page 72 points

int chosen(const Visit& visit, const char* name, std::span<const int> from, int otherwise) {
    const auto asked = base::to_number(visit.request.asked(name).value_or(""));
    const bool one_of_them = asked && std::find(from.begin(), from.end(), *asked) != from.end();
    return one_of_them ? static_cast<int>(*asked) : otherwise;
}

std::string query(const Viewed& how) {
    std::string all;
    const auto add = [&](const std::string& one) { all += (all.empty() ? "?" : "&") + one; };
    if (how.zoom != usual_zoom) add(fmt::format("zoom={}", how.zoom));
    if (how.turn != 0) add(fmt::format("turn={}", how.turn));
    if (!how.find.empty()) add("find=" + in_address(how.find));
    return all;
}

// What leads out of it, whether it can be shown or not.
Html ways_out(const PagedDocument& document) {
    const Html download =
        document.can_be_downloaded
            ? html("<li><a class=\"usa-link\" href=\"{}\" hx-boost=\"false\">Download</a></li>",
                   document.address)
            : Html();
    if (document.back.empty()) return download;
    return html("{}<li><a class=\"usa-link\" href=\"{}\" hx-boost=\"false\">Back to {}</a></li>", download,
                document.back, document.back_name);
}

// Everything on the page that leads to pages of the document.
class Viewer {
public:
    Viewer(const PagedDocument& document, const Viewed& how, const paper::Text& text)
        : document_(document),
          how_(how),
          text_(text),
          first_(first_beside(how.page)),
          last_(std::min(text.pages, first_ + pages_at_once - 1)) {}

    Html show() const {
        Html sheets;
        for (int page = first_; page <= last_; ++page) sheets += sheet_of(page);
        return html(
            "<h1>{} <span class=\"as-beside\">{}</span></h1><div id=\"document-view\">{}{}{}{}{}{}</div>{}",
            capital(document_.name), which_pages(), ways(), groups("Pages"), search(), found(), sheets,
            groups("Further pages"),
            portal::keys({{"n, p", "the next page, the one before"},
                          {"+, -", "larger, smaller"},
                          {"r", "turn right"},
                          {"/", "find in this document"}}));
    }

private:
    std::string address(int page, const Viewed& how) const {
        return fmt::format("{}{}#page-{}", document_.page(first_beside(page)), query(how), page);
    }

    std::string which_pages() const {
        const std::string of = document_.back_name.empty() ? "" : ", " + document_.back_name;
        if (text_.pages == 1) return "one page" + of;
        if (first_ == 1 && last_ == text_.pages) return fmt::format("{} pages{}", text_.pages, of);
        return fmt::format("pages {} to {} of {}{}", first_, last_, text_.pages, of);
    }

    Html zoom_link(int step, const char* key, const char* sign, const char* name) const {
        const auto* const now = std::find(zooms.begin(), zooms.end(), how_.zoom);
        const auto place = now - zooms.begin() + step;
        if (place < 0 || place >= static_cast<std::ptrdiff_t>(zooms.size())) return {};
        Viewed other = how_;
        other.zoom = zooms[static_cast<std::size_t>(place)];
        return html(
            "<li><a class=\"usa-link\" href=\"{}\" data-key=\"{}\" data-stay><span aria-hidden=\"true\">{} "
            "</span>{}</a></li>",
            address(how_.page, other), key, sign, name);
    }

    Html ways() const {
        Viewed turned = how_;
        turned.turn = (how_.turn + 90) % 360;
        return html(
            "<nav class=\"as-bar\" aria-label=\"How it is shown\"><ul class=\"as-places\">{}<li>{} "
            "%</li>{}<li><a "
            "class=\"usa-link\" href=\"{}\" data-key=\"r\" data-stay>Turn right</a></li>{}</ul></nav>",
            zoom_link(-1, "-", "−", "Smaller"), how_.zoom, zoom_link(1, "+", "+", "Larger"),
            address(how_.page, turned), ways_out(document_));
    }

    Html search() const {
        Html kept;
        if (how_.zoom != usual_zoom)
            kept += html("<input type=\"hidden\" name=\"zoom\" value=\"{}\">", how_.zoom);
        if (how_.turn != 0) kept += html("<input type=\"hidden\" name=\"turn\" value=\"{}\">", how_.turn);
        return html(
            "<form method=\"get\" action=\"{}\" role=\"search\" class=\"as-search\"><div><label "
            "class=\"usa-label\" for=\"find\">Find in this document</label><input class=\"usa-input\" "
            "id=\"find\" name=\"find\" value=\"{}\" data-key=\"/\"></div>{}<button "
            "class=\"usa-button usa-button--outline\" type=\"submit\">Find</button></form>",
            document_.page(first_), how_.find, kept);
    }

    // On which pages of the whole document what is looked for stands.
    Html found() const {
        if (how_.find.empty()) return {};
        Html pages;
        std::size_t all = 0, words = 0;
        for (std::size_t i = 0; i < text_.sheets.size(); ++i) {
            const std::size_t here = places_of(how_.find, text_.sheets[i]).size();
            words += text_.sheets[i].words.size();
            if (here == 0) continue;
            all += here;
            const int page = text_.first + static_cast<int>(i);
            pages += html("<li><a class=\"usa-link\" href=\"{}\">page {}</a>{}</li>", address(page, how_),
                          page, here > 1 ? html(" ({})", here) : Html());
        }
        if (words == 0)
            return html(
                "<p role=\"status\">Its pages are pictures without text, so nothing can be found.</p>");
        if (all == 0) return html("<p role=\"status\">“{}” is not in its text.</p>", how_.find);
        return html("<div role=\"status\"><p>“{}” is there {}:</p><ul class=\"as-places\">{}</ul></div>",
                    how_.find, all == 1 ? std::string("once") : fmt::format("{} times", all), pages);
    }

    // By which the other pages of a long document are reached.
    Html groups(const char* name) const {
        if (text_.pages <= pages_at_once) return {};
        Html all;
        for (int first = 1; first <= text_.pages; first += pages_at_once) {
            const char* key = first == first_ - pages_at_once   ? "p"
                              : first == first_ + pages_at_once ? "n"
                                                                : "";
            all += html("<li><a class=\"usa-link\" href=\"{}\"{}{}>{} to {}</a></li>", address(first, how_),
                        *key ? html(" data-key=\"{}\"", key) : Html(),
                        first == first_ ? Html::trusted(" aria-current=\"page\"") : Html(), first,
                        std::min(text_.pages, first + pages_at_once - 1));
        }
        return html("<nav aria-label=\"{}\"><ul class=\"as-places\"><li>Pages</li>{}</ul></nav>", name, all);
    }

    bool lies() const { return how_.turn % 180 != 0; }

    // What was found, over the picture: in points of the page, turned as the picture is.
    Html marks(const paper::Sheet& sheet) const {
        Html rectangles;
        for (const Place& place : places_of(how_.find, sheet)) {
            for (const paper::Box& box : place)
                rectangles += html("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2\"/>", box.x - 1,
                                   box.y - 1, box.width + 2, box.height + 2);
        }
        if (rectangles.empty()) return {};
        return html(
            "<svg class=\"as-marks\" aria-hidden=\"true\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\">"
            "<g transform=\"{}\">{}</g></svg>",
            lies() ? sheet.height : sheet.width, lies() ? sheet.width : sheet.height, turning(sheet),
            rectangles);
    }

    std::string turning(const paper::Sheet& sheet) const {
        if (how_.turn == 90) return fmt::format("matrix(0 1 -1 0 {} 0)", sheet.height);
        if (how_.turn == 180) return fmt::format("matrix(-1 0 0 -1 {} {})", sheet.width, sheet.height);
        if (how_.turn == 270) return fmt::format("matrix(0 -1 1 0 0 {})", sheet.width);
        return "matrix(1 0 0 1 0 0)";
    }

    Html picture(int page, const paper::Sheet& sheet) const {
        const double scale = of_screen * how_.zoom / 100;
        const auto pixels = [&](int side) { return std::max(1, static_cast<int>(side * scale)); };
        const int width = pixels(lies() ? sheet.height : sheet.width);
        const int height = pixels(lies() ? sheet.width : sheet.height);
        const int dpi = std::clamp(how_.zoom, 100, paper::most_dpi);
        const std::string turn = how_.turn == 0 ? "" : fmt::format("&turn={}", how_.turn);
        return html(
            "<div class=\"as-room\"{}><div class=\"as-sheet{}\"><img src=\"{}?dpi={}{}\" width=\"{}\" "
            "height=\"{}\" loading=\"lazy\" alt=\"Page {} of {}{}\">{}</div></div>",
            how_.zoom > usual_zoom ? Html::trusted(" tabindex=\"0\"") : Html(),
            how_.zoom > usual_zoom ? "" : " as-fits", document_.image(page), dpi, turn, width, height, page,
            text_.pages, sheet.words.empty() ? "" : "; its text stands below", marks(sheet));
    }

    Html sheet_of(int page) const {
        const paper::Sheet& sheet = text_.sheets.at(static_cast<std::size_t>(page - text_.first));
        const Html words = sheet.words.empty()
                               ? html("<p class=\"as-of-page\">This page is a picture without text.</p>")
                               : html(
                                     "<details class=\"as-of-page\"><summary>Text of page {}</summary><p "
                                     "class=\"as-lines\">{}</p>"
                                     "</details>",
                                     page, as_lines(sheet));
        return html(
            "<section class=\"as-page\" aria-labelledby=\"page-{}\"><h2 id=\"page-{}\" tabindex=\"-1\">Page "
            "{} "
            "of {}</h2>{}{}</section>",
            page, page, page, text_.pages, picture(page, sheet), words);
    }

    const PagedDocument& document_;
    const Viewed& how_;
    const paper::Text& text_;
    int first_, last_;
};

Html heading(const PagedDocument& document) {
    return html("<h1>{}</h1><ul class=\"as-places\">{}</ul>", capital(document.name), ways_out(document));
}

} // namespace

std::optional<Viewed> viewed(const Visit& visit) {
    const auto page = base::to_number(visit.places.back());
    if (!page || *page < 1 || *page > paper::most_pages) return std::nullopt;
    constexpr std::array turns{0, 90, 180, 270};
    const std::string find = visit.request.asked("find").value_or("");
    return Viewed{static_cast<int>(*page), chosen(visit, "zoom", zooms, usual_zoom),
                  chosen(visit, "turn", turns, 0), std::string(base::trim(find))};
}

int first_beside(int page) { return (page - 1) / pages_at_once * pages_at_once + 1; }

Html pages_of(const PagedDocument& document, const Viewed& how, const paper::Text& text) {
    return Viewer(document, how, text).show();
}

Html plain_text_of(const PagedDocument& document, std::string_view text) {
    std::size_t end = std::min(text.size(), most_text);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end; // no half letter
    const Html cut = end == text.size()
                         ? Html()
                         : html("<p><b>This is its beginning; it is too long to be shown whole.</b></p>");
    return html("{}{}<pre class=\"as-lines\">{}</pre>", heading(document), cut, text.substr(0, end));
}

Html not_shown(const PagedDocument& document, paper::Unshown why) {
    return html("{}{}", heading(document),
                alert(fmt::format("This document cannot be shown here: {}", paper::reason(why)),
                      std::string(paper::instead(why))));
}

} // namespace assent::portal
