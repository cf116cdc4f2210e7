#include "catalog/zones.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <utility>
#include <vector>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "calendar/yearly_clock_changes.hpp"

namespace assent::catalog {

namespace {

using calendar::Instant;
using calendar::Transition;

const std::string database_folder = "/usr/share/zoneinfo/";

constexpr Instant first_moment = calendar::Date{std::chrono::year{calendar::first_year} / 1 / 1};
constexpr Instant end_moment = calendar::Date{std::chrono::year{calendar::last_year + 1} / 1 / 1};

const date::tzdb& database() {
    const date::tzdb* known = nullptr;
    try {
        known = &date::get_tzdb();
    } catch (const std::runtime_error& error) {
        throw base::Failure(
            fmt::format("cannot read the system's time zone database, install tzdata: {}", error.what()));
    }
    if (known->zones.empty()) throw base::Failure("the system's time zone database is empty: install tzdata");
    return *known;
}

// The rule for the years after the file's last transition, which ends each compiled zone (RFC 8536,
// section 3.3): "CST6CDT,M3.2.0,M11.1.0". Nothing when the clocks change no more.
std::optional<std::string> rule_for_later_years(const std::string& zone) {
    std::ifstream file(database_folder + zone, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const auto lines = base::split_lines(bytes);
    if (lines.empty() || lines.back().find(',') == std::string_view::npos) return std::nullopt;
    return std::string{lines.back()};
}

// The transitions that the database lists one by one.
std::vector<Transition> listed_transitions(const date::time_zone& zone) {
    std::vector<Transition> transitions;
    for (Instant moment = first_moment; moment < end_moment;) {
        const date::sys_info info = zone.get_info(moment);
        transitions.push_back({moment, info.offset, info.abbrev});
        if (info.end <= moment) break;
        moment = info.end;
    }
    return transitions;
}

// The date library stops where the compiled transitions stop, in 2037 for most zones; from there on the
// zone's yearly rule is followed.
std::vector<Transition> transitions_of(const date::time_zone& zone) {
    std::vector<Transition> transitions = listed_transitions(zone);
    const auto rule = rule_for_later_years(zone.name());
    if (!rule) return transitions;
    const Instant last = transitions.back().at;
    const int from{std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(last)}.year()};
    const auto later = calendar::yearly_clock_changes(*rule, from, calendar::last_year);
    if (!later) throw std::runtime_error(fmt::format("its yearly rule {} is not understood", *rule));
    for (const Transition& change : *later) {
        if (change.at > last && change.at < end_moment) transitions.push_back(change);
    }
    return transitions;
}

base::Result<calendar::Zone> no_such_zone(std::string_view name, const date::tzdb& known) {
    std::vector<std::string> names;
    for (const date::time_zone& zone : known.zones) names.push_back(zone.name());
    std::string hint = base::did_you_mean(name, names);
    if (hint.empty()) hint = "write a name of the time zone database, such as America/New_York";
    return base::refused({}, fmt::format("`{}` is not a time zone", name), std::move(hint));
}

} // namespace

base::Result<calendar::Zone> load_zone(std::string_view name) {
    const date::tzdb& known = database();
    const auto found = std::find_if(known.zones.begin(), known.zones.end(),
                                    [&](const date::time_zone& zone) { return zone.name() == name; });
    if (found == known.zones.end()) return no_such_zone(name, known);
    try {
        return calendar::Zone::make(std::string{name}, transitions_of(*found));
    } catch (const std::runtime_error& error) {
        throw base::Failure(fmt::format("cannot read time zone {}: {}", name, error.what()));
    }
}

std::string zone_database_version() {
    const std::string version = database().version;
    if (version != "unknown") return version;
    std::ifstream file(database_folder + "tzdata.zi");
    std::string word;
    // The first line is "# version 2026a".
    if (file >> word && word == "#" && file >> word && word == "version" && file >> word) return word;
    return version;
}

} // namespace assent::catalog
