#include "calendar/business_calendar.hpp"

#include <algorithm>
#include <utility>

namespace assent::calendar {

namespace {

using std::chrono::days;

constexpr Date first_date = Date{std::chrono::year{first_year} / 1 / 1};
constexpr Date last_date = Date{std::chrono::year{last_year} / 12 / 31};

unsigned encoded(Date date) { return std::chrono::weekday{date}.c_encoding(); }

bool is_before(const DatedException& decree, Date date) { return decree.date < date; }

bool within_the_years(Date date) { return date >= first_date && date <= last_date; }

} // namespace

BusinessCalendar::BusinessCalendar(CalendarRules rules) : rules_(std::move(rules)) {
    std::vector<DatedException> sorted;
    for (DatedException& decree : rules_.exceptions) {
        const auto at = std::lower_bound(sorted.begin(), sorted.end(), decree.date, is_before);
        if (at != sorted.end() && at->date == decree.date) {
            *at = std::move(decree);
        } else {
            sorted.insert(at, std::move(decree));
        }
    }
    rules_.exceptions = std::move(sorted);
}

const DatedException* BusinessCalendar::decree_for(Date date) const {
    const auto& decrees = rules_.exceptions;
    const auto found = std::lower_bound(decrees.begin(), decrees.end(), date, is_before);
    return found != decrees.end() && found->date == date ? &*found : nullptr;
}

const Holiday* BusinessCalendar::holiday_falling_on(Date date) const {
    for (const Holiday& holiday : rules_.holidays) {
        if (falls_on(holiday, date)) return &holiday;
    }
    return nullptr;
}

BusinessCalendar::Kept BusinessCalendar::holiday_kept_on(Date date) const {
    if (const Holiday* holiday = holiday_falling_on(date)) return {holiday, false};
    for (unsigned weekday = 0; weekday < 7; ++weekday) {
        if (rules_.observed[weekday] == 0) continue;
        const Date own = date - days{rules_.observed[weekday]};
        if (encoded(own) != weekday) continue;
        if (const Holiday* holiday = holiday_falling_on(own)) return {holiday, true};
    }
    return {};
}

bool BusinessCalendar::is_open(Date date) const {
    if (const DatedException* decree = decree_for(date)) return decree->open;
    return rules_.open_weekdays.test(encoded(date)) && holiday_kept_on(date).holiday == nullptr;
}

std::optional<std::string> BusinessCalendar::why_closed(Date date) const {
    if (const DatedException* decree = decree_for(date)) {
        if (decree->open) return std::nullopt;
        return decree->reason;
    }
    const Kept kept = holiday_kept_on(date);
    if (kept.holiday != nullptr) return kept.holiday->name + (kept.observed ? ", observed" : "");
    if (rules_.open_weekdays.test(encoded(date))) return std::nullopt;
    return std::string{name_of(std::chrono::weekday{date})};
}

std::optional<Date> BusinessCalendar::nearest_open(Date date, days step) const {
    for (; within_the_years(date); date += step) {
        if (is_open(date)) return date;
    }
    return std::nullopt;
}

std::optional<Date> BusinessCalendar::next_open_on_or_after(Date date) const {
    return nearest_open(date, days{1});
}

std::optional<Date> BusinessCalendar::previous_open_on_or_before(Date date) const {
    return nearest_open(date, days{-1});
}

std::optional<Date> BusinessCalendar::add_working_days(Date date, int n) const {
    if (n == 0) return next_open_on_or_after(date);
    const days step{n > 0 ? 1 : -1};
    std::optional<Date> day = date;
    for (int counted = 0; day && counted != n; counted += n > 0 ? 1 : -1)
        day = nearest_open(*day + step, step);
    return day;
}

BusinessCalendar BusinessCalendar::with(DatedException decree) const {
    CalendarRules rules = rules_;
    rules.exceptions.push_back(std::move(decree));
    return BusinessCalendar{std::move(rules)};
}

std::optional<int> BusinessCalendar::first_year_without_open_day() const {
    for (int year = first_year; year <= last_year; ++year) {
        const auto open = next_open_on_or_after(Date{std::chrono::year{year} / 1 / 1});
        if (!open || std::chrono::year_month_day{*open}.year() != std::chrono::year{year}) return year;
    }
    return std::nullopt;
}

} // namespace assent::calendar
