#include "calendar/deadline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace assent::calendar {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

constexpr seconds last_second = hours{24} - seconds{1};
constexpr std::int32_t most_named_days = 31; // a longer count is told by its sum, not day by day

constexpr Instant first_start = Date{std::chrono::year{first_year} / 1 / 1};
constexpr Instant end_of_starts = Date{std::chrono::year{last_year + 1} / 1 / 1};

// A hundred years of each unit, in the order of Unit.
constexpr std::array<std::int32_t, 4> most{876'600, 36'525, 36'525, 1'200};
constexpr std::array<std::string_view, 4> unit_names{"hour", "calendar day", "working day", "month"};

std::string counted(const DeadlineRule& rule) {
    const auto name = unit_names.at(static_cast<std::size_t>(rule.unit));
    return fmt::format("{} {}{}", rule.quantity, name, rule.quantity == 1 ? "" : "s");
}

std::string without_year(Date date) {
    const std::string text = to_long_text(date);
    return text.substr(0, text.rfind(' '));
}

void refuse_contradictions(const DeadlineRule& rule, base::Diagnostics& mistakes) {
    const bool is_hours = rule.unit == Unit::Hours;
    if (is_hours && rule.due_time != DueTime::SameTime) {
        mistakes.error({}, "hours end to the second, not at a time of day",
                       "use DueTime::SameTime, or count days");
    }
    if (is_hours && rule.first_day == FirstDay::One) {
        mistakes.error({}, "hours have no first day", "use FirstDay::Zero");
    }
    if ((is_hours || rule.unit == Unit::WorkingDays) && rule.closed_last_day != ClosedLastDay::Stands) {
        mistakes.error({}, fmt::format("the last of {} is never moved", counted(rule)),
                       "use ClosedLastDay::Stands");
    }
    if (rule.first_day == FirstDay::One && rule.quantity == 0) {
        mistakes.error({}, "a count that begins with day 1 cannot be 0", "use a quantity of at least 1");
    }
    if (rule.direction == Direction::Before && rule.late_start != LateStart::AsReceived) {
        mistakes.error({}, "what is counted back from is not received", "use LateStart::AsReceived");
    }
}

base::Diagnostics mistakes_in(const DeadlineRule& rule, Instant start, const OfficeHours& office) {
    base::Diagnostics mistakes;
    const std::int32_t limit = most.at(static_cast<std::size_t>(rule.unit));
    if (rule.quantity < 0 || rule.quantity > limit) {
        mistakes.error({}, fmt::format("a deadline of {}", counted(rule)), fmt::format("use 0 to {}", limit));
    }
    if (start < first_start || start >= end_of_starts) {
        mistakes.error({}, "the start lies outside the years of the calendar",
                       fmt::format("use the years {} to {}", first_year, last_year));
    }
    const auto in_a_day = [](seconds time) { return time >= seconds{0} && time <= last_second; };
    if (!in_a_day(office.opens) || !in_a_day(office.closes) || !in_a_day(office.cut_off) ||
        office.opens >= office.closes || office.cut_off < office.opens) {
        mistakes.error({}, "the office hours are not hours of one day",
                       "open before closing and before the cut-off, from 00:00 to 23:59:59");
    }
    refuse_contradictions(rule, mistakes);
    return mistakes;
}

// Counts one deadline; holds what the steps share.
class Count {
public:
    Count(const DeadlineRule& rule, const Setting& setting) : rule_(rule), setting_(setting) {}

    base::Result<Deadline> from(Instant start);

private:
    bool begin(Instant start);
    bool move_late_start(Instant start);
    Deadline hours_later();
    std::optional<Date> last_day();
    Date last_calendar_day() const;
    std::optional<Date> last_working_day();
    std::optional<Date> moved_if_closed(Date date);
    Deadline due_on(Date date);
    Instant moment_on(Date date) const;

    void say(std::string step) { steps_.push_back(std::move(step)); }
    void say_skipped(Date date);
    bool before() const { return rule_.direction == Direction::Before; }
    int sign() const { return before() ? -1 : 1; }
    const BusinessCalendar& calendar() const { return setting_.calendar; }
    const Zone& zone() const { return setting_.zone; }

    const DeadlineRule& rule_;
    const Setting& setting_;
    Instant counted_from_;
    Date first_;
    std::vector<std::string> steps_;
};

void Count::say_skipped(Date date) {
    const std::string reason = calendar().why_closed(date).value_or("");
    const bool weekly = reason == name_of(std::chrono::weekday{date});
    say(fmt::format("skipped {}, {}", to_long_text(date), weekly ? "closed on " + reason + "s" : reason));
}

// False when the calendar has no opening left.
bool Count::move_late_start(Instant start) {
    const Date date = zone().local_date(start);
    const seconds time = zone().to_local(start).time_since_epoch() - date.time_since_epoch();
    const OfficeHours& office = setting_.hours;
    const bool late = time > office.cut_off;
    if (rule_.late_start == LateStart::NextDay) {
        if (late) counted_from_ = zone().to_instant(date + days{1}, seconds{0}, rule_.reading);
        return true;
    }
    const bool open = calendar().is_open(date);
    if (open && !late && time >= office.opens) return true;
    const auto opening = calendar().next_open_on_or_after(late ? date + days{1} : date);
    if (opening) counted_from_ = zone().to_instant(*opening, office.opens, rule_.reading);
    return opening.has_value();
}

bool Count::begin(Instant start) {
    counted_from_ = start;
    if (rule_.late_start != LateStart::AsReceived && !move_late_start(start)) return false;
    if (counted_from_ != start) {
        const auto closed = calendar().why_closed(zone().local_date(start));
        say(fmt::format("happened {}, {}", zone().to_text(start), closed ? *closed : "outside office hours"));
        say(fmt::format("counts as {}", zone().to_text(counted_from_)));
    }
    first_ = zone().local_date(counted_from_);
    if (rule_.unit == Unit::Hours) {
        say(fmt::format("{} {}", before() ? "counts back from" : "starts", zone().to_text(counted_from_)));
    } else {
        say(fmt::format("{} {}, day {}", before() ? "counts back from" : "starts", to_long_text(first_),
                        rule_.first_day == FirstDay::One ? 1 : 0));
    }
    return true;
}

Deadline Count::hours_later() {
    const Instant due = counted_from_ + hours{rule_.quantity} * sign();
    say(fmt::format("{} of elapsed time {}", counted(rule_), before() ? "before" : "after"));
    const Transition& then = zone().at(due);
    const Transition& now = zone().at(counted_from_);
    if (then.offset != now.offset) {
        say(fmt::format("the clocks change from {} to {}", (before() ? then : now).abbreviation,
                        (before() ? now : then).abbreviation));
    }
    say(fmt::format("due {}", zone().to_text(due)));
    return {counted_from_, due, zone().local_date(due), std::move(steps_)};
}

Date Count::last_calendar_day() const {
    const int start_counts = rule_.first_day == FirstDay::One ? 1 : 0;
    const int quantity = rule_.quantity;
    // With the start as day 1, twelve months end on the day before the anniversary.
    if (rule_.unit == Unit::Months)
        return add_months(first_, sign() * quantity) - days{sign() * start_counts};
    return first_ + days{sign() * (quantity - start_counts)};
}

std::optional<Date> Count::moved_if_closed(Date date) {
    if (rule_.closed_last_day == ClosedLastDay::Stands) return date;
    const auto why = calendar().why_closed(date);
    if (!why) return date;
    const bool next = rule_.closed_last_day == ClosedLastDay::NextOpenDay;
    const auto open =
        next ? calendar().next_open_on_or_after(date) : calendar().previous_open_on_or_before(date);
    if (open) {
        say(fmt::format("the last day, {}, is closed ({}): moved to the {} open day", to_long_text(date),
                        *why, next ? "next" : "previous"));
    }
    return open;
}

std::optional<Date> Count::last_working_day() {
    const bool from_the_start = rule_.first_day == FirstDay::One || rule_.quantity == 0;
    const bool named = rule_.quantity <= most_named_days;
    const std::int32_t wanted = std::max(rule_.quantity, 1);
    Date date = from_the_start ? first_ : first_ + days{sign()};
    for (std::int32_t found = 0;; date += days{sign()}) {
        const auto open =
            before() ? calendar().previous_open_on_or_before(date) : calendar().next_open_on_or_after(date);
        if (!open) return std::nullopt;
        for (; named && date != *open; date += days{sign()}) say_skipped(date);
        date = *open;
        ++found;
        const bool last = found == wanted;
        if (rule_.quantity > 0 && (named || last) && !(from_the_start && date == first_)) {
            say(fmt::format("{} is day {}", named ? without_year(date) : to_long_text(date), found));
        }
        if (last) return date;
    }
}

std::optional<Date> Count::last_day() {
    if (rule_.unit == Unit::WorkingDays) return last_working_day();
    const Date date = last_calendar_day();
    if (rule_.quantity > 0) {
        say(fmt::format("{} {} end with {}", counted(rule_), before() ? "before" : "after",
                        to_long_text(date)));
    }
    return moved_if_closed(date);
}

Instant Count::moment_on(Date date) const {
    const auto at = [&](seconds time) { return zone().to_instant(date, time, rule_.reading); };
    switch (rule_.due_time) {
        case DueTime::StartOfDay: return at(seconds{0});
        case DueTime::Noon: return at(hours{12});
        case DueTime::CloseOfBusiness: return at(setting_.hours.closes);
        case DueTime::EndOfDay: return at(last_second);
        case DueTime::SameTime: break;
    }
    if (date == first_) return counted_from_;
    return at(zone().to_local(counted_from_).time_since_epoch() - first_.time_since_epoch());
}

std::string_view words_for(DueTime time) {
    constexpr std::array<std::string_view, 5> words{"start of day", "noon", "close of business", "end of day",
                                                    "the same time of day"};
    return words.at(static_cast<std::size_t>(time));
}

Deadline Count::due_on(Date date) {
    const Instant wanted = moment_on(date);
    if (!before() && wanted < counted_from_) {
        say(fmt::format("{} of {} had passed: due at once", words_for(rule_.due_time), to_long_text(date)));
        return {counted_from_, counted_from_, first_, std::move(steps_)};
    }
    say(fmt::format("due {}, {}", to_long_text(date), words_for(rule_.due_time)));
    return {counted_from_, wanted, date, std::move(steps_)};
}

base::Result<Deadline> Count::from(Instant start) {
    const bool begun = begin(start);
    if (begun && rule_.unit == Unit::Hours) return hours_later();
    const auto date = begun ? last_day() : std::nullopt;
    if (date) return due_on(*date);
    return base::refused(
        {}, fmt::format("calendar {} has no open day left for {}", calendar().name(), counted(rule_)),
        "use a smaller quantity, or a calendar with more open days");
}

DeadlineRule rule_of(Unit unit, std::int32_t quantity, DueTime due_time) {
    DeadlineRule rule;
    rule.unit = unit;
    rule.quantity = quantity;
    rule.due_time = due_time;
    return rule;
}

} // namespace

DeadlineRule hours_after(std::int32_t quantity) { return rule_of(Unit::Hours, quantity, DueTime::SameTime); }

DeadlineRule calendar_days_after(std::int32_t quantity) {
    return rule_of(Unit::CalendarDays, quantity, DueTime::EndOfDay);
}

DeadlineRule working_days_after(std::int32_t quantity) {
    return rule_of(Unit::WorkingDays, quantity, DueTime::EndOfDay);
}

DeadlineRule months_after(std::int32_t quantity) {
    return rule_of(Unit::Months, quantity, DueTime::EndOfDay);
}

base::Result<Deadline> deadline(const DeadlineRule& rule, Instant start, const Setting& setting) {
    base::Diagnostics mistakes = mistakes_in(rule, start, setting.hours);
    if (mistakes.has_errors()) return base::refused(std::move(mistakes));
    return Count{rule, setting}.from(start);
}

} // namespace assent::calendar
