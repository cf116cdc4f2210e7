#include <algorithm>

#include "casework/instance.hpp"

// How long an instance stood still, and what that does to its due moment.

namespace assent::casework {
namespace {

using calendar::Date;
using policy::MomentUnit;

// The unit in which the moment is counted last; hours where it is not counted at all.
MomentUnit unit_of(const policy::Moments& moments, policy::MomentId id) {
    while (id != policy::no_moment) {
        const policy::MomentNode& node = moments[id];
        if (node.op == policy::MomentOp::After || node.op == policy::MomentOp::Before) return node.unit;
        id = node.first;
    }
    return MomentUnit::Hours;
}

// Moves a due moment by the time from the one moment to the other, in the unit it is counted in: hours to the
// second, working days by those that went by, other days by whole local days.
Instant moved(const Instance& one, Instant due, Instant from, Instant to) {
    const policy::Program& program = one.from.book.program();
    const MomentUnit unit = unit_of(program.moments, one.def().due);
    if (unit == MomentUnit::Minutes || unit == MomentUnit::Hours) return due + (to - from);
    const Ground ground = ground_of(one.from.book, one.def());
    const Date first = ground.zone.local_date(from);
    const Date last = ground.zone.local_date(to);
    const Date day = ground.zone.local_date(due);
    const std::chrono::seconds time = ground.zone.to_local(due).time_since_epoch() - day.time_since_epoch();
    if (unit != MomentUnit::WorkingDays) return ground.at(day + (last - first), time);
    const int open = ground.days.open_days(first, last);
    return open == 0 ? due : ground.at(ground.days.add(day, open).value_or(day), time);
}

} // namespace

Paused less_pauses(const Instance& one, Instant due) {
    Paused paused{due};
    for (const policy::Pause& pause : one.def().pauses) {
        std::optional<Instant> since;
        for (const Mark& mark : one.from.of.marks) {
            if (mark.request != one.from.request) continue;
            if (!since && is(mark, pause.from) && mark.at <= paused.due) {
                since = std::max(mark.at, one.from.start);
            } else if (since && is(mark, pause.to)) {
                if (mark.at > *since) paused.due = moved(one, paused.due, *since, mark.at);
                since.reset();
            }
        }
        paused.now |= since.has_value();
    }
    return paused;
}

} // namespace assent::casework
