#include "portal/documents/paged.hpp"

#include "http/case_json.hpp"
#include "portal/case_seen.hpp"
#include "portal/html.hpp"

namespace assent::portal {
namespace {

// As the paper is called that names it.
std::string name_in(const casework::Case& now, const std::string& digest) {
    for (const casework::Request& request : now.requests) {
        for (const casework::Paper& paper : request.papers) {
            if (paper.document == digest && !paper.kind.empty()) return paper.kind;
        }
    }
    return "a document nobody has named yet";
}

} // namespace

std::string PagedDocument::page(int number) const { return fmt::format("{}/pages/{}", address, number); }

std::string PagedDocument::image(int page) const { return fmt::format("{}/images/{}", address, page); }

std::optional<PagedDocument> document_of_case(const Visit& visit, const Services& services) {
    const auto seen = case_of(visit, services);
    const std::string& digest = visit.places[2];
    if (!seen || !http::names_document(seen->file().now, digest)) return std::nullopt;
    auto found = desk::HandedDocuments(services.store, services.documents).find(digest);
    if (!found) return std::nullopt;
    return PagedDocument{.document = std::move(*found),
                         .address = seen->address() + "/documents/" + in_address(digest),
                         .name = name_in(seen->file().now, digest),
                         .back = seen->address(),
                         .back_name = "case " + seen->number(),
                         .can_be_downloaded = true};
}

std::optional<PagedDocument> document_handed_in(const Visit& visit, const Services& services) {
    const desk::HandedDocuments documents(services.store, services.documents);
    const std::string& digest = visit.places[0];
    if (!documents.may_file(visit.actor(), digest)) return std::nullopt;
    auto found = documents.find(digest);
    if (!found) return std::nullopt;
    return PagedDocument{.document = std::move(*found),
                         .address = "/documents/" + in_address(digest),
                         .name = "a document you handed in"};
}

} // namespace assent::portal
