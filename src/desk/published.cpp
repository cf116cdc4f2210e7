#include "desk/published.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/failure.hpp"
#include "casework/fields_json.hpp"
#include "catalog/version_folder.hpp"
#include "desk/case_file.hpp"
#include "desk/standing.hpp"

namespace assent::desk {

using casework::field;
using store::StreamId;

namespace {

struct Part {
    std::string name, text;
};
struct Published {
    std::string program, hash;
    std::vector<Part> parts;
};

constexpr auto fields(const Part*) {
    return std::tuple(field("name", &Part::name), field("text", &Part::text));
}
constexpr auto fields(const Published*) {
    return std::tuple(field("program", &Published::program), field("hash", &Published::hash),
                      field("parts", &Published::parts));
}

constexpr std::size_t most_bytes = std::size_t{1} << 27;

// "family/program" has a slash, and a key has none.
StreamId stream_of_program(std::string id) {
    std::replace(id.begin(), id.end(), '/', ':');
    return StreamId::of_program(id);
}

Published published_in(const StreamId& stream, const store::Event& event) {
    auto read = event.payload ? casework::read_fields<Published>(*event.payload, {.bytes = most_bytes})
                              : base::refused({}, "its payload was removed");
    if (!read)
        throw base::Failure(fmt::format("cannot read {} event {}: {}", stream.text(), event.sequence,
                                        base::to_text(read.error())));
    return std::move(*read);
}

base::Result<catalog::Version> version_of(const Published& published) {
    catalog::VersionTexts texts;
    for (const Part& part : published.parts)
        texts.parts[part.name] = {fmt::format("{}/{}", published.program, part.name), part.text};
    base::Diagnostics warnings;
    auto version = catalog::read_version(texts, warnings);
    if (version && version->program.hash != published.hash)
        return base::refused({published.program, 0, 0, {}}, "what was published has another hash now",
                             "publish it again with this release");
    return version;
}

// The versions of one program by their first days: of those with the same, the one that was published last.
catalog::ProgramVersions newest(std::vector<catalog::Version> all) {
    std::map<calendar::Date, catalog::Version> by_day;
    for (catalog::Version& one : all) by_day.insert_or_assign(one.program.header.effective, std::move(one));
    catalog::ProgramVersions program;
    for (auto& [day, version] : by_day) program.versions.push_back(std::move(version));
    return program;
}

} // namespace

bool publish(store::Store& store, const catalog::Version& version, const casework::PersonId& by,
             calendar::Instant now) {
    const StreamId stream = stream_of_program(version.program.header.id.text);
    Published published{version.program.header.id.text, version.program.hash, {}};
    for (const auto& [name, text] : version.parts) published.parts.push_back({name, text});
    for (;;) {
        const auto before = store.read(stream, 1);
        if (!before.empty() && std::any_of(before.begin(), before.end(), [&](const store::Event& event) {
                return published_in(stream, event).hash == published.hash;
            }))
            return false;
        store::Batch batch;
        batch.appends.push_back({stream,
                                 static_cast<std::int64_t>(before.size()),
                                 {{now, by.text, std::string(to_text(casework::Role::PlanAdministrator)),
                                   "Published", 1, casework::fields_json(published)}}});
        if (store.commit(batch)) return true;
    }
}

std::vector<Publication> publications(store::Store& store, const std::string& program) {
    const StreamId stream = stream_of_program(program);
    std::vector<Publication> all;
    for (const store::Event& event : store.read(stream, 1)) {
        Published published = published_in(stream, event);
        Publication made{std::move(published.hash), event.at, {event.actor}, {}};
        for (Part& part : published.parts) made.parts.emplace(std::move(part.name), std::move(part.text));
        all.push_back(std::move(made));
    }
    return all;
}

std::int64_t publication_count(store::Store& store, const std::string& program) {
    return store.head(stream_of_program(program)).sequence;
}

base::Result<RuleShelf> published_rules(store::Store& store, const letters::NameOf& name_of) {
    RuleShelf shelf;
    base::Diagnostics mistakes;
    for_each_stream(store, store::StreamKind::Program, [&](const StreamId& stream) {
        std::vector<catalog::Version> versions;
        for (const store::Event& event : store.read(stream, 1)) {
            auto version = version_of(published_in(stream, event));
            if (version)
                versions.push_back(std::move(*version));
            else
                mistakes.append(std::move(version.error()));
        }
        for (const catalog::Version& version : versions) {
            auto kept = shelf.keep(version, name_of);
            if (!kept) mistakes.append(std::move(kept.error()));
        }
        if (!versions.empty()) shelf.govern(newest(std::move(versions)));
    });
    if (mistakes.has_errors()) return base::refused(std::move(mistakes));
    return shelf;
}

letters::NameOf names_in(store::Store& store) {
    return [&store](const std::string& id) -> std::string {
        if (!StreamId::is_key(id)) return id;
        for (const StreamId& stream :
             {stream_of(casework::PersonId{id}), stream_of(casework::OrganizationId{id}),
              stream_of(casework::MemberId{id})}) {
            std::string name = read_standing(store, stream).name();
            if (!name.empty()) return name;
        }
        return id;
    };
}

} // namespace assent::desk
