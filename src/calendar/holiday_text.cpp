#include "calendar/holiday_text.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "base/text.hpp"

namespace assent::calendar {

namespace {

using std::chrono::month;
using std::chrono::weekday;

// Which of `names` the next word is; reports it with the nearest name otherwise.
std::optional<unsigned> read_one_of(Phrase& phrase, std::span<const std::string> names,
                                    std::string_view kind) {
    for (unsigned i = 0; i < names.size(); ++i) {
        if (phrase.skip(names[i])) return i;
    }
    std::string hint = base::did_you_mean(phrase.next(), names);
    if (hint.empty()) hint = fmt::format("write {}", base::listed(names, "or"));
    if (phrase.at_end()) return phrase.wrong(fmt::format("{} is missing", kind), std::move(hint));
    return phrase.wrong(fmt::format("`{}` is not {}", phrase.next(), kind), std::move(hint));
}

std::optional<month> read_month(Phrase& phrase) {
    std::vector<std::string> names;
    for (unsigned i = 1; i <= 12; ++i) names.emplace_back(name_of(month{i}));
    const auto found = read_one_of(phrase, names, "a month");
    if (!found) return std::nullopt;
    return month{*found + 1};
}

std::optional<YearlyDay> read_fixed_day(Phrase& phrase) {
    const auto number = base::to_number(phrase.next());
    if (!number || *number < 1 || *number > 31) {
        return phrase.wrong(fmt::format("`{}` is not a day of a month", phrase.next()),
                            "write a number from 1 to 31");
    }
    const Phrase at_number = phrase;
    phrase.take();
    const auto in_month = read_month(phrase);
    if (!in_month) return std::nullopt;
    const std::chrono::month_day day{*in_month, std::chrono::day{static_cast<unsigned>(*number)}};
    if (day.ok()) return day;
    Phrase blamed = at_number;
    return blamed.wrong(fmt::format("{} has no day {}", name_of(*in_month), *number),
                        "write a day that exists");
}

std::optional<YearlyDay> read_weekday_of_month(Phrase& phrase) {
    const std::vector<std::string> ordinals{"first", "second", "third", "fourth", "last"};
    const auto index = read_one_of(phrase, ordinals, "first, second, third, fourth or last");
    const auto day = index ? read_weekday(phrase) : std::nullopt;
    if (!day || !phrase.expect("of", "the last Monday of May")) return std::nullopt;
    const auto in_month = read_month(phrase);
    if (!in_month) return std::nullopt;
    if (*index == 4) return std::chrono::month_weekday_last{*in_month, std::chrono::weekday_last{*day}};
    return std::chrono::month_weekday{*in_month, (*day)[*index + 1]};
}

bool begins_with_digit(std::string_view word) { return !word.empty() && word[0] >= '0' && word[0] <= '9'; }

} // namespace

bool Phrase::skip(std::string_view word) {
    if (!next_is(word)) return false;
    words_ = words_.subspan(1);
    return true;
}

bool Phrase::expect(std::string_view word, std::string_view example) {
    if (skip(word)) return true;
    wrong(fmt::format("`{}` is missing here", word), fmt::format("write it as in `{}`", example));
    return false;
}

std::string_view Phrase::take() {
    const std::string_view word = next();
    if (!words_.empty()) words_ = words_.subspan(1);
    return word;
}

std::nullopt_t Phrase::wrong(std::string message, std::string hint) {
    base::Place place = line_;
    place.column = words_.empty() ? end_column_ : words_.front().column;
    mistakes_.error(std::move(place), std::move(message), std::move(hint));
    return std::nullopt;
}

std::optional<weekday> read_weekday(Phrase& phrase) {
    std::vector<std::string> names;
    for (unsigned i = 0; i < 7; ++i) names.emplace_back(name_of(weekday{i}));
    const auto found = read_one_of(phrase, names, "a weekday");
    if (!found) return std::nullopt;
    return weekday{*found};
}

std::optional<int> read_year(Phrase& phrase) {
    const auto number = base::to_number(phrase.next());
    if (!number || *number < first_year || *number > last_year) {
        return phrase.wrong("a year is missing",
                            fmt::format("write a year from {} to {}", first_year, last_year));
    }
    phrase.take();
    return static_cast<int>(*number);
}

bool read_yearly_day(Phrase& phrase, Holiday& holiday) {
    phrase.skip("the");
    if (phrase.skip("day")) {
        if (!phrase.expect("after", "the day after the fourth Thursday of November")) return false;
        phrase.skip("the");
        holiday.day_after = true;
    }
    const auto day =
        begins_with_digit(phrase.next()) ? read_fixed_day(phrase) : read_weekday_of_month(phrase);
    if (!day) return false;
    holiday.day = *day;
    while (phrase.skip(",")) {
        const bool since = phrase.skip("since");
        if (!since && !phrase.expect("until", "on 19 June, since 2021, until 2030")) return false;
        const auto year = read_year(phrase);
        if (!year) return false;
        (since ? holiday.since : holiday.until) = *year;
    }
    if (!phrase.at_end()) {
        phrase.wrong(fmt::format("`{}` is one word too many", phrase.next()),
                     "end the line here, or go on with `, since YEAR` or `, until YEAR`");
        return false;
    }
    if (holiday.since <= holiday.until) return true;
    phrase.wrong(fmt::format("the first year {} lies after the last year {}", holiday.since, holiday.until),
                 "write the earlier year behind `since`");
    return false;
}

} // namespace assent::calendar
