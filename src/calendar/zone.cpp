#include "calendar/zone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace assent::calendar {

namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr seconds widest_offset = hours{26};

// Reads the wall clock as if it stood in UTC; subtracting the offset then gives the moment.
Instant as_utc(LocalMoment local) { return Instant{local.time_since_epoch()}; }

} // namespace

Zone::Zone(std::string name, std::vector<Transition> transitions)
    : name_(std::move(name)), transitions_(std::move(transitions)) {}

base::Result<Zone> Zone::make(std::string name, std::vector<Transition> transitions) {
    const auto wrong = [&](const char* what) {
        return base::refused({}, fmt::format("time zone {} {}", name, what));
    };
    if (transitions.empty()) return wrong("has no offset");
    for (std::size_t i = 0; i < transitions.size(); ++i) {
        if (i > 0 && transitions[i].at <= transitions[i - 1].at) return wrong("has transitions out of order");
        const seconds offset = transitions[i].offset;
        if (offset > widest_offset || offset < -widest_offset) return wrong("is more than 26 hours from UTC");
    }
    return Zone{std::move(name), std::move(transitions)};
}

Zone Zone::utc() { return Zone{"UTC", {{Instant{}, seconds{0}, "UTC"}}}; }

const Transition& Zone::at(Instant moment) const {
    const auto after =
        std::upper_bound(transitions_.begin(), transitions_.end(), moment,
                         [](Instant wanted, const Transition& next) { return wanted < next.at; });
    return after == transitions_.begin() ? *after : *(after - 1);
}

LocalMoment Zone::to_local(Instant moment) const {
    return LocalMoment{(moment + at(moment).offset).time_since_epoch()};
}

Date Zone::local_date(Instant moment) const {
    return Date{std::chrono::floor<std::chrono::days>(to_local(moment)).time_since_epoch()};
}

Instant Zone::to_instant(LocalMoment local, Reading reading) const {
    const Instant shown = as_utc(local);
    const Transition* const end = transitions_.data() + transitions_.size();
    std::optional<Instant> earlier;
    std::optional<Instant> later;
    std::optional<Instant> skipped;
    // No moment lies further from `shown` than the widest offset, so only these stretches can hold it.
    for (const Transition* stretch = &at(shown - widest_offset); stretch != end; ++stretch) {
        if (stretch->at > shown + widest_offset) break;
        const Instant moment = shown - stretch->offset;
        const bool begun = stretch == transitions_.data() || moment >= stretch->at;
        const bool over = stretch + 1 != end && moment >= (stretch + 1)->at;
        if (!begun && !skipped) skipped = stretch->at;
        if (!begun || over) continue;
        if (!earlier) earlier = moment;
        later = moment;
    }
    if (earlier) return reading == Reading::Earlier ? *earlier : *later;
    return skipped.value_or(shown - transitions_.back().offset);
}

Instant Zone::to_instant(Date date, seconds time, Reading reading) const {
    return to_instant(LocalMoment{date.time_since_epoch() + time}, reading);
}

std::string Zone::to_text(Instant moment) const {
    const auto local = to_local(moment);
    const auto since_midnight = local - std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss clock{since_midnight};
    const std::string seconds_too =
        clock.seconds().count() == 0 ? "" : fmt::format(":{:02}", clock.seconds().count());
    return fmt::format("{} {:02}:{:02}{} {}", calendar::to_long_text(local_date(moment)),
                       clock.hours().count(), clock.minutes().count(), seconds_too, at(moment).abbreviation);
}

} // namespace assent::calendar
