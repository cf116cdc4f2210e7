#include "portal/documents/page.hpp"

#include "base/text.hpp"
#include "portal/documents/paged.hpp"
#include "portal/documents/viewer.hpp"
#include "portal/layout.hpp"

namespace assent::portal {
namespace {

// Whom an address belongs to; that is all in which the two ways to a document differ.
using Find = std::optional<PagedDocument> (*)(const Visit&, const Services&);

http::Response no_such(const Visit& visit, const char* what = "There is no such document") {
    return sorry(visit, 404, what, "Look at the documents of the case.");
}

// Its content, with nobody's reader held back while somebody else looks at it.
std::string content_of(const PagedDocument& document, const Services& services) {
    std::string content = desk::HandedDocuments(services.store, services.documents).read(document.document);
    services.store.look_away();
    return content;
}

int status_of(paper::Unshown why) {
    if (why == paper::Unshown::NoSuchPage) return 404;
    const bool ours = why == paper::Unshown::Busy || why == paper::Unshown::NotInstalled ||
                      why == paper::Unshown::Unconfined;
    return ours ? 503 : 422;
}

http::Response show(const Visit& visit, const Services& services, Find find) {
    const auto document = find(visit, services);
    const auto how = viewed(visit);
    if (!document || !how) return no_such(visit);
    const std::string title = document->name;
    const std::string content = content_of(*document, services);
    if (document->document.type == "text/plain") return page(visit, title, plain_text_of(*document, content));
    // What is looked for may stand on any page.
    const bool whole = !how->find.empty();
    const int first = whole ? 1 : first_beside(how->page);
    const auto text = services.paper.words(content, first, whole ? paper::most_pages : pages_at_once);
    if (text && how->page <= text->pages) return page(visit, title, pages_of(*document, *how, *text));
    const paper::Unshown why = text ? paper::Unshown::NoSuchPage : text.error();
    return page(visit, title, not_shown(*document, why), status_of(why));
}

std::optional<paper::Pictured> pictured(const Visit& visit) {
    const auto number = [&](const char* name, int otherwise) {
        const auto asked = visit.request.asked(name);
        return asked ? base::to_number(*asked).value_or(-1) : otherwise;
    };
    const auto page = base::to_number(visit.places.back()).value_or(-1);
    const auto dpi = number("dpi", 100), turn = number("turn", 0);
    const bool possible = page >= 1 && page <= paper::most_pages && dpi >= paper::least_dpi &&
                          dpi <= paper::most_dpi && turn >= 0 && turn <= 270 && turn % 90 == 0;
    if (!possible) return std::nullopt;
    return paper::Pictured{static_cast<int>(page), static_cast<int>(dpi), static_cast<int>(turn)};
}

http::Response image(const Visit& visit, const Services& services, Find find) {
    const auto document = find(visit, services);
    const auto what = pictured(visit);
    if (!document || !what) return no_such(visit);
    auto png = services.paper.picture(content_of(*document, services), *what);
    if (!png)
        return sorry(visit, status_of(png.error()), "This page cannot be shown",
                     std::string(paper::instead(png.error())));
    return {200,
            {{"content-type", "image/png"},
             {"x-content-type-options", "nosniff"},
             {"content-security-policy", "default-src 'none'; sandbox"},
             {"cross-origin-resource-policy", "same-origin"},
             {"cache-control", "private, no-store"}},
            std::move(*png)};
}

} // namespace

void add_document_pages(Gate& gate, const Services& services) {
    const auto add = [&](const std::string& address, Find find) {
        gate.page(address + "/pages/{page}", For::SignedIn,
                  [&services, find](const Visit& visit) { return show(visit, services, find); });
        gate.page(address + "/images/{page}", For::SignedIn,
                  [&services, find](const Visit& visit) { return image(visit, services, find); });
    };
    add("/cases/{member}/{number}/documents/{digest}", document_of_case);
    add("/documents/{digest}", document_handed_in);
}

} // namespace assent::portal
