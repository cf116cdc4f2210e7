#include "calendar/yearly_clock_changes.hpp"

#include <algorithm>
#include <string>

namespace assent::calendar {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// M3.2.0/2 : the second Sunday of March, two hours after local midnight; week 5 is the last one.
struct Change {
    unsigned month = 0;
    unsigned week = 0;
    unsigned weekday = 0;
    seconds time = hours{2};
};

struct ClockRule {
    std::string standard, summer;
    seconds standard_offset{0}, summer_offset{0};
    std::optional<Change> to_summer, to_standard;
};

// Takes the parts of a rule from the front of a text; each says nothing when its part is not there.
class RuleReader {
public:
    explicit RuleReader(std::string_view rule) : rest_(rule) {}

    bool at_end() const { return rest_.empty(); }

    bool take(char wanted) {
        if (rest_.empty() || rest_.front() != wanted) return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::optional<unsigned> number() {
        const std::size_t digits = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        if (digits == 0 || digits > 3) return std::nullopt;
        unsigned value = 0;
        for (const char digit : rest_.substr(0, digits))
            value = value * 10 + static_cast<unsigned>(digit - '0');
        rest_.remove_prefix(digits);
        return value;
    }

    // "CST", or "<-03>" for a name that is not letters.
    std::optional<std::string> name() {
        const bool quoted = take('<');
        const std::size_t end =
            std::min(rest_.find_first_of(quoted ? ">" : "0123456789+-,/<>"), rest_.size());
        const std::string found{rest_.substr(0, end)};
        rest_.remove_prefix(end);
        if (found.empty() || (quoted && !take('>'))) return std::nullopt;
        return found;
    }

    // [+-]h[:m[:s]]
    std::optional<seconds> time() {
        const bool negative = take('-');
        if (!negative) take('+');
        const auto hour = number();
        const auto minute = hour && take(':') ? number() : std::optional<unsigned>{0};
        const auto second = minute && take(':') ? number() : std::optional<unsigned>{0};
        if (!hour || !minute || !second || *hour > 167 || *minute > 59 || *second > 59) return std::nullopt;
        const seconds total = hours{*hour} + minutes{*minute} + seconds{*second};
        return negative ? -total : total;
    }

    std::optional<Change> change() {
        if (!take(',') || !take('M')) return std::nullopt;
        const auto month = number();
        const auto week = month && take('.') ? number() : std::nullopt;
        const auto weekday = week && take('.') ? number() : std::nullopt;
        if (!weekday || *month < 1 || *month > 12 || *week < 1 || *week > 5 || *weekday > 6)
            return std::nullopt;
        Change change{*month, *week, *weekday};
        if (!take('/')) return change;
        const auto at = time();
        if (!at) return std::nullopt;
        change.time = *at;
        return change;
    }

private:
    std::string_view rest_;
};

std::optional<ClockRule> read_rule(std::string_view text) {
    RuleReader reader{text};
    ClockRule rule;
    const auto standard = reader.name();
    const auto west = standard ? reader.time() : std::nullopt;
    if (!west || *west > hours{24} || *west < hours{-24}) return std::nullopt;
    rule.standard = *standard;
    rule.standard_offset = -*west; // POSIX counts westward
    if (reader.at_end()) return rule;
    const auto summer = reader.name();
    if (!summer) return std::nullopt;
    rule.summer = *summer;
    rule.summer_offset = rule.standard_offset + hours{1};
    if (const auto summer_west = reader.time()) rule.summer_offset = -*summer_west;
    rule.to_summer = reader.change();
    rule.to_standard = rule.to_summer ? reader.change() : std::nullopt;
    if (!rule.to_standard || !reader.at_end()) return std::nullopt;
    return rule;
}

// The moment of `change` in `year`, told by a clock that stands at `offset` until then.
Instant moment_of(const Change& change, std::chrono::year year, seconds offset) {
    const std::chrono::weekday weekday{change.weekday};
    const std::chrono::year_month month = year / std::chrono::month{change.month};
    const Date day =
        change.week == 5 ? Date{month / weekday[std::chrono::last]} : Date{month / weekday[change.week]};
    return day + change.time - offset;
}

} // namespace

std::optional<std::vector<Transition>> yearly_clock_changes(std::string_view text, int from, int through) {
    const auto rule = read_rule(text);
    if (!rule) return std::nullopt;
    std::vector<Transition> changes;
    if (!rule->to_summer) return changes;
    for (int number = from; number <= through; ++number) {
        const std::chrono::year year{number};
        changes.push_back(
            {moment_of(*rule->to_summer, year, rule->standard_offset), rule->summer_offset, rule->summer});
        changes.push_back({moment_of(*rule->to_standard, year, rule->summer_offset), rule->standard_offset,
                           rule->standard});
    }
    std::sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    return changes;
}

} // namespace assent::calendar
