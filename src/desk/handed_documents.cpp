#include "desk/handed_documents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/failure.hpp"
#include "casework/fields_json.hpp"
#include "desk/case_file.hpp"

namespace assent::desk {

using casework::field;
using store::StreamId;

namespace {

// What is recorded each time an organization hands it in for the first time.
struct HandedIn {
    std::string type;
    std::uint64_t length = 0;
    casework::OrganizationId organization;
};
constexpr auto fields(const HandedIn*) {
    return std::tuple(field("type", &HandedIn::type), field("length", &HandedIn::length),
                      field("organization", &HandedIn::organization));
}

constexpr std::string_view of_documents = "document:";
constexpr std::string_view removed = "Removed"; // after retention

// Requires: it is a digest.
StreamId document_stream(const std::string& digest) {
    return StreamId::of_intake(std::string(of_documents) + digest);
}

HandedIn handed_in(const store::Event& event, const std::string& digest) {
    auto made = casework::read_fields<HandedIn>(event.payload.value_or(std::string()));
    if (!made) throw base::Failure(fmt::format("cannot read who handed in document {}", digest));
    return std::move(*made);
}

// Each time it was handed in, as far as it was not removed since.
std::vector<store::Event> handings(store::Store& store, const StreamId& stream) {
    auto events = store.read(stream, 1);
    std::erase_if(events, [](const store::Event& event) { return event.kind == removed || !event.payload; });
    return events;
}

bool is_by(const casework::Actor& who, const store::Event& event, const std::string& digest) {
    if (event.actor == who.person.text) return true;
    return !who.organization.empty() && handed_in(event, digest).organization == who.organization;
}

store::ByteReader reader_of(std::string_view content) {
    return [content](std::span<std::uint8_t> piece) mutable {
        const std::size_t size = std::min(piece.size(), content.size());
        if (size > 0) std::memcpy(piece.data(), content.data(), size);
        content.remove_prefix(size);
        return size;
    };
}

} // namespace

HandedDocument HandedDocuments::keep(const casework::Actor& by, std::string_view content,
                                     std::string_view type, calendar::Instant now) {
    const store::StoredDocument kept = documents_.put(reader_of(content));
    HandedDocument document{base::hex_text(kept.digest), std::string(type), kept.size};
    const StreamId stream = document_stream(document.digest);
    const std::string payload =
        casework::fields_json(HandedIn{document.type, document.length, by.organization});
    while (!may_file(by, document.digest)) {
        store::Batch batch;
        batch.appends = {{stream,
                          store_.head(stream).sequence,
                          {{now, by.person.text, std::string(to_text(by.role)), "HandedIn", 1, payload}}}};
        if (store_.commit(batch)) break;
    }
    return document;
}

std::optional<HandedDocument> HandedDocuments::find(const std::string& digest) const {
    if (!store::digest_of(digest)) return std::nullopt;
    const auto events = handings(store_, document_stream(digest));
    if (events.empty()) return std::nullopt;
    HandedIn first = handed_in(events.front(), digest);
    return HandedDocument{digest, std::move(first.type), first.length};
}

bool HandedDocuments::may_file(const casework::Actor& who, const std::string& digest) const {
    if (!store::digest_of(digest)) return false;
    const auto events = handings(store_, document_stream(digest));
    return std::any_of(events.begin(), events.end(),
                       [&](const store::Event& event) { return is_by(who, event, digest); });
}

// Its record first: what a crash leaves then is a file that nobody knows of, which goes the next time.
bool HandedDocuments::end(const std::string& digest, calendar::Instant by_then, const Cause& cause) {
    const StreamId stream = document_stream(digest);
    const auto events = store_.read(stream, 1);
    if (events.empty()) return false;
    const store::Event& last = events.back();
    if (last.kind != removed) {
        if (last.at > by_then) return false;
        store::Batch batch;
        batch.appends = {
            {stream,
             last.sequence,
             {{cause.at, cause.by.text, std::string(to_text(cause.role)), std::string(removed), 1, "{}"}}}};
        batch.removals = {{stream, last.sequence}};
        if (!store_.commit(batch)) return false;
    }
    return documents_.remove(*store::digest_of(digest));
}

std::string HandedDocuments::read(const HandedDocument& document) const {
    std::string content;
    content.reserve(document.length);
    const auto found =
        documents_.read(*store::digest_of(document.digest), [&](std::span<const std::uint8_t> piece) {
            content.append(reinterpret_cast<const char*>(piece.data()), piece.size());
        });
    if (!found) throw base::Failure(fmt::format("document {} {}", document.digest, to_text(found.error())));
    return content;
}

void for_each_handed_document(store::Store& store, const std::function<void(const std::string&)>& look) {
    for_each_stream(store, store::StreamKind::Intake, [&](const StreamId& stream) {
        const std::string_view key = stream.placement();
        if (key.starts_with(of_documents) && !handings(store, stream).empty())
            look(std::string(key.substr(of_documents.size())));
    });
}

} // namespace assent::desk
