#pragma once
// Which lines of a scenario are steps of a timeline, and how much of one is the moment at which it happens:
// "2026-11-01 01:30 EST  requesting provider submits admission". Only the shape is looked at here; whether
// the date is on any calendar, and what the deed means, is not.

#include <string_view>

#include "policy/block.hpp"

namespace assent::policy {

bool is_dated(const Line& line);
bool is_dated(const Block& scenario); // has at least one step

// The date, the time and the name of the clock at the start of a step, as they stand there; each is empty
// when it is not there, and then so are those after it.
struct StepMoment {
    std::string_view date, time, clock;
    std::string_view deed; // what follows, trimmed
};
StepMoment moment_of_step(std::string_view line);

} // namespace assent::policy
