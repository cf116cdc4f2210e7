#include <fmt/format.h>

#include <algorithm>

#include "base/failure.hpp"
#include "casework/authority.hpp"
#include "casework/fields_json.hpp"
#include "casework/notice.hpp"
#include "desk/hold_stream.hpp"
#include "desk/retention.hpp"
#include "desk/standing.hpp"

// Holds are few: one stream has them all, and whoever removes something holds it still meanwhile.

namespace assent::desk {
namespace {

using casework::field;
using casework::Refusal;
using casework::RefusalKind;

constexpr std::string_view hold_put = "Held", hold_lifted = "Lifted"; // a log keeps these words for ever

struct HoldRecord {
    std::int64_t number = 0;
    std::string on, reason;
};
constexpr auto fields(const HoldRecord*) {
    return std::tuple(field("number", &HoldRecord::number), field("on", &HoldRecord::on),
                      field("reason", &HoldRecord::reason));
}

std::optional<Refusal> refusal_to_keep_records(const std::string& reason, const casework::Actor& by) {
    if (auto no = casework::refused_by_table(casework::CaseAct::KeepRecords, by.role)) return no;
    if (casework::is_blank(reason))
        return Refusal{RefusalKind::Incomplete, "this needs a reason", "",
                       "name the matter for which records are kept, or why they are no longer"};
    return std::nullopt;
}

bool is_there(store::Store& store, const std::string& on) {
    if (const auto of = store::StreamId::parse("case/" + on)) return store.head(*of).sequence > 0;
    return store::StreamId::is_key(on) && read_standing(store, stream_of(casework::MemberId{on})).member;
}

bool record_hold(store::Store& store, std::int64_t seen, std::string_view kind, const HoldRecord& what,
                 const Cause& cause) {
    store::Batch batch;
    batch.appends = {{hold_stream(),
                      seen,
                      {{cause.at, cause.by.text, std::string(to_text(cause.role)), std::string(kind), 1,
                        casework::fields_json(what)}}}};
    return store.commit(batch).has_value();
}

} // namespace

std::vector<Hold> holds(store::Store& store) {
    std::vector<Hold> all;
    for (const store::Event& event : store.read(hold_stream(), 1)) {
        const auto said = casework::read_fields<HoldRecord>(event.payload.value_or(std::string()));
        if (!said) throw base::Failure(fmt::format("cannot read event {} of the holds", event.sequence));
        if (event.kind == hold_put) {
            all.push_back({said->number, said->on, said->reason, {event.actor}, event.at, {}, {}, {}});
            continue;
        }
        const auto one = std::find_if(all.begin(), all.end(),
                                      [&](const Hold& each) { return each.number == said->number; });
        if (one == all.end()) continue;
        one->lifted = said->reason;
        one->lifted_by = {event.actor};
        one->until = event.at;
    }
    return all;
}

std::optional<Refusal> put_hold(store::Store& store, const std::string& on, const std::string& reason,
                                const casework::Actor& by, calendar::Instant now) {
    if (auto no = refusal_to_keep_records(reason, by)) return no;
    if (!is_there(store, on))
        return Refusal{RefusalKind::Nothing, "there is no such member or case", "",
                       "write a member as M7, or a case as M7/C12"};
    for (;;) { // again when somebody was faster
        const std::int64_t seen = store.head(hold_stream()).sequence;
        const auto number = static_cast<std::int64_t>(holds(store).size()) + 1;
        if (record_hold(store, seen, hold_put, {number, on, reason}, {now, by.person, by.role}))
            return std::nullopt;
    }
}

std::optional<Refusal> lift_hold(store::Store& store, std::int64_t number, const std::string& reason,
                                 const casework::Actor& by, calendar::Instant now) {
    if (auto no = refusal_to_keep_records(reason, by)) return no;
    for (;;) {
        const std::int64_t seen = store.head(hold_stream()).sequence;
        const auto all = holds(store);
        const auto one = std::find_if(all.begin(), all.end(), [&](const Hold& each) {
            return each.number == number && each.lifted.empty();
        });
        if (one == all.end())
            return Refusal{RefusalKind::Nothing, "there is no such hold any more", "",
                           "look at the list of holds"};
        if (record_hold(store, seen, hold_lifted, {number, one->on, reason}, {now, by.person, by.role}))
            return std::nullopt;
    }
}

} // namespace assent::desk
