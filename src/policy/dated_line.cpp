#include "policy/dated_line.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace assent::policy {
namespace {

// The first word of `text`, when all of it is digits and `others`.
std::string_view figures(std::string_view text, char other) {
    const std::string_view word = text.substr(0, text.find(' '));
    const auto fits = [other](char c) { return base::is_digit(c) || c == other; };
    const bool all =
        !word.empty() && base::is_digit(word.front()) && std::all_of(word.begin(), word.end(), fits);
    return all ? word : std::string_view();
}

// The clocks of North America are called so in winter and summer; names of parties are not.
std::string_view clock_at(std::string_view text) {
    const std::string_view word = text.substr(0, text.find(' '));
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (!std::all_of(word.begin(), word.end(), capital)) return {};
    const bool of_year =
        (word.size() == 3 || word.size() == 4) && (word.ends_with("ST") || word.ends_with("DT"));
    return of_year || word == "UTC" ? word : std::string_view();
}

} // namespace

bool is_dated(const Line& line) {
    return line.keyword.empty() && !line.rest.text.empty() && base::is_digit(line.rest.text.front());
}

bool is_dated(const Block& scenario) {
    return std::any_of(scenario.lines.begin(), scenario.lines.end(),
                       [](const Line& line) { return is_dated(line); });
}

StepMoment moment_of_step(std::string_view line) {
    StepMoment moment;
    moment.deed = line;
    const auto take = [&moment](std::string_view word) {
        moment.deed = base::trim(moment.deed.substr(word.size()));
        return word;
    };
    moment.date = take(figures(line, '-'));
    if (!moment.date.empty()) moment.time = take(figures(moment.deed, ':'));
    if (moment.time.find(':') == std::string_view::npos && !moment.time.empty()) {
        moment.deed = base::trim(line.substr(moment.date.size())); // a number that belongs to the deed
        moment.time = {};
    }
    if (!moment.time.empty()) moment.clock = take(clock_at(moment.deed));
    return moment;
}

} // namespace assent::policy
