#pragma once
// A standing that changes has the cases looked at again that rest on it: those of a member, whose record says
// something else of their open requests now, and those that a reviewer has who may not be fit for them any
// more. Each gets an alarm for that moment; what follows is the turn's to find (docs/decisions/0054).

#include "desk/standing.hpp"

namespace assent::desk {

// Whether a record of that kind can change anything for open cases.
bool can_wake(const Report& report);

// Requires: the change was committed, so that whoever begins a case meanwhile has read it, or must read it
// again.
void wake_cases_of(store::Store& store, const store::StreamId& standing, calendar::Instant now);

} // namespace assent::desk
