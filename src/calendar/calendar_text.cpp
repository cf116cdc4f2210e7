#include "calendar/calendar_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "calendar/holiday_text.hpp"
#include "calendar/line_words.hpp"

namespace assent::calendar {

namespace {

constexpr std::size_t most_bytes = 1'000'000;
constexpr std::size_t most_holidays = 200;
constexpr std::size_t most_decrees = 2000;

struct Line {
    std::string_view text;
    std::vector<Word> words; // at least one
    base::Place place;       // file, line, and the column of the first word
};

class CalendarReader {
public:
    explicit CalendarReader(std::string file) : file_(std::move(file)) {}

    base::Result<BusinessCalendar> read(std::string_view text);

private:
    void read_line(std::string_view text, std::uint32_t number);
    void read_block_line(const Line& line);
    void read_calendar(const Line& line);
    void read_text(const Line& line);
    void read_open_weekdays(const Line& line);
    void read_kept(const Line& line);
    void read_holiday(const Line& line);
    void read_decree(const Line& line, bool open);
    void check_whole(BusinessCalendar& calendar);
    void check_kept_days();

    void wrong(base::Place place, std::string message, std::string hint) {
        mistakes_.error(std::move(place), std::move(message), std::move(hint));
    }
    Phrase phrase(const Line& line, std::size_t from) {
        const auto end = static_cast<std::uint32_t>(line.text.size() + 1);
        return Phrase{std::span{line.words}.subspan(std::min(from, line.words.size())), line.place, end,
                      mistakes_};
    }
    bool once(const Line& line); // reports a second line of its kind

    std::string file_;
    CalendarRules rules_;
    base::Diagnostics mistakes_;
    base::Place calendar_line_;
    std::vector<base::Place> kept_places_;
    std::vector<unsigned> kept_weekdays_;
    std::vector<base::Place> opened_places_; // by dated `open` line
    std::vector<Date> opened_dates_;
    std::set<std::string, std::less<>> seen_;
    std::set<Date> decreed_;
};

// The rest of the line from word `from` on, as written.
std::string rest_of(const Line& line, std::size_t from) {
    if (from >= line.words.size()) return {};
    return std::string{base::trim(line.text.substr(line.words[from].column - 1))};
}

bool CalendarReader::once(const Line& line) {
    const std::string_view keyword = line.words.front().text;
    if (seen_.emplace(keyword).second) return true;
    wrong(line.place, fmt::format("a second `{}` line", keyword), "keep one of them");
    return false;
}

void CalendarReader::read_calendar(const Line& line) {
    if (!once(line)) return;
    calendar_line_ = line.place;
    const std::string_view name = line.words.size() == 2 ? line.words[1].text : std::string_view{};
    const bool plain =
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
    if (name.empty() || !plain) {
        return wrong(line.place, "the calendar needs a name of one word",
                     "write small letters, digits and hyphens, as in `calendar monday-to-friday`");
    }
    rules_.name = name;
}

void CalendarReader::read_text(const Line& line) {
    const std::string_view keyword = line.words.front().text;
    std::string rest = rest_of(line, 1);
    if (rest.empty())
        return wrong(line.place, fmt::format("`{}` is empty", keyword), "write it on the same line");
    if (keyword == "source") {
        rules_.sources.push_back(std::move(rest));
    } else if (keyword == "assume") {
        rules_.assumptions.push_back(std::move(rest));
    } else if (once(line)) {
        rules_.title = std::move(rest);
    }
}

// "Monday to Friday", or "Monday, Tuesday and Friday".
void CalendarReader::read_open_weekdays(const Line& line) {
    if (!once(line)) return;
    Phrase words = phrase(line, 1);
    const auto first = read_weekday(words);
    if (!first) return;
    std::bitset<7> open;
    open.set(first->c_encoding());
    if (words.skip("to")) {
        const auto last = read_weekday(words);
        if (!last) return;
        for (auto day = *first; day != *last; ++day) open.set(day.c_encoding());
        open.set(last->c_encoding());
    }
    while (words.skip(",") || words.skip("and")) {
        const auto day = read_weekday(words);
        if (!day) return;
        open.set(day->c_encoding());
    }
    rules_.open_weekdays = open;
    if (!words.at_end())
        words.wrong("the list of weekdays ends here", "write `Monday to Friday` or `Monday and Tuesday`");
}

// "Saturday on the Friday before"
void CalendarReader::read_kept(const Line& line) {
    constexpr std::string_view example = "keep Saturday on the Friday before";
    Phrase words = phrase(line, 1);
    const auto own = read_weekday(words);
    if (!own || !words.expect("on", example)) return;
    words.skip("the");
    const auto kept = read_weekday(words);
    if (!kept) return;
    const bool before = words.skip("before");
    if (!before && !words.expect("after", example)) return;
    const int later = static_cast<int>((*kept - *own).count()); // 0..6
    if (!words.at_end() || later == 0) {
        words.wrong("this is not another day of the week before or after",
                    fmt::format("write it as in `{}`", example));
        return;
    }
    if (rules_.observed[own->c_encoding()] != 0) {
        return wrong(line.place, fmt::format("a second `keep` for {}", name_of(*own)), "keep one of them");
    }
    rules_.observed[own->c_encoding()] = before ? later - 7 : later;
    kept_places_.push_back(line.place);
    kept_weekdays_.push_back(own->c_encoding());
}

void CalendarReader::read_holiday(const Line& line) {
    // A name may hold the word "on": the last one begins the day.
    const auto is_on = [](const Word& word) { return word.text == "on"; };
    const auto last_on = std::find_if(line.words.rbegin(), line.words.rend(), is_on);
    const auto index = static_cast<std::size_t>(line.words.rend() - last_on); // of the word behind "on"
    if (last_on == line.words.rend() || index < 3) {
        return wrong(line.place, "a holiday needs a name and a day", "write `holiday Truman Day on 8 May`");
    }
    Holiday holiday;
    const std::size_t from = line.words[1].column - 1;
    holiday.name = base::trim(line.text.substr(from, last_on->column - 1 - from));
    Phrase words = phrase(line, index);
    if (!read_yearly_day(words, holiday)) return;
    for (const Holiday& other : rules_.holidays) {
        if (other.name == holiday.name && other.since <= holiday.until && holiday.since <= other.until) {
            return wrong(line.place, fmt::format("`{}` is there twice for the same years", holiday.name),
                         "remove one, or give each its years with `since` and `until`");
        }
    }
    if (rules_.holidays.size() < most_holidays) return rules_.holidays.push_back(std::move(holiday));
    if (seen_.emplace("too many holidays").second) {
        wrong(line.place, fmt::format("more than {} holidays", most_holidays), "a year has no room for them");
    }
}

void CalendarReader::read_decree(const Line& line, bool open) {
    const auto date = parse_date(line.words.size() > 1 ? line.words[1].text : std::string_view{});
    std::string reason = rest_of(line, 2);
    if (!date || reason.empty()) {
        return wrong(line.place, "this line needs a date and a reason",
                     "write `closed 2026-09-14 Hurricane closing`");
    }
    if (!decreed_.insert(*date).second) {
        return wrong(line.place, fmt::format("a second line for {}", to_text(*date)), "keep one of them");
    }
    if (rules_.exceptions.size() == most_decrees) {
        if (!seen_.emplace("too many dates").second) return;
        return wrong(line.place, fmt::format("more than {} single dates", most_decrees),
                     "write a `holiday` rule");
    }
    rules_.exceptions.push_back({*date, open, std::move(reason)});
    if (!open) return;
    opened_places_.push_back(line.place);
    opened_dates_.push_back(*date);
}

void CalendarReader::read_block_line(const Line& line) {
    static const std::vector<std::string> keywords{"title", "source", "assume", "open", "keep"};
    const std::string_view keyword = line.words.front().text;
    if (!seen_.contains("calendar")) {
        return wrong(line.place, "an indented line belongs to a `calendar` line, and there is none above it",
                     "begin the file with `calendar NAME`");
    }
    if (keyword == "title" || keyword == "source" || keyword == "assume") return read_text(line);
    if (keyword == "open") return read_open_weekdays(line);
    if (keyword == "keep") return read_kept(line);
    std::string hint = base::did_you_mean(keyword, keywords);
    if (hint.empty()) hint = fmt::format("an indented line begins with {}", base::listed(keywords, "or"));
    wrong(line.place, fmt::format("`{}` is not a word that begins an indented line", keyword),
          std::move(hint));
}

void CalendarReader::read_line(std::string_view text, std::uint32_t number) {
    Line line{text, words_of(text), {file_, number, 1, {}}};
    if (line.words.empty() || line.words.front().text.front() == '#') return;
    line.place.column = line.words.front().column;
    if (line.place.column > 1) return read_block_line(line);
    static const std::vector<std::string> keywords{"calendar", "holiday", "closed", "open"};
    const std::string_view keyword = line.words.front().text;
    if (keyword == "calendar") return read_calendar(line);
    if (keyword == "holiday") return read_holiday(line);
    if (keyword == "closed") return read_decree(line, false);
    if (keyword == "open") return read_decree(line, true);
    std::string hint = base::did_you_mean(keyword, keywords);
    if (hint.empty())
        hint = fmt::format("a line begins with {}, or is indented", base::listed(keywords, "or"));
    wrong(line.place, fmt::format("`{}` is not a word that begins a line", keyword), std::move(hint));
}

// A holiday may only move from a closed weekday to an open one; anything else would be a slip.
void CalendarReader::check_kept_days() {
    for (std::size_t i = 0; i < kept_places_.size(); ++i) {
        const unsigned own = kept_weekdays_[i];
        const std::chrono::weekday from{own};
        const std::chrono::weekday to = from + std::chrono::days{rules_.observed[own]};
        if (rules_.open_weekdays.test(own)) {
            wrong(kept_places_[i],
                  fmt::format("{} is an open day, so a holiday on it needs no other day", name_of(from)),
                  "remove the line");
        } else if (!rules_.open_weekdays.test(to.c_encoding())) {
            wrong(kept_places_[i], fmt::format("{} is not an open day", name_of(to)),
                  "name a day that is open");
        }
    }
}

void CalendarReader::check_whole(BusinessCalendar& calendar) {
    CalendarRules without_decrees = calendar.rules();
    std::erase_if(without_decrees.exceptions, [](const DatedException& decree) { return decree.open; });
    const BusinessCalendar plain{std::move(without_decrees)};
    for (std::size_t i = 0; i < opened_dates_.size(); ++i) {
        if (!plain.is_open(opened_dates_[i])) continue;
        wrong(opened_places_[i], fmt::format("{} is open anyway", to_text(opened_dates_[i])),
              "remove the line");
    }
    if (const auto year = calendar.first_year_without_open_day()) {
        wrong(calendar_line_, fmt::format("no day of {} is open", *year),
              "leave at least one open day in every year");
    }
}

base::Result<BusinessCalendar> CalendarReader::read(std::string_view text) {
    if (text.size() > most_bytes)
        return base::refused({file_, 0, 0, {}}, "the calendar is longer than a megabyte");
    std::uint32_t number = 0;
    for (const std::string_view line : base::split_lines(text)) {
        ++number;
        const auto invalid = base::first_invalid_utf8(line);
        if (!invalid) {
            read_line(line, number);
            continue;
        }
        wrong({file_, number, static_cast<std::uint32_t>(*invalid + 1), {}}, "this is not UTF-8 text",
              "save the file as UTF-8");
    }
    if (calendar_line_.line == 0) calendar_line_ = {file_, 1, 1, {}};
    if (!seen_.contains("calendar"))
        wrong(calendar_line_, "there is no `calendar` line", "begin the file with `calendar NAME`");
    if (rules_.title.empty())
        wrong(calendar_line_, "the calendar has no title", "add an indented line `title ...`");
    if (rules_.sources.empty())
        wrong(calendar_line_, "the calendar has no source",
              "add an indented line `source ...` that says who lists its holidays");
    if (!seen_.contains("open"))
        wrong(calendar_line_, "no weekday is open", "add an indented line `open Monday to Friday`");
    check_kept_days();
    BusinessCalendar calendar{std::move(rules_)};
    if (!mistakes_.has_errors()) check_whole(calendar);
    if (!mistakes_.has_errors()) return calendar;
    mistakes_.sort();
    return base::refused(std::move(mistakes_));
}

} // namespace

base::Result<BusinessCalendar> parse_calendar(std::string_view text, const std::string& file) {
    return CalendarReader{file}.read(text);
}

} // namespace assent::calendar
