#pragma once
// The one clock of the commands: the system's, in whole seconds. Everything below them takes the moment as an
// argument, and reads no clock.

#include "calendar/zone.hpp"

namespace assent::app {

calendar::Instant now();

} // namespace assent::app
