#pragma once
// A time zone as a value: its name, and the moments at which its clocks changed. It turns a moment
// into local time and back. It is handed in by whoever can read a time zone database; nothing here
// opens a file, and two zones with the same transitions answer alike for ever.

#include <chrono>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "calendar/date.hpp"

namespace assent::calendar {

using Instant = std::chrono::sys_seconds;       // a moment, the same everywhere
using LocalMoment = std::chrono::local_seconds; // what the clock on the wall shows

// Which of two moments is meant when the wall clock shows a time twice (clocks are set back).
// A duty of ours takes the earlier; a duty of others, and any right, the later.
enum class Reading : std::uint8_t { Earlier, Later };

// From `at` on, local time is UTC plus `offset`.
struct Transition {
    Instant at;
    std::chrono::seconds offset{0};
    std::string abbreviation; // "CDT"
};

class Zone {
public:
    // Refuses transitions that are not in ascending order, offsets of more than 26 hours, and no transition
    // at all. The first transition's offset also holds before it.
    static base::Result<Zone> make(std::string name, std::vector<Transition> transitions);

    static Zone utc();

    const std::string& name() const { return name_; }
    const std::vector<Transition>& transitions() const { return transitions_; }

    // What holds at `moment`: offset and abbreviation. The reference lives as long as the zone.
    const Transition& at(Instant moment) const;

    LocalMoment to_local(Instant moment) const;
    Date local_date(Instant moment) const;

    // A local time that does not exist (clocks are set forward) moves forward to the moment of the change,
    // in either reading: 02:30 on a night that skips from 02:00 to 03:00 becomes 03:00.
    Instant to_instant(LocalMoment local, Reading reading) const;

    // `time` after midnight by the wall clock of `date`; 09:00 is 09:00 on the day of a clock change too.
    Instant to_instant(Date date, std::chrono::seconds time, Reading reading) const;

    std::string to_text(Instant moment) const; // "Mon 2 Nov 2026 09:00 CST"

private:
    Zone(std::string name, std::vector<Transition> transitions);

    std::string name_;
    std::vector<Transition> transitions_; // ascending, at least one
};

} // namespace assent::calendar
