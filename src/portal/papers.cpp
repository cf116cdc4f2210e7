#include "portal/papers.hpp"

#include <algorithm>

#include "desk/handed_documents.hpp"
#include "http/media_type.hpp"
#include "portal/documents/told.hpp"

namespace assent::portal {
namespace {

constexpr std::string_view ticked = "paper.", kept = "document.", chosen = "file.", told = "told.",
                           paged = "pages.";

std::string named(std::string_view prefix, const std::string& kind) { return std::string(prefix) + kind; }

// The kinds of which something was filled in, each once.
std::vector<std::string> filled(const Fields& fields) {
    std::vector<std::string> kinds;
    for (const auto& [name, value] : fields) {
        for (const std::string_view prefix : {ticked, kept}) {
            if (!name.starts_with(prefix) || value.empty()) continue;
            const std::string kind = name.substr(prefix.size());
            if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
        }
    }
    return kinds;
}

std::string value_of(const Fields& fields, const std::string& name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

// What was found in the file when it came, and its first page small when it has pages.
Html seen_of(const std::string& kind, const Fields& fields) {
    const std::string found = value_of(fields, named(told, kind)),
                      count = value_of(fields, named(paged, kind));
    const std::string digest = in_address(value_of(fields, named(kept, kind)));
    if (found.empty()) return {};
    const Html picture = html(
        "<a class=\"usa-link\" href=\"/documents/{}/pages/1\"><img class=\"as-small\" "
        "src=\"/documents/{}/images/1?dpi=20\" width=\"136\" loading=\"lazy\" alt=\"\">Look at {}</a>",
        digest, digest, kind);
    return html("<div class=\"as-told\"><p>{}</p>{}{}{}</div>", found, count.empty() ? Html() : picture,
                hidden(named(told, kind), found), hidden(named(paged, kind), count));
}

Html row(const std::string& kind, const Fields& fields) {
    const std::string box = named(ticked, kind), digest = value_of(fields, named(kept, kind));
    const Html here =
        digest.empty() ? Html() : html(" <b>(handed in)</b>{}", hidden(named(kept, kind), digest));
    const Html seen = digest.empty() ? Html() : seen_of(kind, fields);
    return html(
        "<div class=\"as-paper\"><div class=\"usa-checkbox\"><input class=\"usa-checkbox__input\" "
        "type=\"checkbox\" id=\"{}\" name=\"{}\" value=\"yes\"{}><label class=\"usa-checkbox__label\" "
        "for=\"{}\">{}{}</label></div>{}<label class=\"usa-label\" for=\"{}\">or a file of it</label>"
        "<input class=\"as-file\" type=\"file\" id=\"{}\" name=\"{}\"></div>",
        box, box, fields.contains(box) ? Html::trusted(" checked") : Html(), box, kind, here, seen,
        named(chosen, kind), named(chosen, kind), named(chosen, kind));
}

// As long as it is known; a document is not opened once more for that.
std::uint16_t pages_of(const std::string& digest, const Services& services) {
    const auto look = services.paper.known(digest);
    return look && *look ? static_cast<std::uint16_t>((*look)->pages) : std::uint16_t{0};
}

} // namespace

std::string keep_files(Visit& visit, const Services& services) {
    desk::HandedDocuments documents(services.store, services.documents);
    for (const auto& [name, file] : visit.files) {
        if (!name.starts_with(chosen)) continue;
        const auto type = http::media_type_of(file.content);
        if (!type)
            return fmt::format(
                "The file {} is of a type that is not taken: choose PDF, TIFF, JPEG, PNG, DOCX or plain text",
                file.name);
        const auto document = documents.keep(visit.actor(), file.content, type->name, visit.now);
        const std::string kind = name.substr(chosen.size());
        visit.form[named(kept, kind)] = document.digest;
        const auto look = services.paper.look(document.digest, file.content);
        visit.form[named(told, kind)] = told_of(look);
        visit.form[named(paged, kind)] = look ? std::to_string(look->pages) : "";
    }
    return {};
}

std::vector<casework::Paper> papers_in(const Fields& fields, const Services& services,
                                       const casework::Actor& actor) {
    const desk::HandedDocuments documents(services.store, services.documents);
    std::vector<casework::Paper> all;
    for (const std::string& kind : filled(fields)) {
        casework::Paper paper;
        paper.kind = kind;
        const std::string digest = value_of(fields, named(kept, kind));
        if (!digest.empty() && documents.may_file(actor, digest)) paper.document = digest;
        paper.pages = pages_of(paper.document, services);
        if (paper.document.empty() && !fields.contains(named(ticked, kind))) continue;
        all.push_back(std::move(paper));
    }
    return all;
}

Html paper_fields(const std::vector<std::string>& kinds, const Fields& fields) {
    std::vector<std::string> all = kinds;
    for (const std::string& kind : filled(fields)) {
        if (std::find(all.begin(), all.end(), kind) == all.end()) all.push_back(kind);
    }
    if (all.empty()) return {};
    return html(
        "<fieldset class=\"usa-fieldset as-line\"><legend class=\"usa-legend\">Papers: tick what is on its "
        "way "
        "by mail or fax, or choose a file</legend>{}</fieldset>",
        each(all, [&](const std::string& kind) { return row(kind, fields); }));
}

} // namespace assent::portal
