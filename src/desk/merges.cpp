#include "desk/merges.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "casework/authority.hpp"
#include "casework/notice.hpp"
#include "desk/record_fields.hpp"

namespace assent::desk {
namespace {

using casework::MemberId;
using casework::Refusal;
using casework::RefusalKind;

const Merged* found(const Standing& standing, const MemberId& with) {
    const auto one = std::find_if(standing.merges.begin(), standing.merges.end(),
                                  [&](const Merged& each) { return each.with == with.text && !each.undone; });
    return one == standing.merges.end() ? nullptr : &*one;
}

const Merged* set_aside(const Standing& standing) {
    const auto one = std::find_if(standing.merges.begin(), standing.merges.end(),
                                  [](const Merged& each) { return each.into && !each.undone; });
    return one == standing.merges.end() ? nullptr : &*one;
}

// Both as they are now, and how far each was read.
struct Both {
    Standing kept, aside;
    std::int64_t kept_seen = 0, aside_seen = 0;
};

Both read_both(store::Store& store, const Merge& what) {
    Both both;
    both.kept_seen = store.head(stream_of(what.kept)).sequence;
    both.aside_seen = store.head(stream_of(what.set_aside)).sequence;
    both.kept = read_standing(store, stream_of(what.kept));
    both.aside = read_standing(store, stream_of(what.set_aside));
    return both;
}

std::optional<Refusal> refusal_to_merge(const Merge& what, const casework::Actor& by) {
    if (auto no = casework::refused_by_table(casework::CaseAct::MergeMembers, by.role)) return no;
    for (const MemberId* one : {&what.kept, &what.set_aside}) {
        if (!can_be_member(one->text))
            return Refusal{RefusalKind::Nothing, "no member is known by this identifier", "",
                           "write both as they stand in their cases"};
    }
    if (casework::is_blank(what.reason))
        return Refusal{RefusalKind::Incomplete, "this needs a reason", "",
                       "say how it is known whether they are one person"};
    return std::nullopt;
}

std::optional<Refusal> no_two(const Merge& what, const Both& both) {
    if (what.kept == what.set_aside)
        return Refusal{RefusalKind::Nothing, "this is one member already", "",
                       "write the other identifier of that person"};
    if (!both.kept.member || !both.aside.member)
        return Refusal{RefusalKind::Nothing, "no member is known by this identifier", "",
                       "write both as they stand in their cases"};
    for (const Standing* one : {&both.kept, &both.aside}) {
        if (const Merged* before = set_aside(*one))
            return Refusal{RefusalKind::Duplicate,
                           fmt::format("one of them was merged into {} already", before->with), "",
                           fmt::format("name {} instead, or undo that first", before->with)};
    }
    return std::nullopt;
}

bool record_merge(store::Store& store, const Merge& what, const Both& both, const Merged& of_aside,
                  const Cause& cause) {
    Merged of_kept = of_aside;
    of_kept.with = what.set_aside.text;
    of_kept.into = false;
    store::Batch batch;
    batch.appends = {{stream_of(what.kept), both.kept_seen, {record_of(of_kept, cause)}},
                     {stream_of(what.set_aside), both.aside_seen, {record_of(of_aside, cause)}}};
    return store.commit(batch).has_value();
}

} // namespace

std::vector<MemberId> known_as(store::Store& store, const MemberId& member) {
    std::vector<MemberId> all{member};
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!store::StreamId::is_key(all[i].text)) continue;
        for (const Merged& one : read_standing(store, stream_of(all[i])).merges) {
            if (!one.undone && std::find(all.begin(), all.end(), MemberId{one.with}) == all.end())
                all.push_back({one.with});
        }
    }
    return all;
}

std::optional<Merged> merged_of(std::string_view payload) {
    auto one = casework::read_fields<Merged>(payload);
    return one ? std::optional(std::move(*one)) : std::nullopt;
}

std::optional<Refusal> merge(store::Store& store, const Merge& what, const casework::Actor& by,
                             calendar::Instant now) {
    if (auto no = refusal_to_merge(what, by)) return no;
    for (;;) { // again when somebody was faster
        const Both both = read_both(store, what);
        if (auto no = no_two(what, both)) return no;
        if (record_merge(store, what, both, {what.kept.text, true, false, what.reason},
                         {now, by.person, by.role}))
            return std::nullopt;
    }
}

std::optional<Refusal> undo_merge(store::Store& store, const Merge& what, const casework::Actor& by,
                                  calendar::Instant now) {
    if (auto no = refusal_to_merge(what, by)) return no;
    for (;;) {
        const Both both = read_both(store, what);
        const Merged* merged = found(both.aside, what.kept);
        if (!merged || !merged->into)
            return Refusal{RefusalKind::Nothing, "these two were not merged so", "",
                           "look at the identifiers of the member"};
        if (record_merge(store, what, both, {what.kept.text, true, true, what.reason},
                         {now, by.person, by.role}))
            return std::nullopt;
    }
}

} // namespace assent::desk
