#include "policy/moment.hpp"

#include <algorithm>

namespace assent::policy {
namespace {

template <typename T>
void add_once(std::vector<T>& all, const T& one) {
    if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
}

void collect(const Moments& moments, MomentId id, CountedFrom& from) {
    if (id == no_moment) return;
    const MomentNode& node = moments[id];
    from.start |= node.op == MomentOp::Start;
    if (node.op == MomentOp::Event) add_once(from.events, node.event);
    if (node.op == MomentOp::Due) add_once(from.duties, node.term);
    collect(moments, node.first, from);
    collect(moments, node.second, from);
}

// A day that is itself the end of something lasts until its last second, so only what is counted from is
// taken for the start, which is a moment.
void begin(Moments& moments, MomentId id, const EventRef& event, bool counted) {
    MomentNode& node = moments[id];
    if (node.op == MomentOp::Event && counted && node.event == event) node.op = MomentOp::Start;
    const bool either = node.op == MomentOp::Earlier || node.op == MomentOp::Later;
    for (const MomentId inner : {node.first, node.second}) {
        if (inner != no_moment) begin(moments, inner, event, counted || !either);
    }
}

} // namespace

std::string_view to_text(MomentUnit unit) {
    switch (unit) {
        case MomentUnit::Minutes: return "minutes";
        case MomentUnit::Hours: return "hours";
        case MomentUnit::CalendarDays: return "calendar days";
        case MomentUnit::WorkingDays: return "business days";
        case MomentUnit::Months: return "months";
    }
    return {};
}

CountedFrom counted_from(const Moments& moments, MomentId id) {
    CountedFrom from;
    collect(moments, id, from);
    return from;
}

void begin_with(Moments& moments, MomentId id, const EventRef& event) {
    if (id != no_moment) begin(moments, id, event, false);
}

} // namespace assent::policy
