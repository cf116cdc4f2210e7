#include "catalog/source_documents.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "policy/phrases.hpp"

namespace assent::catalog {
namespace {

bool is_hash(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// How much of a phrase a document has: the longest beginning of it, by whole words.
std::string_view longest_beginning(std::string_view phrase, std::string_view document) {
    for (std::size_t end = phrase.size(); end != std::string_view::npos && end > 0;
         end = phrase.rfind(' ', end - 1)) {
        if (document.find(phrase.substr(0, end)) != std::string_view::npos) return phrase.substr(0, end);
    }
    return {};
}

// The next few words of the document after what was found.
std::string_view continuation(std::string_view found, std::string_view document) {
    const std::size_t begin = document.find(found) + found.size();
    std::size_t end = begin;
    for (int words = 0; words < 5 && end != std::string_view::npos; ++words)
        end = document.find(' ', end + 1);
    return base::trim(document.substr(begin, end == std::string_view::npos ? end : end - begin));
}

// What the writer of a phrase can compare it with.
std::string closest(std::string_view phrase, std::string_view document) {
    const std::string plain = policy::folded(phrase);
    std::string_view part = plain;
    if (const std::size_t gap = part.find("..."); gap != std::string_view::npos) {
        const std::string_view head = base::trim(part.substr(0, gap));
        const bool has_head = document.find(head) != std::string_view::npos;
        if (has_head) document.remove_prefix(document.find(head) + head.size());
        part = has_head ? base::trim(part.substr(gap + 3)) : head;
    }
    const std::string_view found = longest_beginning(part, document);
    if (found.empty()) return "not even its first word stands there; is it a phrase of another document?";
    return fmt::format("the document has \"{}\", and goes on: \"{}\"", found, continuation(found, document));
}

} // namespace

base::Result<SourceDocuments> SourceDocuments::read(const Path& file) {
    SourceDocuments made;
    made.file_ = file;
    base::Diagnostics diagnostics;
    const std::string text = file_text(file);
    std::uint32_t number = 0;
    for (const std::string_view line : base::split_lines(text)) {
        ++number;
        if (base::trim(line).empty() || line.starts_with('#')) continue;
        const std::size_t tab = line.find('\t');
        const std::string hash = base::to_lower(base::trim(line.substr(0, tab)));
        const std::string_view path = tab == std::string_view::npos ? "" : base::trim(line.substr(tab));
        if (!is_hash(hash) || path.empty()) {
            diagnostics.error({shown(file), number, 1, {}}, "not a document and its place",
                              "write the SHA-256 in 64 hexadecimal digits, a tab, and the path of the file");
        } else if (!made.documents_
                        .try_emplace(hash, Document{file.parent_path() / path, {}, {}, false, false})
                        .second) {
            diagnostics.error({shown(file), number, 1, {}}, "a second place for the same document",
                              "keep one of the two lines");
        }
    }
    if (diagnostics.has_errors()) return base::refused(std::move(diagnostics));
    return made;
}

// Read once, however many programs quote it.
const SourceDocuments::Document* SourceDocuments::find(const std::string& sha256) {
    const auto found = documents_.find(sha256);
    if (found == documents_.end()) return nullptr;
    Document& document = found->second;
    if (!document.looked_for && is_file(document.file)) {
        const std::string text = file_text(document.file);
        document.hash_of_file = base::sha256_text(text);
        document.folded = policy::folded(text);
        document.at_hand = true;
    }
    document.looked_for = true;
    return &document;
}

bool SourceDocuments::any_at_hand() {
    return std::any_of(documents_.begin(), documents_.end(),
                       [](const auto& entry) { return is_file(entry.second.file); });
}

PhraseCheck SourceDocuments::check(const policy::Program& program, base::Diagnostics& diagnostics) {
    const std::vector<policy::Piece> quotes = policy::all_quotes(program);
    const auto& source = program.header.source;
    if (!source) return {0, quotes.size()};
    const base::Place place{program.file, source->place.line, source->place.column, {}};
    const Document* document = find(source->sha256);
    if (!document && any_at_hand()) {
        diagnostics.error(place, fmt::format("{} names no document of this SHA-256", shown(file_)),
                          "correct the hash here, or add a line for the document there");
    }
    if (!document || !document->at_hand) return {0, quotes.size()};
    if (document->hash_of_file != source->sha256) {
        diagnostics.error(
            place, fmt::format("{} is not the document this program was written from", shown(document->file)),
            fmt::format("its SHA-256 is {}; look for the original, or read the rules again "
                        "beside the new text",
                        document->hash_of_file));
        return {0, quotes.size()};
    }
    PhraseCheck made;
    for (const policy::Piece& quote : quotes) {
        if (policy::stands_in(quote.text, document->folded)) {
            ++made.verified;
        } else {
            diagnostics.error({program.file, quote.line, quote.column, {}},
                              "the document does not have this phrase",
                              closest(quote.text, document->folded));
        }
    }
    return made;
}

} // namespace assent::catalog
