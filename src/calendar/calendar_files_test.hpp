#pragma once
// For the tests of this folder: the calendars of the repository, read from their files, and dates in
// short. What cannot be read fails the test that asked. Nothing but a test includes this.

#include <string>

#include "calendar/business_calendar.hpp"

namespace assent::calendar::testing {

// The date `text`, which must be one.
Date on(const char* text);

// programs/calendars/NAME.calendar; the test fails with its mistakes when it has any.
BusinessCalendar calendar_file(const std::string& name);

} // namespace assent::calendar::testing
