#include "desk/drafts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/expects.hpp"
#include "base/failure.hpp"
#include "casework/fields_json.hpp"

namespace assent::desk {

using casework::field;
using store::StreamId;

namespace {

constexpr std::string_view draft_begun = "Begun", draft_saved = "Saved", draft_deleted = "Deleted";

// What is kept of a draft each time it is saved.
struct Written {
    std::string content;
};
constexpr auto fields(const Written*) { return std::tuple(field("content", &Written::content)); }

// What the list of an office keeps.
struct ListedDraft {
    std::string name;
};
constexpr auto fields(const ListedDraft*) { return std::tuple(field("name", &ListedDraft::name)); }

template <typename T>
T kept_in(const StreamId& stream, const store::Event& event) {
    auto made = casework::read_fields<T>(event.payload.value_or(std::string()));
    if (!made) throw base::Failure(fmt::format("cannot read {} event {}", stream.text(), event.sequence));
    return std::move(*made);
}

std::string office_of(const casework::Actor& actor) {
    if (actor.organization.empty()) return "person:" + actor.person.text;
    return "organization:" + actor.organization.text;
}

} // namespace

Drafts::Drafts(store::Store& store, const casework::Actor& actor)
    : store_(store), actor_(actor), office_(office_of(actor)), list_(StreamId::of_drafts(office_)) {}

StreamId Drafts::stream_of(const std::string& name) const { return StreamId::of_draft(office_, name); }

store::Record Drafts::record(std::string_view kind, std::string payload, calendar::Instant now) const {
    return {now, actor_.person.text, std::string(to_text(actor_.role)), std::string(kind),
            1,   std::move(payload)};
}

// Of two states that are read at once the later one stands: the payload of the other is gone.
std::optional<Draft> Drafts::find(const std::string& name) const {
    const StreamId stream = stream_of(name);
    const std::int64_t last = store_.head(stream).sequence;
    if (last == 0) return std::nullopt;
    const auto events = store_.read(stream, last);
    if (events.empty() || events.back().kind != draft_saved) return std::nullopt;
    const store::Event& event = events.back();
    return Draft{name, kept_in<Written>(stream, event).content, {event.actor}, event.at, event.sequence};
}

std::vector<std::string> Drafts::names() const {
    std::vector<std::string> all;
    for (const store::Event& event : store_.read(list_, 1)) {
        auto entry = kept_in<ListedDraft>(list_, event);
        if (event.kind == draft_deleted)
            std::erase(all, entry.name);
        else
            all.push_back(std::move(entry.name));
    }
    return all;
}

std::vector<Draft> Drafts::all() const {
    std::vector<Draft> all;
    for (const std::string& name : names()) {
        if (auto draft = find(name)) all.push_back(std::move(*draft));
    }
    return all;
}

// Another draft that was begun meanwhile is no reason to fail: then it is tried again.
base::Expected<std::int64_t, DraftRefusal> Drafts::save(const std::string& name, const std::string& content,
                                                        std::optional<std::int64_t> seen,
                                                        calendar::Instant now) {
    const StreamId stream = stream_of(name);
    for (;;) {
        const std::int64_t head = store_.head(stream).sequence, listed = store_.head(list_).sequence;
        const auto before = find(name);
        if (before.has_value() != seen.has_value() || (before && before->state != *seen))
            return tl::unexpected(DraftRefusal::Changed);
        if (!before && names().size() >= most) return tl::unexpected(DraftRefusal::TooMany);
        store::Batch batch;
        batch.appends = {{stream, head, {record(draft_saved, casework::fields_json(Written{content}), now)}}};
        batch.removals = {{stream, head}};
        if (!before)
            batch.appends.push_back(
                {list_, listed, {record(draft_begun, casework::fields_json(ListedDraft{name}), now)}});
        if (const auto outcome = store_.commit(batch)) return outcome->heads.front().sequence;
    }
}

bool Drafts::remove(const std::string& name, std::int64_t seen, calendar::Instant now) {
    const StreamId stream = stream_of(name);
    for (;;) {
        const std::int64_t listed = store_.head(list_).sequence;
        const auto before = find(name);
        if (!before || before->state != seen) return false;
        store::Batch batch;
        batch.appends = {
            {stream, seen, {record(draft_deleted, "{}", now)}},
            {list_, listed, {record(draft_deleted, casework::fields_json(ListedDraft{name}), now)}}};
        batch.removals = {{stream, seen}};
        if (store_.commit(batch)) return true;
    }
}

} // namespace assent::desk
