#include "portal/papers.hpp"

#include <algorithm>

#include "desk/handed_documents.hpp"
#include "http/media_type.hpp"

namespace assent::portal {
namespace {

constexpr std::string_view ticked = "paper.", kept = "document.", chosen = "file.";

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

Html row(const std::string& kind, const Fields& fields) {
    const std::string box = named(ticked, kind), digest = value_of(fields, named(kept, kind));
    const Html here = digest.empty()
                          ? Html()
                          : html(" <b>(handed in)</b><input type=\"hidden\" name=\"{}\" value=\"{}\">",
                                 named(kept, kind), digest);
    return html(
        "<div class=\"as-paper\"><div class=\"usa-checkbox\"><input class=\"usa-checkbox__input\" "
        "type=\"checkbox\" id=\"{}\" name=\"{}\" value=\"yes\"{}><label class=\"usa-checkbox__label\" "
        "for=\"{}\">{}{}</label></div><label class=\"usa-label\" for=\"{}\">or a file of it</label>"
        "<input class=\"as-file\" type=\"file\" id=\"{}\" name=\"{}\"></div>",
        box, box, fields.contains(box) ? Html::trusted(" checked") : Html(), box, kind, here,
        named(chosen, kind), named(chosen, kind), named(chosen, kind));
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
        visit.form[named(kept, name.substr(chosen.size()))] = document.digest;
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
